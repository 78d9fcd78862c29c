package dev.portreeve.bench.store;

import dev.portreeve.bench.load.client.ClosedLoopClient;
import dev.portreeve.bench.load.client.ClosedLoopResult;
import dev.portreeve.bench.load.client.PreparedTarget;
import dev.portreeve.bench.load.client.SequentialClient;
import dev.portreeve.bench.load.client.Shape;
import dev.portreeve.bench.load.report.Median;
import dev.portreeve.bench.load.requests.AuthzenCalls;
import dev.portreeve.bench.load.requests.ExportChecks;
import dev.portreeve.bench.load.requests.Protocol;
import dev.portreeve.bench.load.servers.CheckTarget;
import dev.portreeve.bench.load.servers.ChildProcess;
import dev.portreeve.bench.load.servers.PortreeveServer;
import dev.portreeve.bench.load.servers.RunningServer;
import dev.portreeve.store.testing.PostgresqlServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A million teams in a database: how fast they are imported, how soon a server with them starts,
 * what checks of ten thousand of them cost against a directory with as many, how long a team takes
 * that is in no cache, and what memory a server takes that is asked for all of them.
 *
 * <p>{@code bench/run dev.portreeve.bench.store.StoreScale [TEAMS [postgresql|sqlite]]}; PostgreSQL
 * is Debian's, started as the tests start it (without {@code fsync}).
 */
public final class StoreScale {
  private static final int TEAMS = 1_000_000;
  private static final int HOT = 10_000;
  private static final int FEW = 10;
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 1;
  private static final int SECONDS = 4;
  private static final int SWEPT = 100_000;
  private static final Shape LOAD = new Shape(16, 1);
  private static final Path SET = Path.of("policies/postman");

  private final int teams;
  private final boolean sqlite;
  private final Path folder;

  private StoreScale(int teams, boolean sqlite, Path folder) {
    this.teams = teams;
    this.sqlite = sqlite;
    this.folder = folder;
  }

  /** Prints the figures. */
  public static void main(String... arguments) throws IOException, InterruptedException {
    int teams = arguments.length > 0 ? Integer.parseInt(arguments[0]) : TEAMS;
    boolean sqlite = arguments.length > 1 && arguments[1].equals("sqlite");
    Path folder = Files.createTempDirectory("store-scale");
    try {
      new StoreScale(teams, sqlite, folder).run();
    } finally {
      Process remove = new ProcessBuilder("rm", "-rf", folder.toString()).start();
      remove.waitFor();
    }
    System.exit(0); // the threads of pools would keep it
  }

  private void run() throws IOException, InterruptedException {
    PortreeveServer.prepare(Map.of(), folder);
    String many = database("many");
    String few = database("few");
    Path all = TeamFolder.write(folder.resolve("all"), teams);
    importFrom(TeamFolder.write(folder.resolve("few-files"), FEW), few, FEW);
    importFrom(all, many, teams);
    starts(few, many);
    int hot = Math.min(HOT, teams);
    Path files = TeamFolder.write(folder.resolve("hot"), hot);
    try (RunningServer database = serve("database", "--store", many, "--team-cache", "256MiB");
        RunningServer directory =
            serve("directory", "--teams", files.toString(), "--team-cache", "256MiB")) {
      misses(database, hot);
      hits(directory, database, hot);
    }
    try (RunningServer small = serve("small", "--store", many, "--team-cache", "4MiB")) {
      memory(small);
    }
  }

  private String database(String name) {
    return sqlite ? "sqlite:" + folder.resolve(name + ".db") : PostgresqlServer.shared().database();
  }

  /** Ten thousand teams of twelve members are some 60 MiB, so the heap is larger than usual. */
  private RunningServer serve(String name, String... flags) throws IOException {
    return PortreeveServer.serve(
        name, SET, List.of(flags), Map.of("PORTREEVE_JAVA_OPTS", "-Xmx640m"), folder);
  }

  private void importFrom(Path files, String store, int count)
      throws IOException, InterruptedException {
    Path log = folder.resolve("import.log");
    double own = ProcessorTime.ofEndedChildren();
    double database = ProcessorTime.below("postgres");
    long began = System.nanoTime();
    Process process =
        ChildProcess.run(
            new ProcessBuilder("./portreeve", "teams", "import", files.toString(), "--store", store)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
    process.getOutputStream().close();
    int status = process.waitFor();
    double seconds = (System.nanoTime() - began) / 1e9;
    if (status != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
    System.out.printf(
        "import of %,d teams: %.1f s, %,.0f a second; processor time a team: %.0f us here, %.0f us"
            + " in the database%n",
        count,
        seconds,
        count / seconds,
        (ProcessorTime.ofEndedChildren() - own) * 1e6 / count,
        (ProcessorTime.below("postgres") - database) * 1e6 / count);
  }

  private void starts(String few, String many) throws IOException {
    List<Double> withFew = new ArrayList<>();
    List<Double> withMany = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      withFew.add(start(few));
      withMany.add(start(many));
    }
    System.out.printf(
        "start: %.0f ms with %d teams, %.0f ms with %,d; median of the ratios %.2f%n",
        Median.of(withFew), FEW, Median.of(withMany), teams, Median.ofRatios(withMany, withFew));
  }

  private double start(String store) throws IOException {
    return PortreeveServer.start(SET, List.of("--store", store), Map.of(), folder).toMillis();
  }

  private static void misses(RunningServer server, int hot) throws IOException {
    long[] micros = SequentialClient.micros(asked(server, 0, hot));
    long[] again = SequentialClient.micros(asked(server, 0, hot));
    System.out.printf(
        "%,d teams asked for the first time, one by one: p50 %.2f ms, p99 %.2f ms; again: p50 %.2f"
            + " ms, p99 %.2f ms%n",
        hot,
        percentile(micros, 50),
        percentile(micros, 99),
        percentile(again, 50),
        percentile(again, 99));
  }

  private void hits(RunningServer directory, RunningServer database, int hot)
      throws IOException, InterruptedException {
    ClosedLoopClient client = new ClosedLoopClient(folder);
    PreparedTarget files = PreparedTarget.of(asked(directory, 0, hot));
    PreparedTarget stored = PreparedTarget.of(asked(database, 0, hot));
    List<ClosedLoopResult> ofFiles = new ArrayList<>();
    List<ClosedLoopResult> ofStored = new ArrayList<>();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      ofFiles.add(client.closed(files, LOAD, SECONDS));
      ofStored.add(client.closed(stored, LOAD, SECONDS));
    }
    List<Double> rates = values(ofStored, ClosedLoopResult::rate);
    List<Double> times = values(ofStored, ClosedLoopResult::cpuMicros);
    List<Double> ratesOfFiles = values(ofFiles, ClosedLoopResult::rate);
    List<Double> timesOfFiles = values(ofFiles, ClosedLoopResult::cpuMicros);
    System.out.printf(
        "hits among %,d teams: database %,.0f checks/s, %.1f us of processor time; directory %,.0f,"
            + " %.1f us; median of the ratios %.2f, of processor time %.2f%n",
        hot,
        Median.of(rates),
        Median.of(times),
        Median.of(ratesOfFiles),
        Median.of(timesOfFiles),
        Median.ofRatios(rates, ratesOfFiles),
        Median.ofRatios(timesOfFiles, times));
  }

  private static List<Double> values(
      List<ClosedLoopResult> rounds, ToDoubleFunction<ClosedLoopResult> value) {
    return rounds.stream().skip(WARM_UP).mapToDouble(value).boxed().toList();
  }

  private void memory(RunningServer server) throws IOException {
    int swept = Math.min(SWEPT, teams);
    double before = server.process().mebibytes("VmRSS");
    for (int from = 0; from < swept; from += HOT) {
      long[] unused = SequentialClient.micros(asked(server, from, Math.min(HOT, swept - from)));
    }
    System.out.printf(
        "with --team-cache 4MiB: %.0f MiB resident at first, %.0f MiB after %,d teams, %.0f MiB at"
            + " most%n",
        before, server.process().mebibytes("VmRSS"), swept, server.process().mebibytes("VmHWM"));
  }

  private static CheckTarget asked(RunningServer server, int from, int count) {
    return server.asked(
        "teams", AuthzenCalls.single(Protocol.HTTP, ExportChecks.blocked(from, count)));
  }

  private static double percentile(long[] micros, int percent) {
    long[] sorted = micros.clone();
    Arrays.sort(sorted);
    return sorted[(int) ((sorted.length - 1L) * percent / 100)] / 1e3;
  }
}
