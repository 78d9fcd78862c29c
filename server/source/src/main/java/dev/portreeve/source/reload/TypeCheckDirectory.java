package dev.portreeve.source.reload;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.source.directory.AtomicFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps checked expressions in a directory, a file for each set and program. Several servers may
 * share it: a file is replaced by a rename.
 */
public final class TypeCheckDirectory implements TypeCheckStore {
  private static final String PREFIX = "checked-";
  private static final String FRESH = "." + PREFIX;

  /** So many, the ones written last: of a set its expressions, and what came of validating it. */
  private static final int MAX_FILES = 16;

  private static final long MAX_BYTES = 64 << 20;
  private static final long CRASHED_SECONDS = 60;

  private final Path directory;
  private final String program;
  private final @Nullable UserPrincipal owner;
  private boolean complained;

  /**
   * @param owner who owns the files of the program, if that is known: whoever can replace the
   *     program is believed as the program is
   */
  TypeCheckDirectory(Path directory, String program, @Nullable UserPrincipal owner) {
    this.directory = directory;
    this.program = program;
    this.owner = owner;
  }

  /**
   * The store of the program that runs.
   *
   * @param directory made when something is kept
   */
  public static TypeCheckStore of(Path directory) {
    try {
      String classPath = System.getProperty("java.class.path", "");
      return new TypeCheckDirectory(
          directory, BuildIdentity.identity(classPath), BuildIdentity.owner(classPath));
    } catch (IOException e) {
      log().warn("checked expressions are not kept: {}", e.toString());
      return NONE;
    }
  }

  /** Logging is set up when there is something to log: most verbs end without. */
  private static Logger log() {
    return LoggerFactory.getLogger(TypeCheckDirectory.class);
  }

  @Override
  public String program() {
    return program;
  }

  @Override
  public Optional<byte[]> find(String key) {
    Path file = directory.resolve(PREFIX + key);
    try {
      PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
      String problem = problem(attributes);
      if (!problem.isEmpty()) {
        log().warn("{} is not used: it {}", file, problem);
        return Optional.empty();
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      log().warn("{} is not used: {}", file, e.toString());
      return Optional.empty();
    }
  }

  /** Why a file is not to be believed, or empty: whoever wrote it could have written policies. */
  private String problem(PosixFileAttributes attributes) throws IOException {
    Set<PosixFilePermission> open = EnumSet.of(GROUP_WRITE, OTHERS_WRITE);
    open.retainAll(attributes.permissions());
    if (!open.isEmpty()) {
      return "can be written by others";
    }
    Path self = Path.of("/proc/self");
    if (Files.exists(self)) {
      UserPrincipal writer = attributes.owner();
      if (!writer.equals(Files.getOwner(self)) && !writer.equals(owner)) {
        return "belongs to " + writer.getName();
      }
    }
    return attributes.size() > MAX_BYTES ? "is too long" : "";
  }

  @Override
  public void keep(String key, byte[] content) {
    try {
      Files.createDirectories(directory, permissions("rwx------"));
      AtomicFile.write(directory.resolve(PREFIX + key), content, FRESH);
      removeOld();
      complained = false;
    } catch (IOException | UnsupportedOperationException e) {
      complain(e);
    }
  }

  /** Once, until it works again: on a read-only file system every reload meets it. */
  private void complain(Exception problem) {
    if (!complained) {
      complained = true;
      log().warn("checked expressions are not kept for the next start: {}", problem.toString());
    }
  }

  private static FileAttribute<?> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  /** A file of this store and when it was written. */
  private record Dated(Path file, FileTime time) {}

  private void removeOld() throws IOException {
    List<Dated> files = new ArrayList<>();
    FileTime crashed = FileTime.from(Instant.now().minusSeconds(CRASHED_SECONDS));
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory, "{" + PREFIX + "," + FRESH + "}*")) {
      for (Path entry : entries) {
        FileTime time = Files.getLastModifiedTime(entry);
        if (!entry.getFileName().toString().startsWith(FRESH)) {
          files.add(new Dated(entry, time));
        } else if (time.compareTo(crashed) < 0) {
          Files.deleteIfExists(entry);
        }
      }
    } catch (NoSuchFileException e) {
      return; // another server removes them just now
    }
    files.sort(Comparator.comparing(Dated::time).reversed());
    for (Dated old : files.subList(Math.min(MAX_FILES, files.size()), files.size())) {
      Files.deleteIfExists(old.file());
    }
  }
}
