package dev.portreeve.server.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.portreeve.policy.LoadResult;
import dev.portreeve.policy.PolicySetFiles;
import dev.portreeve.policy.PolicySetLoader;
import dev.portreeve.policy.Snapshot;
import dev.portreeve.policy.checked.CheckedStore;
import dev.portreeve.server.source.DirectorySource;
import dev.portreeve.server.team.Teams;
import dev.portreeve.server.testing.TestSets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When what was checked is kept for the next start. */
class ReloaderTest {
  @TempDir private Path directory;
  private Path policy;
  private DirectorySource source;
  private int keeps;

  private final CheckedStore store =
      new CheckedStore() {
        @Override
        public String program() {
          return "this program";
        }

        @Override
        public Optional<byte[]> find(String key) {
          return Optional.empty();
        }

        @Override
        public void keep(String key, byte[] content) {
          keeps++;
        }
      };

  @BeforeEach
  void begin() throws Exception {
    Path set = TestSets.copy("doors", directory.resolve("set"));
    try (var policies = Files.list(set.resolve("policies"))) {
      policy = policies.findFirst().orElseThrow();
    }
    source = new DirectorySource(set, set.resolve("teams"));
  }

  @AfterEach
  void end() {
    source.close();
  }

  @Test
  void round_policyChanged_isKeptAtOnce() throws Exception {
    Reloader reloader = reloader(Duration.ofMinutes(1));
    reloader.round();
    assertEquals(0, keeps);
    change(reloader);
    assertEquals(1, keeps);
  }

  @Test
  void round_changedSoonAgain_isKeptLaterOrAtTheEnd() throws Exception {
    Reloader reloader = reloader(Duration.ofMinutes(1));
    change(reloader);
    change(reloader);
    reloader.round();
    assertEquals(1, keeps);
    reloader.end();
    assertEquals(2, keeps);
    reloader.end();
    assertEquals(2, keeps);
  }

  @Test
  void round_changedAgainAfterThatTime_isKeptOnce() throws Exception {
    Reloader reloader = reloader(Duration.ZERO);
    change(reloader);
    change(reloader);
    reloader.round();
    assertEquals(2, keeps);
  }

  private Reloader reloader(Duration betweenKeeps) throws Exception {
    PolicySetFiles files = source.policySet();
    Snapshot snapshot = ((LoadResult.Loaded) PolicySetLoader.load(files)).snapshot();
    Teams teams = new Teams(source, snapshot.schema(), 1 << 20, Runnable::run);
    ReloadStatus status = new ReloadStatus(Instant.now(), false, List.of(), "");
    FirstLoad.Found found =
        new FirstLoad.Found(new Generation(snapshot, teams), files, status, List.of());
    return new Reloader(source, store, new ReloadListener() {}, found, betweenKeeps);
  }

  private void change(Reloader reloader) throws Exception {
    String before = reloader.inForce().now().snapshot().version();
    Files.writeString(policy, Files.readString(policy) + "# changed\n");
    reloader.round();
    assertNotEquals(before, reloader.inForce().now().snapshot().version());
  }
}
