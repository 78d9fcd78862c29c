package dev.portreeve.bench;

import static java.util.Objects.requireNonNull;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.search.Candidates;
import dev.portreeve.engine.search.Search;
import dev.portreeve.engine.search.SearchBudget;
import dev.portreeve.engine.search.SearchIndex;
import dev.portreeve.engine.search.SearchPage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a search over a directory of 100,000 resources cost, of which 50 qualify?
 *
 * <p>{@code bench/run SearchBenchmark}. By the index on the owner, and by looking at all of them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@State(Scope.Benchmark)
public class SearchBenchmark {
  private static final int ENTRIES = 100_000;
  private static final int QUALIFY = 50;
  private static final SearchBudget ALL =
      new SearchBudget(ENTRIES, ENTRIES, TimeUnit.MINUTES.toNanos(1));
  private static final Map<String, String> SET =
      Map.of(
          "schema.yaml",
          """
          name: papers
          resource:
            types:
              paper:
                properties:
                  owner: {type: string, directory: only}
                  open: {type: boolean, default: true, directory: fill}
          actions: {read: {resource: [paper]}}
          """,
          "actions/read.yaml",
          """
          name: read
          rule:
            match:
              - condition: resource.owner == subject.id && resource.open && resource.id != ""
                output: permit()
              - output: deny()
          """);

  private @Nullable Snapshot snapshot;

  /** Loads the directory and has both ways compared once. */
  @Setup(Level.Trial)
  public void load() {
    StringBuilder directory = new StringBuilder("resources:\n  paper:\n");
    for (int i = 0; i < ENTRIES; i++) {
      directory.append("    p%06d: {owner: u%d}\n".formatted(i, i % (ENTRIES / QUALIFY)));
    }
    Map<String, String> texts = new java.util.HashMap<>(SET);
    texts.put("directory/papers.yaml", directory.toString());
    LoadResult result = PolicySetLoader.load(PolicySetFiles.of(texts));
    snapshot = ((LoadResult.Loaded) result).snapshot();
    if (indexed().found().size() != QUALIFY || !indexed().ids().equals(scanned().ids())) {
      throw new IllegalStateException("searched otherwise: " + indexed().ids());
    }
  }

  private Frame frame() {
    return Frame.of(requireNonNull(snapshot).schema(), Instant.EPOCH)
        .subject("user", "u7")
        .action("read")
        .resource("paper", "");
  }

  private SearchPage search(Frame frame, Optional<int[]> places) {
    Snapshot known = requireNonNull(snapshot);
    Candidates candidates =
        Candidates.of(known, Entity.RESOURCE, frame, null, Optional.empty(), places, "");
    return new Search(Entity.RESOURCE, frame, asked -> known.decide(asked).permitted())
        .run(candidates, "", QUALIFY, ALL);
  }

  @Benchmark
  public SearchPage indexed() {
    Frame frame = frame();
    return search(
        frame, SearchIndex.plan(requireNonNull(snapshot), Entity.RESOURCE, frame, null).places());
  }

  @Benchmark
  public SearchPage scanned() {
    return search(frame(), Optional.empty());
  }
}
