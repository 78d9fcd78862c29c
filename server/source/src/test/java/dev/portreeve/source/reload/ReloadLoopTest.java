package dev.portreeve.source.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.source.team.LargeSource;
import dev.portreeve.source.team.TeamLookup;
import dev.portreeve.source.team.Teams;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.GenerationSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The two threads that reload, with sources that are very large or do not answer. */
class ReloadLoopTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long CACHE = 2 << 20;

  private final ExecutorService loaders = Executors.newFixedThreadPool(2);
  private ReloadLoop loop;

  /** A generation that derives nothing. */
  private record PlainGeneration(Snapshot snapshot, Teams teams) implements Generation {
    static final GenerationFactory<PlainGeneration> FACTORY =
        new GenerationFactory<>() {
          @Override
          public PlainGeneration first(Snapshot snapshot, Teams teams) {
            return new PlainGeneration(snapshot, teams);
          }

          @Override
          public PlainGeneration next(PlainGeneration current, Snapshot snapshot, Teams teams) {
            return new PlainGeneration(snapshot, teams);
          }
        };
  }

  @AfterEach
  void end() {
    if (loop != null) {
      loop.close();
    }
    loaders.shutdownNow();
  }

  @Test
  void start_moreTeamsThanFit_readsNoMoreThanFit() throws Exception {
    LargeSource source = new LargeSource(60_000);
    Reloader<PlainGeneration> reloader = start(source);
    Eventually.becomes(true, PATIENCE, () -> source.reads() > 50);
    TimeUnit.MILLISECONDS.sleep(500);
    int fit = (int) reloader.inForce().now().teams().inMemory();
    assertTrue(source.reads() <= fit + 2, source.reads() + " reads, " + fit + " fit");
  }

  @Test
  void team_askedForAndChanged_passesAllThatAreOnlyReadAhead() throws Exception {
    LargeSource source = new LargeSource(60_000);
    Reloader<PlainGeneration> reloader = start(source);
    reloader.inForce().now().teams().find("t59999").get(10, TimeUnit.SECONDS);
    source.lock("t59999");
    Eventually.becomes(true, PATIENCE, () -> locked(reloader, "t59999"));
    assertTrue(source.reads() < 5_000, source.reads() + " reads");
  }

  @Test
  void policySet_storageHangs_teamsGoOnAndItsAgeGrows() throws Exception {
    LargeSource source = new LargeSource(10);
    Reloader<PlainGeneration> reloader = start(source);
    CountDownLatch hanging = source.hangPolicySet();
    Eventually.becomes(true, PATIENCE, () -> reloader.policySetClock().underWay().toMillis() > 300);
    source.lock("t3");
    Eventually.becomes(true, PATIENCE, () -> locked(reloader, "t3"));
    assertTrue(reloader.policySetClock().staleness().toMillis() > 300);
    assertTrue(reloader.policySetClock().lookAge().toMillis() > 300);
    source.put(PolicySetFiles.of(GenerationSet.withTeams(GenerationSet.valid(2))));
    hanging.countDown();
    String wanted = PolicySetFiles.of(GenerationSet.withTeams(GenerationSet.valid(2))).hash();
    Eventually.becomes(wanted, PATIENCE, () -> reloader.inForce().now().snapshot().version());
  }

  @Test
  void find_storageOfTeamsHangs_isUnavailableAfterAWhileAndFoundLater() throws Exception {
    LargeSource source = new LargeSource(60_000);
    Reloader<PlainGeneration> reloader = start(source);
    CountDownLatch hanging = source.hangTeams();
    Teams teams = reloader.inForce().now().teams();
    assertSame(TeamLookup.UNAVAILABLE, teams.find("t59998").get(20, TimeUnit.SECONDS));
    hanging.countDown();
    Eventually.becomes(
        true, PATIENCE, () -> teams.find("t59998").join() instanceof TeamLookup.Known);
  }

  @Test
  void schema_changesWhileATeamDoes_theTeamIsNotLost() throws Exception {
    LargeSource source = new LargeSource(200);
    Reloader<PlainGeneration> reloader = start(source);
    Eventually.becomes(200L, PATIENCE, () -> reloader.inForce().now().teams().inMemory());
    for (int n = 0; n < 40; n++) {
      Map<String, String> texts =
          new HashMap<>(GenerationSet.withTeams(GenerationSet.valid(n + 2)));
      int version = n;
      texts.computeIfPresent(
          "schema.yaml", (k, text) -> text.replace("default: 0", "default: " + version));
      PolicySetFiles files = PolicySetFiles.of(texts);
      source.put(files);
      source.lock("t" + n);
      String id = "t" + n;
      Eventually.becomes(
          files.hash(), PATIENCE, () -> reloader.inForce().now().snapshot().version());
      Eventually.becomes(true, PATIENCE, () -> locked(reloader, id));
    }
    assertEquals(List.of(), reloader.status().setProblems());
  }

  @Test
  void clock_setByNobody_countsFromTheLastLookThatEndedWell() {
    long[] nanos = new long[1];
    SourceClock clock = new SourceClock(() -> nanos[0]);
    clock.begin();
    nanos[0] += TimeUnit.SECONDS.toNanos(3);
    assertEquals(3, clock.underWay().toSeconds());
    clock.ended();
    clock.inSync();
    assertEquals(Duration.ZERO, clock.underWay());
    assertEquals(3, clock.staleness().toSeconds());
    nanos[0] += TimeUnit.SECONDS.toNanos(4);
    clock.begin();
    clock.failed();
    assertEquals(7, clock.lookAge().toSeconds());
    clock.begin();
    clock.ended();
    assertEquals(Duration.ZERO, clock.lookAge());
    assertEquals(7, clock.staleness().toSeconds());
    assertFalse(clock.lastLooked().isEmpty());
  }

  private Reloader<PlainGeneration> start(LargeSource source) throws PolicySetRefused {
    Reloader<PlainGeneration> reloader = reloader(source);
    loop = new ReloadLoop(reloader);
    loop.start();
    return reloader;
  }

  private Reloader<PlainGeneration> reloader(LargeSource source) throws PolicySetRefused {
    return Reloader.start(
        new ReloadParts<>(
            source,
            TypeCheckStore.NONE,
            schema ->
                new Teams(source, schema, source.teamCount() > 1_000 ? CACHE : 64 << 20, loaders),
            PlainGeneration.FACTORY,
            new ReloadListener() {}),
        Fallback.NONE);
  }

  private static boolean locked(Reloader<PlainGeneration> reloader, String id) {
    TeamLookup found = reloader.inForce().now().teams().find(id).join();
    TeamLookup.Known known = assertInstanceOf(TeamLookup.Known.class, found);
    return Boolean.TRUE.equals(known.team().setting(0));
  }
}
