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
 * One entry per answer of an open loop: when its call was due, when it was sent, when it was
 * answered. It is what shows whether the generator kept its schedule: latency counts from when a
 * call was due, and the send lag says how much of it is the generator's own.
 */
public final class AnswerLog {
  /** Longer latencies count as this: a minute. */
  private static final long MOST = 60_000_000_000L;

  private static final int FIRST = 1 << 16;

  private final long beganEpochMicros;
  private long[] due = new long[FIRST];
  private int[] lag = new int[FIRST];
  private long[] latency = new long[FIRST];
  private int size;

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
    lag = Arrays.copyOf(lag, room);
    latency = Arrays.copyOf(latency, room);
  }

  /**
   * Adds an answer.
   *
   * @param dueNanos after the beginning
   * @param lagNanos from due to sent
   * @param latencyNanos from due to answered
   */
  void add(long dueNanos, long lagNanos, long latencyNanos) {
    if (size == due.length) {
      reserve(2L * size);
    }
    due[size] = dueNanos;
    lag[size] = (int) Math.min(Integer.MAX_VALUE, Math.max(0, lagNanos));
    latency[size] = Math.min(MOST, Math.max(0, latencyNanos));
    size++;
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

  /** Nanoseconds from when each call was due until it was handed to the socket. */
  public Histogram sendLags() {
    Histogram histogram = new Histogram(MOST, 3);
    for (int i = 0; i < size; i++) {
      histogram.recordValue(lag[i]);
    }
    return histogram;
  }

  void write(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      out.writeLong(beganEpochMicros);
      out.writeInt(size);
      for (int i = 0; i < size; i++) {
        out.writeLong(due[i]);
        out.writeInt(lag[i]);
        out.writeLong(latency[i]);
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
        log.add(in.readLong(), in.readInt(), in.readLong());
      }
      return log;
    }
  }
}
