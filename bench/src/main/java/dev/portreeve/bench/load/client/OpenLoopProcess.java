package dev.portreeve.bench.load.client;

import dev.portreeve.bench.load.servers.ChildProcess;
import dev.portreeve.bench.load.servers.Cores;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@link OpenLoopClient} in a process of its own, of the real-time class SCHED_FIFO where the
 * caller may have one ({@code nice} counts only within a session where the kernel groups processes
 * by session): what the load test does meanwhile, such as changing files, is done by another
 * process than the one that measures.
 */
public final class OpenLoopProcess {
  private static final int GRACE_SECONDS = 30;
  private static final String BEGUN = "begun";
  private static final String DONE = "done ";

  /** How long a server works off what the warm-up left, a log that is yet to be written, say. */
  private static final int SETTLE_MILLIS = 1_000;

  private static final Duration WARM_UP = Duration.ofMillis(1_500);

  private OpenLoopProcess() {}

  /**
   * Sends so many calls a second.
   *
   * @param begun run when the generator is warm and begins
   */
  public static OpenLoopResult run(
      PreparedTarget target, Shape shape, double rate, Duration time, Path scratch, Runnable begun)
      throws IOException, InterruptedException {
    Path requests = scratch.resolve("open-loop.requests");
    Path answers = scratch.resolve("open-loop.answers");
    RequestFile.of(target).write(requests);
    List<String> command = new ArrayList<>(Cores.realTime());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms512m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            OpenLoopProcess.class.getName(),
            requests.toString(),
            answers.toString(),
            Integer.toString(shape.connections()),
            Integer.toString(shape.streams()),
            Double.toString(rate),
            Long.toString(time.toMillis())));
    Process process = ChildProcess.run(new ProcessBuilder(command).redirectErrorStream(true));
    String output = read(process, begun);
    if (!process.waitFor(time.toSeconds() + GRACE_SECONDS, TimeUnit.SECONDS)
        || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException("the open-loop generator fails:\n" + output);
    }
    String[] counts =
        output
            .lines()
            .filter(line -> line.startsWith(DONE))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no result:\n" + output))
            .split(" ", -1);
    AnswerLog log = AnswerLog.read(answers);
    Files.delete(answers);
    return OpenLoopResult.of(
        Long.parseLong(counts[1]),
        Long.parseLong(counts[2]),
        Long.parseLong(counts[3]),
        Double.parseDouble(counts[4]),
        log);
  }

  private static String read(Process process, Runnable begun) throws IOException {
    StringBuilder output = new StringBuilder();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.equals(BEGUN)) {
          begun.run();
        }
        output.append(line).append('\n');
      }
    }
    return output.toString();
  }

  /** Sends the next call as soon as one is answered, in this process. */
  public static OpenLoopResult flatOut(PreparedTarget target, Shape shape, Duration time)
      throws IOException {
    return new OpenLoopClient(RequestFile.of(target), shape.streams(), Schedule.atOnce(time))
        .run(shape.connections());
  }

  /**
   * Sends so many calls a second, in this process. A call that is due while all connections are
   * busy is not sent: it is lost.
   */
  public static OpenLoopResult givingUp(
      PreparedTarget target, Shape shape, double rate, Duration time) throws IOException {
    Schedule schedule = Schedule.of(rate, time);
    return new OpenLoopClient(
            RequestFile.of(target), shape.streams(), schedule, OpenLoopClient.WhenBusy.GIVE_UP)
        .run(shape.connections());
  }

  /**
   * The generator's own process.
   *
   * @param args the files of requests and answers, connections, streams, calls a second, and for
   *     how many milliseconds
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Schedule schedule =
        Schedule.of(Double.parseDouble(args[4]), Duration.ofMillis(Long.parseLong(args[5])));
    RequestFile requests = RequestFile.read(Path.of(args[0]));
    int connections = Integer.parseInt(args[2]);
    int streams = Integer.parseInt(args[3]);
    // The generator's code is warm before it measures, that of sending on time too.
    new OpenLoopClient(requests, streams, Schedule.atOnce(WARM_UP)).run(connections);
    Thread.sleep(SETTLE_MILLIS);
    Schedule rehearsal = Schedule.of(Double.parseDouble(args[4]), WARM_UP);
    new OpenLoopClient(requests, streams, rehearsal).run(connections);
    System.out.println(BEGUN);
    OpenLoopResult result = new OpenLoopClient(requests, streams, schedule).run(connections);
    result.log().write(Path.of(args[1]));
    System.out.printf(
        "%s%d %d %d %s%n",
        DONE, result.answered(), result.wrong(), result.lost(), result.seconds());
  }
}
