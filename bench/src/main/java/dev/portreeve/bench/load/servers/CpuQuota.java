package dev.portreeve.bench.load.servers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Holds a process to a share of its core, by stopping it for the rest of each period: so a
 * generator on one other core can offer several times what it answers.
 */
public final class CpuQuota implements AutoCloseable {
  private static final int STOP_SECONDS = 5;

  private final Process cycle;
  private final long pid;

  private CpuQuota(Process cycle, long pid) {
    this.cycle = cycle;
    this.pid = pid;
  }

  /**
   * Begins.
   *
   * @param period of a cycle
   * @param share of it that the process runs, below 1
   */
  public static CpuQuota hold(ChildProcess held, Duration period, double share) throws IOException {
    double seconds = period.toNanos() / 1e9;
    // Both waiting and sending signals are bash's own: no process is started in a period.
    String script =
        String.format(
            Locale.ROOT,
            "exec 3<> <(:); trap 'kill -CONT %1$d; exit' TERM;"
                + " while kill -CONT %1$d; do read -rt %2$.4f -u 3; kill -STOP %1$d;"
                + " read -rt %3$.4f -u 3; done",
            held.pid(),
            seconds * share,
            seconds * (1 - share));
    List<String> command = Cores.all(List.of("bash", "-c", script));
    Process cycle =
        ChildProcess.run(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    return new CpuQuota(cycle, held.pid());
  }

  /** Lets the process run. */
  @Override
  public void close() throws IOException {
    try {
      cycle.destroy();
      if (!cycle.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        cycle.destroyForcibly();
      }
      new ProcessBuilder("kill", "-CONT", Long.toString(pid)).start().waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
