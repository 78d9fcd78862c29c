package dev.portreeve.bench.load.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Our own generator. It sends at a fixed rate and times each answer from when its call was due, not
 * from when it could be sent: a server that stalls is charged for every call that had to wait.
 * Every answer is compared.
 */
public final class OpenLoopClient {
  private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

  /** No turn of the loop takes as long by itself, even when all connections have an answer. */
  private static final long STALL = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long MOST = TimeUnit.MINUTES.toNanos(1);

  private final PreparedTarget prepared;
  private final Schedule schedule;
  private final int streams;
  private final List<Connection> lanes = new ArrayList<>();
  private final Histogram latency = new Histogram(MOST, 3);
  private long answered;
  private long wrong;
  private int next;

  private OpenLoopClient(PreparedTarget prepared, int streams, Schedule schedule) {
    this.prepared = prepared;
    this.streams = streams;
    this.schedule = schedule;
  }

  /** Sends so many calls a second. */
  public static OpenLoopResult run(PreparedTarget prepared, Shape shape, double rate, Duration time)
      throws IOException {
    return new OpenLoopClient(prepared, shape.streams(), Schedule.of(rate, time))
        .run(shape.connections());
  }

  /** Sends the next call as soon as one is answered. */
  public static OpenLoopResult run(PreparedTarget prepared, Shape shape, Duration time)
      throws IOException {
    return new OpenLoopClient(prepared, shape.streams(), Schedule.atOnce(time))
        .run(shape.connections());
  }

  private OpenLoopResult run(int connections) throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        Connection lane = Connection.open(prepared.asked(), this::answer);
        lanes.add(lane);
        lane.register(selector);
      }
      return loop(selector);
    } finally {
      for (Connection lane : lanes) {
        lane.close();
      }
    }
  }

  private OpenLoopResult loop(Selector selector) throws IOException {
    long began = System.nanoTime();
    long until = began + schedule.nanos() + GRACE;
    long sent = 0;
    long stalled = 0;
    long now = began;
    while (now < until && !(schedule.isOver(sent, now - began) && answered == sent)) {
      for (; schedule.isDue(sent, now - began); sent++) {
        Connection lane = free();
        if (lane == null) {
          break;
        }
        int call = (int) (sent % prepared.expected().size());
        lane.put(call, schedule.due(sent, began, now));
      }
      for (Connection lane : lanes) {
        lane.flush();
      }
      selector.selectNow(OpenLoopClient::read);
      long turn = System.nanoTime() - now;
      stalled += turn > STALL ? turn : 0;
      now += turn;
    }
    double nanos = now - began;
    long lost = schedule.wanted(sent) - answered;
    return new OpenLoopResult(answered, wrong, lost, nanos / 1e9, stalled / nanos, latency);
  }

  private @Nullable Connection free() {
    for (int i = 0; i < lanes.size(); i++) {
      next = next + 1 == lanes.size() ? 0 : next + 1;
      if (lanes.get(next).takes(streams)) {
        return lanes.get(next);
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

  private void answer(int call, long due, byte[] bytes, int from, int length) {
    answered++;
    latency.recordValue(Math.min(MOST, Math.max(0, System.nanoTime() - due)));
    if (!prepared.expected().get(call).matches(bytes, from, length)) {
      wrong++;
    }
  }
}
