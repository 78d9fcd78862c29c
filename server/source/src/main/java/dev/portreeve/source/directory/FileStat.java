package dev.portreeve.source.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a file looks like from outside. Two looks that agree show the same file, unwritten between
 * them.
 *
 * @param modified when it was written last
 * @param size in bytes
 * @param key which file it is, whatever its name; null where the file system cannot say
 */
record FileStat(Instant modified, long size, @Nullable Object key) {
  /** There is no such file. */
  static final FileStat ABSENT = new FileStat(Instant.EPOCH, -1, null);

  static FileStat of(Path file) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      // A directory or a device changes no more than its name says.
      return found.isRegularFile()
          ? new FileStat(found.lastModifiedTime().toInstant(), found.size(), found.fileKey())
          : ABSENT;
    } catch (NoSuchFileException e) {
      return ABSENT;
    }
  }

  boolean exists() {
    return size >= 0;
  }

  /** A number that differs, in all likelihood, between stamps that differ. */
  long digest() {
    long hash = modified.getEpochSecond() * 1_000_000_007L + modified.getNano();
    hash = (hash ^ hash >>> 29) * 0xBF58476D1CE4E5B9L + size;
    hash = (hash ^ hash >>> 31) * 0x94D049BB133111EBL + Objects.hashCode(key);
    return hash ^ hash >>> 32;
  }
}
