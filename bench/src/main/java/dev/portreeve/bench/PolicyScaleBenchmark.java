package dev.portreeve.bench;

import static java.util.Objects.requireNonNull;

import dev.portreeve.bench.generated.GeneratedSet;
import dev.portreeve.bench.generated.TeamTable;
import dev.portreeve.bench.generated.TypicalTeam;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Does a decision cost more when the set has more policies, or when more teams are in memory?
 *
 * <p>{@code bench/run PolicyScaleBenchmark}. With policies, the same number of actions is asked
 * however many there are; with teams, every check is another team's, which is found first.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx6g")
public class PolicyScaleBenchmark {

  /** A set of some size, of which eight actions are asked. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // filled by @Setup
  public static class Policies {
    private static final int ASKED = 8;

    @Param({"10", "1000", "10000"})
    int policies;

    private Snapshot snapshot;
    private Team team;
    private Frame[] checks;
    private int next;

    @Setup
    public void prepare() {
      snapshot = GeneratedSet.load(policies);
      team =
          requireNonNull(
              TeamTable.of(snapshot.schema(), TypicalTeam.BARE, 1).get(TypicalTeam.id(0)));
      checks = new Frame[ASKED];
      for (int i = 0; i < ASKED; i++) {
        int action = i * policies / ASKED;
        checks[i] = GeneratedSet.check(snapshot, action, team.id(), i % 2 == 0);
        expect(i % 2 == 0, snapshot.decide(checks[i], team));
      }
    }
  }

  /** A set of one policy, and a number of teams. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // filled by @Setup
  public static class Teams {
    private static final int ASKED = 1 << 14;

    @Param({"1", "100", "10000", "1000000"})
    int teams;

    private Snapshot snapshot;
    private Map<String, Team> table;
    private Frame[] checks;
    private int next;

    @Setup
    public void prepare() {
      snapshot = GeneratedSet.load(1);
      table = TeamTable.of(snapshot.schema(), TypicalTeam.BARE, teams);
      Random random = new Random(42);
      checks = new Frame[ASKED];
      for (int i = 0; i < ASKED; i++) {
        String team = TypicalTeam.id(random.nextInt(teams));
        checks[i] = GeneratedSet.check(snapshot, 0, team, i % 2 == 0);
      }
    }

    Decision decide(Frame check) {
      return snapshot.decide(check, requireNonNull(table.get(check.teamId().orElseThrow())));
    }
  }

  private static void expect(boolean permitted, Decision decision) {
    if (decision.permitted() != permitted) {
      throw new IllegalStateException("want permitted " + permitted + ", got " + decision);
    }
  }

  @Benchmark
  public Decision policies(Policies set) {
    return set.snapshot.decide(set.checks[set.next++ & Policies.ASKED - 1], set.team);
  }

  @Benchmark
  public Decision teams(Teams set) {
    return set.decide(set.checks[set.next++ & Teams.ASKED - 1]);
  }
}
