package dev.portreeve.bench.load.client;

import dev.portreeve.bench.load.requests.Protocol;
import dev.portreeve.bench.load.servers.CheckTarget;
import dev.portreeve.bench.load.servers.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Closed loops: each answer is followed by the next request. */
public final class ClosedLoopClient {
  private static final boolean WRK = LoadProgram.exists("wrk");
  private static final boolean H2LOAD = LoadProgram.exists("h2load");

  /** The head of an answer, which is counted when a loop ends within one. */
  private static final int HEAD = 512;

  private final Path scratch;

  /**
   * @param scratch for what generators read
   */
  public ClosedLoopClient(Path scratch) {
    this.scratch = scratch;
  }

  /** What generates the load. */
  public static String generator(Protocol protocol) {
    boolean real = protocol == Protocol.HTTP ? WRK : H2LOAD;
    return real ? protocol == Protocol.HTTP ? "wrk" : "h2load" : "our own";
  }

  /** Whether what generates the load can speak TLS and show a credential; our own cannot. */
  public static boolean knowsTls(Protocol protocol) {
    return protocol == Protocol.HTTP ? WRK : H2LOAD;
  }

  /** Drives a server and counts what it did. */
  public ClosedLoopResult closed(PreparedTarget prepared, Shape shape, int seconds)
      throws IOException, InterruptedException {
    CheckTarget asked = prepared.asked();
    ChildProcess process = asked.server().process();
    long before = process.cpuMicros();
    Load load = load(prepared, shape, seconds);
    long cpu = process.cpuMicros() - before;
    double checks = (double) load.answers() * asked.checks();
    return new ClosedLoopResult(checks / load.seconds(), cpu / checks, cpu / load.seconds() / 1e6);
  }

  private Load load(PreparedTarget prepared, Shape shape, int seconds)
      throws IOException, InterruptedException {
    if (prepared.asked().protocol() == Protocol.HTTP && WRK) {
      Load load = Wrk.run(prepared, shape.connections(), seconds, scratch);
      return proven(prepared, load, prepared.answerBytes(), HEAD, shape);
    }
    if (prepared.asked().protocol() == Protocol.GRPC && H2LOAD) {
      Load load = H2load.run(prepared, shape, seconds, scratch);
      int first = prepared.expected().get(0).length();
      return proven(prepared, load, Http2Connection.framed(new byte[first]).length, 0, shape);
    }
    OpenLoopResult paced = OpenLoopProcess.flatOut(prepared, shape, Duration.ofSeconds(seconds));
    Load load = new Load(paced.answered(), 0, paced.seconds(), paced.wrong() + paced.lost());
    return proven(prepared, load, 0, 0, shape);
  }

  /*
   * The answers to the calls differ in length, so the sum of bytes shows whether they were those that
   * were seen to be right. It may be off by what was under way at the end, and by a round of calls.
   */
  private static Load proven(
      PreparedTarget prepared, Load load, double answerBytes, int head, Shape shape) {
    int longest = prepared.expected().stream().mapToInt(Expected::length).max().orElse(0) + head;
    double slack =
        (double) longest * (2 * shape.connections() * shape.streams() + prepared.expected().size());
    double off = Math.abs(load.bytes() - load.answers() * answerBytes);
    if (load.failures() > 0 || load.answers() == 0 || off > slack) {
      throw new IllegalStateException(
          "%s: %d of %d answers failed, %.0f bytes more or less than expected"
              .formatted(prepared.asked().label(), load.failures(), load.answers(), off));
    }
    return load;
  }
}
