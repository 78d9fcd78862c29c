package dev.portreeve.server.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A main file has at most {@value #LIMIT} lines: a longer one holds a second idea. */
@Tag("gate")
class FileLengthTest {
  private static final int LIMIT = 400;
  private static final SourceTree SOURCES = SourceTree.ofTheBuild();

  @Test
  void mainFiles_everyModule_areFound() {
    for (String module : List.of("policies", "server")) {
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
  void longerThan_oneLineMore_found(@TempDir Path root) throws IOException {
    Path folder = Files.createDirectories(root.resolve("server/src/main/java/a"));
    Files.writeString(folder.resolve("Kept.java"), "//\n".repeat(LIMIT));
    Files.writeString(folder.resolve("Long.java"), "//\n".repeat(LIMIT + 1));

    assertEquals(
        List.of("server/src/main/java/a/Long.java has 401 lines"),
        new SourceTree(root).longerThan(LIMIT));
  }
}
