package dev.portreeve.source.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/**
 * The programs of the machine that tests may start (proxies, load generators).
 *
 * <p>Without its program a test is skipped, so that a plain machine can run the rest. Where {@code
 * PORTREEVE_CI=true} promises that every program is there, the same test fails: nothing is skipped
 * silently.
 *
 * @param folders where to look, in this order
 * @param absence what to do about a program that is not there
 */
public record Programs(List<Path> folders, Absence absence) {

  /** What becomes of a test whose program is not there. */
  public enum Absence {
    SKIPS,
    FAILS
  }

  public Programs {
    folders = List.copyOf(folders);
  }

  /**
   * The programs of this machine; servers often lie where an ordinary user's path does not look.
   */
  public static Programs ofThisMachine() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    List<Path> folders =
        Stream.concat(
                Stream.of(path.split(File.pathSeparator, -1)).filter(folder -> !folder.isEmpty()),
                Stream.of("/usr/local/sbin", "/usr/sbin", "/sbin"))
            .map(Path::of)
            .toList();
    boolean promised = Boolean.parseBoolean(System.getenv("PORTREEVE_CI"));
    return new Programs(folders, promised ? Absence.FAILS : Absence.SKIPS);
  }

  /** The program of this name; its absence ends the calling test. */
  public Path require(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .orElseGet(() -> missing(name));
  }

  private Path missing(String name) {
    String message = "this test needs the program `" + name + "`";
    return switch (absence) {
      case SKIPS -> throw new TestAbortedException(message);
      case FAILS -> Assertions.fail(message + ", and PORTREEVE_CI promises it");
    };
  }
}
