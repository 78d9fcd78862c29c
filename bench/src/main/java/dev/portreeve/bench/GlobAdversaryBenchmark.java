package dev.portreeve.bench;

import dev.portreeve.bench.glob.Matcher;
import dev.portreeve.bench.glob.Rival;
import java.util.List;
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
 * What does one more star in {@code *a*a*a*b*} cost, when the name is forty times {@code a}?
 *
 * <p>{@code bench/run GlobAdversaryBenchmark}. The patterns are short, for the sake of those that
 * backtrack; those of two hundred characters are in {@link GlobRatios}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class GlobAdversaryBenchmark {
  private static final String SPECIFIER = "npm:" + "a".repeat(40) + "@1.2.3";

  @Param({"1", "3", "5"})
  int stars;

  @Param Rival rival = Rival.PORTREEVE;

  private Matcher matcher = specifier -> false;

  @Setup
  public void compile() {
    matcher = rival.compile(List.of("npm:" + "*a".repeat(stars) + "b*@*"));
    if (matcher.matches(SPECIFIER)) {
      throw new IllegalStateException(rival + " finds a b");
    }
  }

  @Benchmark
  public boolean match() {
    return matcher.matches(SPECIFIER);
  }
}
