package dev.portreeve.bench;

import dev.portreeve.bench.glob.Mix;
import dev.portreeve.bench.glob.SpecifierKind;
import dev.portreeve.bench.glob.Workload;
import dev.portreeve.bench.shipped.RecordedCheck;
import dev.portreeve.bench.shipped.ShippedSet;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.yaml.SourceFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
 * Does the shipped set's {@code package.import} cost more when the team's allow list is long?
 *
 * <p>{@code bench/run PackageDecisionBenchmark}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@SuppressWarnings("NullAway.Init") // filled by @Setup
public class PackageDecisionBenchmark {
  @Param({"10", "1000", "10000"})
  int patterns;

  @Param SpecifierKind question;

  private Snapshot snapshot;
  private RecordedCheck[] checks;
  private int next;

  @Setup
  public void prepare() {
    snapshot = ShippedSet.load().snapshot();
    Workload workload = Workload.of(Mix.PLAIN, patterns);
    Team team =
        new TeamReader(snapshot.schema())
            .read(file(workload.patterns()), new ArrayList<>())
            .orElseThrow();
    checks =
        Arrays.stream(workload.specifiers(question))
            .map(specifier -> new RecordedCheck(frame(specifier), team))
            .toArray(RecordedCheck[]::new);
    Outcome wanted = question == SpecifierKind.HIT ? Outcome.PERMIT : Outcome.DENY;
    for (RecordedCheck check : checks) {
      if (check.decide(snapshot).outcome() != wanted) {
        throw new IllegalStateException("not " + wanted);
      }
    }
  }

  private static SourceFile file(List<String> patterns) {
    String allowed = patterns.stream().map(p -> '"' + p + '"').collect(Collectors.joining(", "));
    return new SourceFile(
        "teams/acme.yaml",
        """
        id: acme
        plan: enterprise
        settings:
          external_packages: {mode: allow_selected, allowed: [%s]}
        """
            .formatted(allowed));
  }

  private Frame frame(String specifier) {
    return Frame.of(snapshot.schema(), Instant.EPOCH)
        .subject("user", "ana")
        .action("package.import")
        .resource("package", specifier)
        .fact(Entity.SUBJECT, "team_roles", List.of("developer"))
        .fact(Entity.RESOURCE, "team", "acme")
        .fact(Entity.RESOURCE, "private", false);
  }

  @Benchmark
  public Decision decide() {
    return checks[next++ & Workload.SPECIFIERS - 1].decide(snapshot);
  }
}
