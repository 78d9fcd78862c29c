package dev.portreeve.sidecar.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file of credentials that a test fills; the secret of each is {@code s3cret-} and its id. */
public final class TestCredentials {
  private final Path file;
  private final Map<String, String> entries = new LinkedHashMap<>();

  public TestCredentials(Path file) {
    this.file = file;
  }

  static String secret(String id) {
    return "s3cret-" + id;
  }

  /** The API key of an id. */
  public static String key(String id) {
    return id + "." + secret(id);
  }

  /** A hash that is verified in no time. */
  static SecretHash hash(String secret) {
    return SecretHash.of(secret, 1_000);
  }

  /** Adds an entry that is proved by a key. */
  public TestCredentials key(String id, String more) {
    return add(id, "key: \"" + hash(secret(id)) + "\"", more);
  }

  public TestCredentials add(String id, String proof, String more) {
    entries.put(id, "  - {id: " + id + ", " + proof + ", " + more + "}\n");
    return this;
  }

  TestCredentials remove(String id) {
    entries.remove(id);
    return this;
  }

  /** Writes the file as `portreeve credentials` does: at once or not at all. */
  public Path write() {
    try {
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, "credentials:\n" + String.join("", entries.values()));
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
