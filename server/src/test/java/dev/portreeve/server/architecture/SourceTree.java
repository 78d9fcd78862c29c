package dev.portreeve.server.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own Java files, as they lie in the checkout. */
record SourceTree(Path root) {

  /** The checkout that these tests were built from. */
  static SourceTree ofTheBuild() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return new SourceTree(folder);
  }

  /** Every file that is shipped or measured with: the main sources of all modules. */
  List<Path> mainFiles() {
    try (Stream<Path> modules = Files.list(root)) {
      return modules
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .flatMap(SourceTree::javaFiles)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Main files of more than {@code limit} lines, each with its count. */
  List<String> longerThan(int limit) {
    return mainFiles().stream()
        .filter(file -> lines(file) > limit)
        .map(file -> root.relativize(file) + " has " + lines(file) + " lines")
        .toList();
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
