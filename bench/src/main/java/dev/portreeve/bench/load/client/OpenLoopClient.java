package dev.portreeve.bench.load.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An open-loop generator. It sends at a fixed rate and times each answer from when its call was
 * due, not from when it could be sent: a server that stalls is charged for every call that had to
 * wait. Every answer is compared, and each pause of the generator itself is kept.
 *
 * <p>One thread, which sleeps for {@value #NAP_NANOS} ns where there is nothing to do: a thread of
 * the real-time class that never slept would be stopped by the kernel for 50 ms of each second.
 * {@link OpenLoopProcess} gives it a process of its own, so that nothing else of the load test
 * (changing files, say) delays it.
 */
final class OpenLoopClient {
  private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

  private static final long NAP_NANOS = 20_000;

  /** A loop that takes longer was not running, or not in time to be believed. */
  private static final long PAUSE_NANOS = 300_000;

  /** More than can be under way at once; a power of two. */
  private static final int UNDER_WAY = 1 << 20;

  private final RequestFile requests;
  private final Schedule schedule;
  private final int streams;
  private final WhenBusy whenBusy;
  private final List<Connection> connections = new ArrayList<>();
  private final long[] due = new long[UNDER_WAY];
  private final AnswerLog log;
  private long began;
  private long answered;
  private long givenUp;
  private long wrong;
  private int next;

  /** What becomes of a call that is due while every connection is busy. */
  enum WhenBusy {
    /** It is sent later, and the delay counts. */
    WAIT,
    /** Its caller has given it up by then, and it is never sent. */
    GIVE_UP
  }

  OpenLoopClient(RequestFile requests, int streams, Schedule schedule) {
    this(requests, streams, schedule, WhenBusy.WAIT);
  }

  OpenLoopClient(RequestFile requests, int streams, Schedule schedule, WhenBusy whenBusy) {
    this.requests = requests;
    this.streams = streams;
    this.whenBusy = whenBusy;
    this.schedule = schedule;
    this.log = new AnswerLog(TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()));
    log.reserve(schedule.isPaced() ? schedule.wanted(0) : 0);
  }

  OpenLoopResult run(int count) throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < count; i++) {
        Connection connection = Connection.open(requests.port(), requests.calls(), this::answer);
        connections.add(connection);
        connection.register(selector);
      }
      return loop(selector);
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  private OpenLoopResult loop(Selector selector) throws IOException {
    began = System.nanoTime();
    long until = began + schedule.nanos() + GRACE;
    long sent = 0;
    long now = began;
    while (now < until && !(schedule.isOver(sent, now - began) && answered + givenUp == sent)) {
      long before = answered + sent;
      for (; schedule.isDue(sent, now - began); sent++) {
        Connection connection = sent - answered - givenUp < UNDER_WAY ? free() : null;
        if (connection == null && whenBusy == WhenBusy.GIVE_UP) {
          givenUp++;
          continue;
        }
        if (connection == null) {
          break;
        }
        int place = (int) (sent & UNDER_WAY - 1);
        due[place] = schedule.due(sent, began, now);
        connection.put((int) (sent % requests.calls().size()), sent);
      }
      for (Connection connection : connections) {
        connection.flush();
      }
      selector.selectNow(OpenLoopClient::read);
      if (schedule.isPaced() && answered + sent == before) {
        LockSupport.parkNanos(NAP_NANOS);
      }
      long after = System.nanoTime();
      if (after - now > PAUSE_NANOS) {
        log.pause(now - began, after - began);
      }
      now = after;
    }
    double seconds = (now - began) / 1e9;
    return OpenLoopResult.of(answered, wrong, schedule.wanted(sent) - answered, seconds, log);
  }

  private @Nullable Connection free() {
    for (int i = 0; i < connections.size(); i++) {
      next = next + 1 == connections.size() ? 0 : next + 1;
      if (connections.get(next).takes(streams)) {
        return connections.get(next);
      }
    }
    return null;
  }

  private static void read(SelectionKey key) {
    try {
      ((Connection) key.attachment()).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(int call, long number, byte[] bytes, int from, int length) {
    answered++;
    if (schedule.isPaced()) {
      int place = (int) (number & UNDER_WAY - 1);
      long wanted = due[place];
      log.add(wanted - began, System.nanoTime() - wanted);
    }
    if (!requests.expected().get(call).matches(bytes, from, length)) {
      wrong++;
    }
  }
}
