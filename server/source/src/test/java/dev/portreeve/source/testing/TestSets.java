package dev.portreeve.source.testing;

import dev.portreeve.engine.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The policy sets that the tests bring along, and copies of them that may be changed. */
public final class TestSets {
  private TestSets() {}

  /** The directory of one; not to be changed. */
  public static Path of(String name) {
    return Repository.root().resolve("server/source/src/test/resources/sets").resolve(name);
  }

  /** Copies one into an empty or new directory, which is returned. */
  public static Path copy(String name, Path into) {
    return copy(of(name), into);
  }

  /** Copies a tree into an empty or new directory, which is returned. */
  public static Path copy(Path from, Path into) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = into.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
      return into;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
