package dev.portreeve.bench.load.scenarios;

import dev.portreeve.bench.load.client.LoadProgram;
import dev.portreeve.bench.load.client.PreparedTarget;
import dev.portreeve.bench.load.report.Goal;
import dev.portreeve.bench.load.report.Table;
import dev.portreeve.bench.load.requests.Protocol;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ten minutes near saturation: nothing fails, and the heap does not grow. */
public final class SoakScenario implements Scenario {
  private static final double RATE = 0.8;
  private static final int LEGS = 4;
  private static final int LEG_SECONDS = 150;
  private static final double GROWTH = 1.1;
  private static final int JCMD_SECONDS = 10;

  /**
   * The serial collector leaves a little of what is dead where moving it would cost more than it
   * gains, except every fourth time.
   */
  private static final int COLLECTIONS = 4;

  private static final Pattern USED = Pattern.compile("total (?:reserved )?\\d+K, .*?used (\\d+)K");

  @Override
  public void run(ScenarioContext bench) throws Exception {
    PreparedTarget portreeve = bench.lab().exports(Protocol.HTTP);
    double rate = OpenLoops.saturation(bench, portreeve) * RATE;
    Table table =
        new Table(
            "Soak over HTTP at %.0f checks/s".formatted(rate),
            "after, s",
            "heap after collection, MiB",
            "answers",
            "failed or wrong",
            "p99, µs");
    int seconds = bench.settings().smoke() ? 1 : LEG_SECONDS;
    long pid = portreeve.asked().server().process().pid();
    double first = heap(pid);
    double last = first;
    table.row("0", first, "", "", "");
    for (int leg = 1; leg <= LEGS; leg++) {
      bench.report().progress("leg " + leg + " of " + LEGS);
      OpenLoops.Turn turn = OpenLoops.run(bench, portreeve, rate, seconds);
      last = heap(pid);
      table.row(
          Integer.toString(leg * seconds),
          last,
          "%,d".formatted(turn.paced().answered()),
          "0",
          turn.micros(99));
    }
    bench.report().table(table);
    bench.report().goal(Goal.atMost("heap after a soak against before", GROWTH, last / first));
  }

  /** MiB in use after collections. */
  private static double heap(long pid) throws Exception {
    String jcmd = jcmd(pid);
    for (int i = 0; i < COLLECTIONS; i++) {
      LoadProgram.output(List.of(jcmd, Long.toString(pid), "GC.run"), JCMD_SECONDS);
    }
    String info =
        LoadProgram.output(List.of(jcmd, Long.toString(pid), "GC.heap_info"), JCMD_SECONDS);
    return kibibytes(info) / 1024.0;
  }

  /* Of the JDK that runs the server, where it has one. */
  private static String jcmd(long pid) {
    String java = ProcessHandle.of(pid).flatMap(one -> one.info().command()).orElse("java");
    Path beside = Path.of(java).resolveSibling("jcmd");
    return Files.isExecutable(beside) ? beside.toString() : "jcmd";
  }

  /** The sum of what is in use in all generations. */
  static long kibibytes(String heapInfo) {
    Matcher used = USED.matcher(heapInfo);
    long sum = 0;
    while (used.find()) {
      sum += Long.parseLong(used.group(1));
    }
    return sum;
  }
}
