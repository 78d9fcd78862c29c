package dev.portreeve.sidecar.log;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes the decisions of a queue and writes them to a sink, on one thread, until it is closed.
 */
final class LogWriter implements Runnable {
  /*
   * Between two looks at the queue it pauses, so that decisions come to the system by the dozen; where
   * nothing comes at all it sleeps until something does. A write that fails is tried again: decisions
   * stay in the queue meanwhile, and when that is full whoever asks is held up or the loss counted.
   */
  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
  private static final int FULL_BATCH = 64 << 10;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long TEND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final DecisionQueue queue;
  private final LogSink sink;
  private final LogCounts counts;
  private final long flushNanos;
  private final long fsyncNanos;
  private final LineBatch batch = new LineBatch();
  private final Map<String, String> labels;
  private final Redaction redaction;
  private final SampleRates rates;
  private RecordEncoder encoder;

  /* Times of System.nanoTime. */
  private long batchBegan;
  private long unsyncedSince;
  private long tended = System.nanoTime();
  private boolean unsynced;
  private volatile boolean stopping;
  private volatile long giveUpAt;

  LogWriter(DecisionLogConfig config, DecisionQueue queue, LogSink sink, LogCounts counts) {
    this.queue = queue;
    this.sink = sink;
    this.counts = counts;
    this.flushNanos = config.flush().toNanos();
    this.fsyncNanos = config.fsync().toNanos();
    this.labels = config.labels();
    this.redaction = Redaction.of(config.masked(), config.dropped());
    this.rates = config.rates();
    this.encoder = new RecordEncoder(labels, redaction, rates, batch);
  }

  /** Has it write what is there and end, within a time. */
  void stop(Duration atMost) {
    giveUpAt = System.nanoTime() + atMost.toNanos();
    stopping = true;
  }

  @Override
  public void run() {
    boolean done = false;
    while (!done) {
      boolean last = stopping; // read first: what was added before the stop is then seen below
      encodeWaiting();
      boolean written = writeIfDue(last);
      done = last && (batch.isEmpty() || System.nanoTime() - giveUpAt >= 0);
      if (!done) {
        pause(written);
      }
    }
    end();
  }

  private void encodeWaiting() {
    LogEntry next = batch.length() < FULL_BATCH ? queue.take() : null;
    while (next != null) {
      if (batch.isEmpty()) {
        batchBegan = System.nanoTime();
      }
      encode(next);
      next = batch.length() < FULL_BATCH ? queue.take() : null;
    }
  }

  private void encode(LogEntry next) {
    int before = batch.length();
    int weight = next.weight();
    try {
      encoder.encode(next, queue.pressed());
      batch.endLine(weight);
    } catch (Throwable e) { // a thread that ends would leave checks waiting for room for good
      LOG.error("a decision cannot be written as JSON; its record is lost", e);
      batch.cutTo(before);
      encoder =
          new RecordEncoder(labels, redaction, rates, batch); // the old one holds half a record
      queue.release(weight);
      counts.abandoned.increment();
    }
  }

  /** Writes the batch if it is full, or old enough; false when that fails. */
  private boolean writeIfDue(boolean now) {
    long time = System.nanoTime();
    boolean due =
        now || batch.length() >= FULL_BATCH || time - batchBegan >= flushNanos - PAUSE_NANOS;
    try {
      if (!batch.isEmpty() && due) {
        sink.write(batch);
        written(time);
      }
      if (unsynced && time - unsyncedSince >= fsyncNanos) {
        sink.sync();
        unsynced = false;
      }
      if (time - tended >= TEND_NANOS) {
        tended = time;
        sink.tend();
        healed();
      }
      return true;
    } catch (IOException | RuntimeException e) {
      fail(e instanceof IOException io ? IoProblem.of(io) : String.valueOf(e));
      return false;
    }
  }

  private void written(long time) {
    queue.release(batch.weight());
    healed();
    counts.written.add(batch.lines());
    batch.clear();
    if (!unsynced) {
      unsynced = true;
      unsyncedSince = time;
    }
  }

  private void fail(String problem) {
    if (!counts.failing()) {
      LOG.error("decisions cannot be logged: {}; trying again", problem);
    }
    counts.problem(problem);
  }

  private void healed() {
    if (counts.failing()) {
      LOG.info("decisions are logged again");
      counts.problem("");
    }
  }

  private void pause(boolean written) {
    if (!written) {
      LockSupport.parkNanos(this, RETRY_NANOS);
    } else if (batch.isEmpty() && !stopping) {
      long untilSync = unsyncedSince + fsyncNanos - System.nanoTime();
      queue.sleep(unsynced ? Math.min(untilSync, TEND_NANOS) : TEND_NANOS);
    } else if (batch.length() < FULL_BATCH && !stopping) {
      LockSupport.parkNanos(this, Math.min(PAUSE_NANOS, flushNanos));
    }
  }

  private void end() {
    int left = batch.linesLeft();
    counts.written.add(batch.lines() - left);
    counts.abandoned.add(left);
    try {
      if (left > 0 && sink instanceof LogFile file) {
        file.cut(batch.partOfLine());
      }
      sink.close();
    } catch (IOException e) {
      LOG.error("the decision log cannot be closed: {}", IoProblem.of(e));
    }
    for (@Nullable LogEntry rest = queue.take(); rest != null; rest = queue.take()) {
      counts.abandoned.increment();
    }
  }
}
