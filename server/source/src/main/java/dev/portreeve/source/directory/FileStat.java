package dev.portreeve.source.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the file system says of a file without opening it. Two equal stats taken some time apart
 * show the same file, unwritten between them.
 *
 * @param kind what is there
 * @param modified when the content was written last (mtime), which programs can set
 * @param changed when content or permissions were changed last (ctime), which they cannot; the
 *     epoch where the file system has no such time
 * @param size in bytes
 * @param key which file it is, whatever its name; null where the file system cannot say
 * @param problem why it cannot be read, or empty
 */
record FileStat(
    Kind kind, Instant modified, Instant changed, long size, @Nullable Object key, String problem) {

  /** What a name leads to. */
  enum Kind {
    /** A file that can be read to its end. */
    REGULAR,
    /** Nothing: there is no such name. */
    ABSENT,
    /** A directory, FIFO, socket or device, a link that leads nowhere, or an I/O error. */
    UNREADABLE
  }

  /** There is no such file. */
  static final FileStat ABSENT =
      new FileStat(Kind.ABSENT, Instant.EPOCH, Instant.EPOCH, -1, null, "");

  private static final String UNIX = "unix";
  private static final String ATTRIBUTES = "isRegularFile,size,lastModifiedTime,fileKey";

  /** Follows links. An I/O error is a stat of its own. */
  static FileStat of(Path file) {
    try {
      boolean unix = file.getFileSystem().supportedFileAttributeViews().contains(UNIX);
      Map<String, Object> found =
          Files.readAttributes(file, unix ? UNIX + ":ctime," + ATTRIBUTES : ATTRIBUTES);
      boolean regular = Boolean.TRUE.equals(found.get("isRegularFile"));
      return new FileStat(
          regular ? Kind.REGULAR : Kind.UNREADABLE,
          regular ? time(found.get("lastModifiedTime")) : Instant.EPOCH,
          regular ? time(found.get("ctime")) : Instant.EPOCH,
          regular && found.get("size") instanceof Long size ? size : 0,
          found.get("fileKey"),
          regular ? "" : "not a regular file");
    } catch (NoSuchFileException e) {
      return Files.isSymbolicLink(file) ? unreadable("the link leads nowhere") : ABSENT;
    } catch (IOException e) {
      return unreadable(IoReason.of(e));
    }
  }

  private static FileStat unreadable(String problem) {
    return new FileStat(Kind.UNREADABLE, Instant.EPOCH, Instant.EPOCH, 0, null, problem);
  }

  private static Instant time(@Nullable Object found) {
    return found instanceof FileTime time ? time.toInstant() : Instant.EPOCH;
  }

  boolean exists() {
    return kind != Kind.ABSENT;
  }

  boolean regular() {
    return kind == Kind.REGULAR;
  }

  /** Whether nobody has touched a regular file since then. */
  boolean untouchedSince(Instant time) {
    return regular() && modified.isBefore(time) && changed.isBefore(time);
  }

  /** A number that differs, in all likelihood, between stats that differ; never 0. */
  long digest() {
    long hash = mixed(0, modified);
    hash = mixed(hash, changed);
    hash = (hash ^ hash >>> 29) * 0xBF58476D1CE4E5B9L + size;
    hash = (hash ^ hash >>> 31) * 0x94D049BB133111EBL + Objects.hash(kind, key, problem);
    return (hash ^ hash >>> 32) | 1;
  }

  private static long mixed(long hash, Instant time) {
    return (hash * 31 + time.getEpochSecond()) * 1_000_000_007L + time.getNano();
  }
}
