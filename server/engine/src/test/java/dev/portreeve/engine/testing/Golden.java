package dev.portreeve.engine.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts kept in files that something generated must equal. */
public final class Golden {
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  private Golden() {}

  /** Whether the files are to be rewritten rather than compared: {@code -Dgolden.update=true}. */
  public static boolean update() {
    return UPDATE;
  }

  /** Fails when a text is not what its file says, or rewrites the file when asked to. */
  public static void check(Path file, String actual) {
    try {
      if (UPDATE) {
        Files.writeString(file, actual);
      }
      assertEquals(
          Files.exists(file) ? Files.readString(file) : "",
          actual,
          () -> file + " is stale; if the new text is right, run with -Dgolden.update=true");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
