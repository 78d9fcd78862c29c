package dev.portreeve.bench;

import dev.portreeve.bench.glob.Matcher;
import dev.portreeve.bench.glob.Mix;
import dev.portreeve.bench.glob.Rival;
import dev.portreeve.bench.glob.SpecifierKind;
import dev.portreeve.bench.glob.Workload;
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
 * What does it cost to match one specifier against a set of package patterns, and how does that
 * grow with the set?
 *
 * <p>{@code bench/run GlobBenchmark}; {@code -p mix=WILD} asks for patterns with worse stars.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
// RE2/J goes from one alternative to the next by recursion.
@Fork(value = 1, jvmArgs = "-Xss64m")
public class GlobBenchmark {
  @Param({"1", "10", "1000", "10000"})
  int patterns;

  @Param("PLAIN")
  Mix mix = Mix.PLAIN;

  @Param SpecifierKind question = SpecifierKind.HIT;
  @Param Rival rival = Rival.PORTREEVE;

  private String[] specifiers = {};
  private Matcher matcher = specifier -> false;
  private int next;

  @Setup
  public void compile() {
    Workload workload = Workload.of(mix, patterns);
    specifiers = workload.specifiers(question);
    matcher = rival.compile(workload.patterns());
    for (String specifier : specifiers) {
      if (matcher.matches(specifier) != (question == SpecifierKind.HIT)) {
        throw new IllegalStateException(rival + " is wrong about " + specifier);
      }
    }
  }

  @Benchmark
  public boolean match() {
    return matcher.matches(specifiers[next++ & Workload.SPECIFIERS - 1]);
  }
}
