package dev.portreeve.bench;

import dev.portreeve.bench.generated.TypicalTeam;
import dev.portreeve.bench.shipped.ShippedSet;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * What does it take to load the shipped set anew, to load it with one policy changed, and to load
 * teams? And how much memory does a team hold?
 *
 * <p>{@code bench/run ReloadBenchmark}. Beside the time each gives the CPU time of the thread that
 * loads ({@code cpuMillis}) and of the whole process ({@code processCpuMillis}), in which the JIT
 * compiler and the collector are; of {@link #hold}, read {@code bytesPerTeam} only.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgs = "-Xmx4g")
public class ReloadBenchmark {

  /** The shipped set, and the same with one policy changed: another one each time. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // filled by @Setup
  public static class Sets {
    private final List<PolicySetFiles> changed = new ArrayList<>();
    private PolicySetFiles files;
    private Snapshot snapshot;
    private int next;

    @Setup
    public void prepare() {
      Map<String, String> texts = ShippedSet.read();
      files = PolicySetFiles.of(texts);
      snapshot = ShippedSet.load(files);
      for (String path : texts.keySet()) {
        if (path.startsWith("actions/")) {
          Map<String, String> edited = new TreeMap<>(texts);
          edited.merge(path, "# Edited.\n", String::concat);
          changed.add(PolicySetFiles.of(edited));
        }
      }
    }

    PolicySetFiles nextChanged() {
      next = next + 1 < changed.size() ? next + 1 : 0;
      return changed.get(next);
    }
  }

  /** The texts of team files. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // filled by @Setup
  public static class TeamFiles {
    @Param({"1000", "100000"})
    int teams;

    @Param({"SETTINGS"})
    TypicalTeam kind = TypicalTeam.SETTINGS;

    private TeamReader reader;

    @Setup
    public void prepare() {
      reader = new TeamReader(ShippedSet.load().snapshot().schema());
    }

    List<Team> load() {
      List<Team> loaded = new ArrayList<>(teams);
      List<Diagnostic> problems = new ArrayList<>();
      for (int i = 0; i < teams; i++) {
        SourceFile file = kind.file(i);
        loaded.add(
            reader
                .read(file, problems)
                .orElseThrow(() -> new IllegalStateException(problems.get(0).headline())));
      }
      return loaded;
    }
  }

  @Benchmark
  public Snapshot cold(Sets sets, CpuTime cpu) {
    return cpu.of(() -> ShippedSet.load(sets.files));
  }

  @Benchmark
  public Snapshot onePolicyChanged(Sets sets, CpuTime cpu) {
    PolicySetFiles files = sets.nextChanged();
    return cpu.of(() -> ShippedSet.loaded(PolicySetLoader.load(files, sets.snapshot)));
  }

  @Benchmark
  @Warmup(iterations = 2)
  @Measurement(iterations = 3)
  public List<Team> load(TeamFiles files, CpuTime cpu) {
    return cpu.of(files::load);
  }

  @Benchmark
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public List<Team> hold(TeamFiles files, HeldBytes held) {
    return held.of(files.teams, files::load);
  }
}
