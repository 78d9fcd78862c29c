package dev.portreeve.source.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files at once or not at all, for their owner alone. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes a file, or replaces it.
   *
   * @param prefix how the name begins under which it is written, beside the file; a crash leaves it
   */
  public static void write(Path file, byte[] content, String prefix) throws IOException {
    Path fresh =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            prefix,
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(fresh, content);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
