package dev.portreeve.engine.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that these tests were built from. */
public final class Repository {
  private Repository() {}

  /** Its top folder: the one that holds the policy sets. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("policies/postman"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException(
            "no folder `policies` above " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }

  /** The directory of a shipped policy set; not to be changed. */
  public static Path set(String name) {
    return root().resolve("policies").resolve(name);
  }
}
