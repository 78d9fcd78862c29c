package dev.portreeve.source.directory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the machine has no watches left, or the file system knows none, looking finds it all. */
class UnwatchedDirectorySourceTest extends PolicySourceContract {
  @TempDir private Path directory;

  @Override
  PolicySource open() {
    return new DirectorySource(directory, directory.resolve("teams"), DirectoryWatch.none());
  }

  @Override
  void putFile(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Override
  void putTeam(String id, String text) throws IOException {
    putFile("teams/" + id + ".yaml", text);
  }

  @Override
  void removeTeam(String id) throws IOException {
    Files.delete(directory.resolve("teams/" + id + ".yaml"));
  }

  @Test
  void current_betweenTwoLooksAtAll_isNot() throws Exception {
    try (PolicySource source = open()) {
      source.changedTeams();
      assertTrue(source.current());
      source.changedTeams();
      assertFalse(source.current());
      Thread.sleep(Duration.ofMillis(1_100).toMillis());
      source.changedTeams();
      assertTrue(source.current());
    }
  }
}
