package dev.portreeve.sidecar.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operator's keys for secrets of teams, in a file of Tink's: the primary one seals, each of
 * them opens. The file is read again when it has changed, so keys are rotated without a restart.
 * Safe for use by several threads.
 */
public final class Keyset {
  /** With what a sealed text begins that such keys have sealed. */
  public static final String PREFIX = "sealed:p1:";

  private static final String OWNER_ONLY = "rw-------";

  private final Path file;
  private @Nullable Loaded loaded;

  private record Loaded(FileTime changed, long size, Aead keys) {}

  /**
   * Reads the keys.
   *
   * @throws IOException that says what is wrong with the file
   */
  public Keyset(Path file) throws IOException {
    this.file = file;
    Aead unused = keys();
  }

  /** Makes a file with one key, which only its owner may read. */
  public static void create(Path file) throws IOException {
    try {
      AeadConfig.register();
      if (Files.exists(file)) {
        throw new IOException("`" + file + "` is there already: rotate it, or name another");
      }
      write(file, KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
    } catch (GeneralSecurityException e) {
      throw new IOException("no key can be made: " + e.getMessage(), e);
    }
  }

  /**
   * Adds a key, which seals from now on; what was sealed before opens as before.
   *
   * @return how many keys there are
   */
  public static int rotate(Path file) throws IOException {
    try {
      KeysetHandle rotated =
          KeysetHandle.newBuilder(handle(file))
              .addEntry(
                  KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                      .withRandomId()
                      .makePrimary())
              .build();
      write(file, rotated);
      return rotated.size();
    } catch (GeneralSecurityException e) {
      throw new IOException("no key can be added: " + e.getMessage(), e);
    }
  }

  private static KeysetHandle handle(Path file) throws IOException {
    try {
      AeadConfig.register();
      return TinkJsonProtoKeysetFormat.parseKeyset(
          Files.readString(file), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      // what the library says could repeat what the file holds
      throw new IOException(
          "`" + file + "` is no key set: make one with `portreeve keyset create`");
    }
  }

  private static void write(Path file, KeysetHandle keys)
      throws IOException, GeneralSecurityException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent() == null ? absolute : absolute.getParent();
    Path fresh =
        Files.createTempFile(
            folder,
            ".keyset",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
    Files.writeString(
        fresh, TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
    Files.move(
        fresh, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private synchronized Aead keys() throws IOException {
    FileTime changed = Files.getLastModifiedTime(file);
    long size = Files.size(file);
    Loaded known = loaded;
    if (known == null || !known.changed().equals(changed) || known.size() != size) {
      try {
        Aead keys = handle(file).getPrimitive(RegistryConfiguration.get(), Aead.class);
        known = new Loaded(changed, size, keys);
        loaded = known;
      } catch (GeneralSecurityException e) {
        throw new IOException("`" + file + "` holds no keys that seal", e);
      }
    }
    return known.keys();
  }

  /**
   * Seals a text.
   *
   * @param owner whose it is and what for; it opens for nobody else
   */
  public String seal(String text, String owner) throws IOException {
    try {
      byte[] sealed = keys().encrypt(bytes(text), bytes(owner));
      return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IOException("it cannot be sealed", e);
    }
  }

  /** What a sealed text says, or empty when none of the keys has sealed it for that owner. */
  public Optional<String> open(String sealed, String owner) throws IOException {
    if (!sealed.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] text = Base64.getUrlDecoder().decode(sealed.substring(PREFIX.length()));
      return Optional.of(new String(keys().decrypt(text, bytes(owner)), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
