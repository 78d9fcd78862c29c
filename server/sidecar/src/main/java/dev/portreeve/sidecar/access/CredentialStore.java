package dev.portreeve.sidecar.access;

import dev.portreeve.engine.yaml.Diagnostic;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The credentials in force, read again when their file changes: what is revoked there is refused
 * within a second. A file that does not read changes nothing, and the log and a metric say so.
 */
final class CredentialStore {
  private static final Logger LOG = LoggerFactory.getLogger(CredentialStore.class);
  private static final long LOOK_MS = 300;

  private final Path file;
  private final Vertx vertx;
  private volatile Credentials inForce = Credentials.NONE;
  private volatile byte[] text = new byte[0];
  private volatile String problem = "";

  private CredentialStore(Path file, Vertx vertx) {
    this.file = file;
    this.vertx = vertx;
  }

  /**
   * Reads the file and looks at it again and again from now on.
   *
   * @throws IOException that says where the file is at fault
   */
  static CredentialStore start(Path file, Vertx vertx) throws IOException {
    CredentialStore store = new CredentialStore(file, vertx);
    byte[] first = store.bytes();
    store.inForce = store.parse(first);
    store.text = first;
    store.look();
    return store;
  }

  Credentials inForce() {
    return inForce;
  }

  /** Why the file is not what is in force, or empty. */
  String problem() {
    return problem;
  }

  private void look() {
    vertx.setTimer(
        LOOK_MS,
        timer ->
            vertx
                .executeBlocking(Executors.callable(this::readAgain), false)
                .onComplete(done -> look()));
  }

  private void readAgain() {
    try {
      byte[] now = bytes();
      if (!Arrays.equals(now, text)) {
        inForce = parse(now).after(inForce);
        text = now;
        LOG.info("the file of credentials has changed and is in force");
      }
      problem = "";
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      if (!why.equals(problem)) {
        problem = why;
        LOG.error("the file of credentials is refused, the last good one stays: {}", why);
      }
    }
  }

  private byte[] bytes() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("`" + file + "` is not a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(CredentialFile.MAX_BYTES + 1);
    } catch (IOException e) {
      throw new IOException("`" + file + "` cannot be read: " + e.getClass().getSimpleName(), e);
    }
  }

  private Credentials parse(byte[] bytes) throws IOException {
    List<Diagnostic> problems = new ArrayList<>();
    Credentials read = new Credentials(CredentialFile.read(file.toString(), utf8(bytes), problems));
    if (!problems.isEmpty()) {
      problems.sort(Diagnostic.ORDER);
      throw new IOException(problems.get(0).headline());
    }
    return read;
  }

  private String utf8(byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("`" + file + "` is not UTF-8", e);
    }
  }
}
