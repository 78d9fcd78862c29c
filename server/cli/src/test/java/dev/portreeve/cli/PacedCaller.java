package dev.portreeve.cli;

import dev.portreeve.sidecar.testing.RawHttp1;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends one check again and again over one connection, a few at a time, and counts the answers
 * until it is stopped or the connection ends.
 */
final class PacedCaller implements AutoCloseable {
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int MOST_AT_ONCE = 100;
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int VERSION = "HTTP/1.1 ".length();
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private record Moment(long nanos, long permitted) {}

  private final int port;
  private final byte[] request;
  private final int atOnce;
  private final long pace;
  private final Thread thread = new Thread(this::run, "caller");
  private final List<Moment> moments = new ArrayList<>();
  private volatile boolean stopping;
  private final LongAdder sent = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder refused = new LongAdder();

  private PacedCaller(int port, String path, String body, int perSecond) {
    this.port = port;
    this.request = RawHttp1.post(path, body).getBytes(StandardCharsets.UTF_8);
    long perTurn = perSecond * PACE_NANOS / TimeUnit.SECONDS.toNanos(1);
    this.atOnce = (int) Math.max(1, Math.min(MOST_AT_ONCE, perTurn));
    this.pace = perTurn > MOST_AT_ONCE ? 0 : PACE_NANOS;
  }

  /**
   * Begins.
   *
   * @param perSecond at least 100; above 10,000 as many as the server answers
   */
  static PacedCaller start(int port, String path, String body, int perSecond) {
    PacedCaller caller = new PacedCaller(port, path, body, perSecond);
    caller.thread.start();
    return caller;
  }

  /** How many checks were sent whole, or begun. */
  long sent() {
    return sent.sum();
  }

  /** How many were answered with a decision. */
  long answered() {
    return answered.sum();
  }

  /** How many were answered with 503. */
  long refused() {
    return refused.sum();
  }

  /** How many had been answered with a decision by a moment, once the caller has ended. */
  long answeredBy(long nanos) {
    return moments.stream()
        .filter(moment -> moment.nanos - nanos <= 0)
        .mapToLong(Moment::permitted)
        .max()
        .orElse(0);
  }

  private void run() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      byte[] some = new byte[request.length * atOnce];
      for (int i = 0; i < atOnce; i++) {
        System.arraycopy(request, 0, some, i * request.length, request.length);
      }
      long next = System.nanoTime();
      while (!stopping) {
        sent.add(atOnce);
        socket.getOutputStream().write(some);
        for (int i = 0; i < atOnce; i++) {
          take(in);
        }
        moments.add(new Moment(System.nanoTime(), answered.sum()));
        next += pace;
        LockSupport.parkNanos(next - System.nanoTime());
      }
    } catch (IOException e) {
      stopping = true; // the server is gone, as the test will find
    }
  }

  /** Reads one answer and counts it. */
  private void take(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).substring(VERSION, VERSION + 3));
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    switch (status) {
      case OK -> answered.increment();
      case UNAVAILABLE -> refused.increment();
      default -> throw new AssertionError("answered with " + status);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  /** Waits for the answers to what was sent, and ends. */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
