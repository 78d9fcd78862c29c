package dev.portreeve.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A main file has at most {@value #LIMIT} lines: a longer one holds a second idea. A simple class
 * name stands once in a module.
 */
@Tag("gate")
class SourceFilesTest {
  private static final int LIMIT = 400;
  private static final SourceTree SOURCES = SourceTree.ofTheBuild();

  @Test
  void mainFiles_everyModule_areFound() {
    for (String module :
        List.of("server/engine", "server/source", "server/workbench", "server/sidecar")) {
      Path folder = SOURCES.root().resolve(module);
      long found = SOURCES.mainFiles().stream().filter(file -> file.startsWith(folder)).count();
      assertTrue(found > 20, () -> found + " main files in " + module);
    }
  }

  @Test
  void mainFiles_all_keepTheLimit() {
    assertEquals(List.of(), SOURCES.longerThan(LIMIT));
  }

  @Test
  void fileNames_everyModule_standOnce() {
    assertEquals(List.of(), SOURCES.namesStandingTwice());
  }

  @Test
  void namesStandingTwice_sameNameInTwoPackages_found(@TempDir Path root) throws IOException {
    Path one = Files.createDirectories(root.resolve("server/cli/src/main/java/a"));
    Path two = Files.createDirectories(root.resolve("server/cli/src/test/java/b"));
    Path elsewhere = Files.createDirectories(root.resolve("server/engine/src/main/java/a"));
    for (Path folder : List.of(one, two)) {
      Files.writeString(folder.resolve("Twice.java"), "//\n");
    }
    Files.writeString(elsewhere.resolve("Twice.java"), "//\n");

    assertEquals(List.of("server/cli: Twice.java"), new SourceTree(root).namesStandingTwice());
  }

  @Test
  void longerThan_oneLineMore_found(@TempDir Path root) throws IOException {
    Path folder = Files.createDirectories(root.resolve("server/cli/src/main/java/a"));
    Files.writeString(folder.resolve("Kept.java"), "//\n".repeat(LIMIT));
    Files.writeString(folder.resolve("Long.java"), "//\n".repeat(LIMIT + 1));

    assertEquals(
        List.of("server/cli/src/main/java/a/Long.java has 401 lines"),
        new SourceTree(root).longerThan(LIMIT));
  }
}
