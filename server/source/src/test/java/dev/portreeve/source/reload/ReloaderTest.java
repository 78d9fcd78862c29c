package dev.portreeve.source.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.source.directory.DirectorySource;
import dev.portreeve.source.team.Teams;
import dev.portreeve.source.testing.TestSets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  /** A generation that derives nothing. */
  private record SimpleGeneration(Snapshot snapshot, Teams teams) implements Generation {
    static final GenerationFactory<SimpleGeneration> FACTORY =
        new GenerationFactory<>() {
          @Override
          public SimpleGeneration first(Snapshot snapshot, Teams teams) {
            return new SimpleGeneration(snapshot, teams);
          }

          @Override
          public SimpleGeneration next(SimpleGeneration current, Snapshot snapshot, Teams teams) {
            return new SimpleGeneration(snapshot, teams);
          }
        };
  }

  private final TypeCheckStore store =
      new TypeCheckStore() {
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
    try (var policies = Files.list(set.resolve("actions"))) {
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
    Reloader<?> reloader = reloader(Duration.ofMinutes(1));
    reloader.policySet().look();
    assertEquals(0, keeps);
    change(reloader);
    assertEquals(1, keeps);
  }

  @Test
  void round_changedSoonAgain_isKeptLaterOrAtTheEnd() throws Exception {
    Reloader<?> reloader = reloader(Duration.ofMinutes(1));
    change(reloader);
    change(reloader);
    reloader.policySet().look();
    assertEquals(1, keeps);
    reloader.policySet().end();
    assertEquals(2, keeps);
    reloader.policySet().end();
    assertEquals(2, keeps);
  }

  @Test
  void round_changedAgainAfterThatTime_isKeptOnce() throws Exception {
    Reloader<?> reloader = reloader(Duration.ZERO);
    change(reloader);
    change(reloader);
    reloader.policySet().look();
    assertEquals(2, keeps);
  }

  private Reloader<SimpleGeneration> reloader(Duration betweenKeeps) throws Exception {
    Reloader<SimpleGeneration> reloader =
        Reloader.start(
            new ReloadParts<>(
                source,
                store,
                schema -> new Teams(source, schema, 1 << 20, Runnable::run),
                SimpleGeneration.FACTORY,
                new ReloadListener() {}),
            Fallback.NONE,
            betweenKeeps);
    keeps = 0;
    return reloader;
  }

  private void change(Reloader<?> reloader) throws Exception {
    String before = reloader.inForce().now().snapshot().version();
    Files.writeString(policy, Files.readString(policy) + "# changed\n");
    reloader.policySet().look();
    assertNotEquals(before, reloader.inForce().now().snapshot().version());
  }
}
