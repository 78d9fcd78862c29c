package dev.portreeve.cli;

import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RawHttp1;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Somebody who asks a check every 20 ms while others do what they like, and who, like clients do,
 * connects again when a new connection is closed: at the limit of connections the server needs
 * room.
 */
final class OtherClient {
  /* A second is promised; this machine may have other things to do. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final int CLOSED_IN_A_ROW = 5;

  private final int port;
  private final Thread thread;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean stopped;
  private volatile String where = "";
  private int closedUnused;

  OtherClient(int port) {
    this.port = port;
    this.thread = new Thread(this::run, "other client");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!stopped) {
        try (RawHttp1 client = new RawHttp1(port)) {
          ask(client);
        }
      }
    } catch (IOException | InterruptedException | AssertionError e) {
      failure.set(e);
    }
  }

  private void ask(RawHttp1 client) throws IOException, InterruptedException {
    for (int i = 0; i < 20 && !stopped; i++) {
      String body = i == 10 ? DoorRequests.check(50 << 10) : DoorRequests.CHECK;
      where = "check " + i + " of a connection";
      long began = System.nanoTime();
      String answer = answer(client, body, i == 0);
      if (answer.isEmpty()) {
        return;
      }
      long took = System.nanoTime() - began;
      if (!answer.startsWith("HTTP/1.1 200") || took > PATIENCE_NANOS) {
        throw new AssertionError("after " + took / 1_000_000 + " ms: " + answer);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** The answer, or nothing where the server has closed a connection that was not used before. */
  private String answer(RawHttp1 client, String body, boolean first) throws IOException {
    String answer = "";
    try {
      answer = client.send(RawHttp1.post(DoorRequests.CHECK_PATH, body)).read();
    } catch (SocketException e) {
      if (!first) {
        throw e;
      }
    }
    closedUnused = answer.isEmpty() && first ? closedUnused + 1 : 0;
    if (answer.isEmpty() && (!first || closedUnused > CLOSED_IN_A_ROW)) {
      throw new AssertionError(closedUnused + " connections in a row are closed");
    }
    return answer;
  }

  /**
   * Stops asking; throws what went wrong.
   *
   * @param more to be told with it
   */
  void stop(String more) throws InterruptedException {
    stopped = true;
    thread.join();
    if (failure.get() != null) {
      throw new AssertionError("the other client, " + where + ": " + more, failure.get());
    }
  }

  /** The lines of a log that are of stack traces. */
  static String traces(String log) {
    List<String> lines =
        log.lines().filter(line -> line.startsWith("\tat ") || line.contains("Exception")).toList();
    return String.join("\n", lines.subList(0, Math.min(20, lines.size())));
  }
}
