package dev.portreeve.sidecar.tls;

import dev.portreeve.sidecar.config.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the files of a server's TLS hold at one moment.
 *
 * @param certificate PEM
 * @param key PEM
 * @param clientCa PEM, or empty when no client certificates are asked for
 */
@SuppressWarnings("ArrayRecordComponent") // compared by same(), which looks at the content
record TlsFiles(byte[] certificate, byte[] key, Optional<byte[]> clientCa) {
  private static final int MAX_BYTES = 1 << 20;

  static TlsFiles read(TlsConfig config) throws IOException {
    Optional<byte[]> ca =
        config.clientCa().isPresent()
            ? Optional.of(read(config.clientCa().get()))
            : Optional.empty();
    return new TlsFiles(read(config.certificate()), read(config.key()), ca);
  }

  private static byte[] read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("`" + file + "` is not a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("`" + file + "` is longer than " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new IOException("`" + file + "` cannot be read: " + e.getClass().getSimpleName(), e);
    }
  }

  boolean same(TlsFiles other) {
    return Arrays.equals(certificate, other.certificate)
        && Arrays.equals(key, other.key)
        && Arrays.equals(clientCa.orElse(new byte[0]), other.clientCa.orElse(new byte[0]));
  }
}
