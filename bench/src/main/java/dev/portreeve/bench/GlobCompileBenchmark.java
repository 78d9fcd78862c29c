package dev.portreeve.bench;

import dev.portreeve.bench.glob.Matcher;
import dev.portreeve.bench.glob.Mix;
import dev.portreeve.bench.glob.Rival;
import dev.portreeve.bench.glob.Workload;
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
 * How long does it take to compile a set of package patterns?
 *
 * <p>{@code bench/run GlobCompileBenchmark}. The first time in a JVM is not counted; after it there
 * is one more to warm up.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(1)
public class GlobCompileBenchmark {
  @Param({"10", "1000", "10000"})
  int patterns;

  @Param({
    "PORTREEVE",
    "REGEX_LOOP",
    "REGEX_UNION",
    "RE2J_UNION",
    "BRICS_UNION",
    "HRAKAROO_LOOP",
    "PATH_MATCHER_LOOP"
  })
  Rival rival = Rival.PORTREEVE;

  private List<String> texts = List.of();

  @Setup
  public void prepare() {
    texts = Workload.of(Mix.PLAIN, patterns).patterns();
  }

  @Benchmark
  public Matcher compile() {
    return rival.compile(texts);
  }
}
