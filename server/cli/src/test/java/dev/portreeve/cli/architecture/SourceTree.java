package dev.portreeve.cli.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    return modules().stream()
        .flatMap(module -> javaFiles(module.resolve("src/main/java")))
        .sorted()
        .toList();
  }

  /** The files of tests that may stand under a class's name, in any module. */
  List<Path> testFiles(String className) {
    return modules().stream()
        .flatMap(module -> javaFiles(module.resolve("src/test/java")))
        .filter(file -> file.endsWith(className + ".java"))
        .toList();
  }

  /** The folders that hold sources; the modules of the build, two folders deep at most. */
  private List<Path> modules() {
    try (Stream<Path> folders = Files.walk(root, 2)) {
      return folders.filter(folder -> Files.isDirectory(folder.resolve("src"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** File names, tests included, that stand in more than one package of a module. */
  List<String> namesStandingTwice() {
    List<String> twice = new ArrayList<>();
    for (Path module : modules()) {
      Map<String, Long> counts =
          Stream.of("src/main/java", "src/test/java")
              .flatMap(folder -> javaFiles(module.resolve(folder)))
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("package-info.java"))
              .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
      counts.forEach(
          (name, count) -> {
            if (count > 1) {
              twice.add(root.relativize(module) + ": " + name);
            }
          });
    }
    return twice;
  }

  /** Main files of more than {@code limit} lines, each with its count. */
  List<String> longerThan(int limit) {
    return mainFiles().stream()
        .filter(file -> lines(file) > limit)
        .map(file -> root.relativize(file) + " has " + lines(file) + " lines")
        .toList();
  }

  private static Stream<Path> javaFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
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
