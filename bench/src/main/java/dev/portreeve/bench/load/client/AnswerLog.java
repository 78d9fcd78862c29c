package dev.portreeve.bench.load.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * One entry per answer of an open loop: when its call was due and when it was answered; and the
 * pauses in which the generator itself did not run. Latency counts from when a call was due. What
 * overlaps a pause says nothing of the server: the call was sent late, or its answer lay unread.
 */
public final class AnswerLog {
  /** Longer latencies count as this: a minute. */
  private static final long MOST = 60_000_000_000L;

  private static final int FIRST = 1 << 16;

  /** How long after a pause the calls that fell due in it still delay others. */
  private static final long SETTLED_NANOS = 2_000_000;

  private final long beganEpochMicros;
  private long[] due = new long[FIRST];
  private long[] latency = new long[FIRST];
  private int size;
  private long[] pauseBegan = new long[FIRST];
  private long[] pauseEnded = new long[FIRST];
  private int pauses;

  /**
   * @param beganEpochMicros the wall clock at the beginning of the schedule
   */
  AnswerLog(long beganEpochMicros) {
    this.beganEpochMicros = beganEpochMicros;
  }

  /** Makes room for so many entries, so that adding them allocates nothing. */
  void reserve(long entries) {
    int room = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(FIRST, entries));
    due = Arrays.copyOf(due, room);
    latency = Arrays.copyOf(latency, room);
  }

  /**
   * Adds an answer.
   *
   * @param dueNanos after the beginning
   * @param latencyNanos from due to answered
   */
  void add(long dueNanos, long latencyNanos) {
    if (size == due.length) {
      reserve(2L * size);
    }
    due[size] = dueNanos;
    latency[size] = Math.min(MOST, Math.max(0, latencyNanos));
    size++;
  }

  /**
   * Adds a pause of the generator, which comes after those before it.
   *
   * @param beganNanos after the beginning
   * @param endedNanos after the beginning
   */
  void pause(long beganNanos, long endedNanos) {
    if (pauses == pauseBegan.length) {
      pauseBegan = Arrays.copyOf(pauseBegan, 2 * pauses);
      pauseEnded = Arrays.copyOf(pauseEnded, 2 * pauses);
    }
    pauseBegan[pauses] = beganNanos;
    pauseEnded[pauses] = endedNanos;
    pauses++;
  }

  public int size() {
    return size;
  }

  /** The wall clock when the call of an entry was due, in microseconds of the epoch. */
  public long dueEpochMicros(int entry) {
    return beganEpochMicros + due[entry] / 1_000;
  }

  /** From due to answered, in nanoseconds. */
  public long latencyNanos(int entry) {
    return latency[entry];
  }

  /** Latencies in nanoseconds, from when each call was due. */
  public Histogram latencies() {
    Histogram histogram = new Histogram(MOST, 3);
    for (int i = 0; i < size; i++) {
      histogram.recordValue(latency[i]);
    }
    return histogram;
  }

  /** The same of those answers alone that no pause of the generator delayed. */
  public Histogram undisturbed() {
    Histogram histogram = new Histogram(MOST, 3);
    for (int i = 0; i < size; i++) {
      if (!disturbed(due[i], due[i] + latency[i])) {
        histogram.recordValue(latency[i]);
      }
    }
    return histogram;
  }

  /**
   * Whether more than a tenth of a latency is the generator's. Pauses follow each other, so the
   * last that began before the answer came is the one to ask.
   */
  private boolean disturbed(long dueNanos, long answeredNanos) {
    int found = Arrays.binarySearch(pauseBegan, 0, pauses, answeredNanos);
    int last = found >= 0 ? found : -found - 2;
    if (last < 0) {
      return false;
    }
    long from = Math.max(dueNanos, pauseBegan[last]);
    long until = Math.min(answeredNanos, pauseEnded[last] + SETTLED_NANOS);
    return until - from > (answeredNanos - dueNanos) / 10;
  }

  void write(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      out.writeLong(beganEpochMicros);
      out.writeInt(size);
      for (int i = 0; i < size; i++) {
        out.writeLong(due[i]);
        out.writeLong(latency[i]);
      }
      out.writeInt(pauses);
      for (int i = 0; i < pauses; i++) {
        out.writeLong(pauseBegan[i]);
        out.writeLong(pauseEnded[i]);
      }
    }
  }

  static AnswerLog read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      AnswerLog log = new AnswerLog(in.readLong());
      int entries = in.readInt();
      log.reserve(entries);
      for (int i = 0; i < entries; i++) {
        log.add(in.readLong(), in.readLong());
      }
      int stops = in.readInt();
      for (int i = 0; i < stops; i++) {
        log.pause(in.readLong(), in.readLong());
      }
      return log;
    }
  }
}
