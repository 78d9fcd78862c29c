package dev.portreeve.bench;

import static java.util.Objects.requireNonNull;

import dev.portreeve.bench.shipped.ShippedSet;
import dev.portreeve.client.Action;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Resource;
import dev.portreeve.client.Subject;
import dev.portreeve.client.inprocess.InProcessDecisionPoint;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a check cost inside a service, from the client's objects to the client's decision?
 *
 * <p>{@code bench/run InProcessBenchmark}. The check is {@code collection.export} of the shipped
 * set for a team in memory; beside {@link DecisionBenchmark} it shows what taking the facts over
 * and the decision back costs.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@State(Scope.Benchmark)
public class InProcessBenchmark {
  private static final Check EXPORT =
      Check.of(
          Subject.of("user", "eve").with("workspace_role", "editor"),
          Action.of("collection.export"),
          Resource.of("collection", "c1").with("team", "acme"));

  private @Nullable DecisionPoint pdp;

  /** Loads the set and has its answer compared once. */
  @Setup(Level.Trial)
  public void open() {
    pdp = InProcessDecisionPoint.open(ShippedSet.directory());
    String reason = check().reason();
    if (!reason.equals("export_blocked_by_org")) {
      throw new IllegalStateException("decided otherwise: " + reason);
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    requireNonNull(pdp).close();
  }

  @Benchmark
  public Decision check() {
    return requireNonNull(pdp).check(EXPORT);
  }
}
