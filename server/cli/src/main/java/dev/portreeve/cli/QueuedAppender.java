package dev.portreeve.cli;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.portreeve.sidecar.metrics.LogLoss;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands log events to a thread that writes them. Whoever logs never waits: while standard error is
 * not read, events beyond the queue are lost, counted, and their number is logged afterwards; what
 * repeats itself without end is left out likewise.
 */
final class QueuedAppender extends AsyncAppender {
  private static final Logger LOG = LoggerFactory.getLogger(QueuedAppender.class);
  private static final int QUEUE = 512;
  private static final int FLUSH_MILLIS = 1_000;

  private final RepeatLimit repeats = new RepeatLimit(System::nanoTime);
  private final AtomicLong lost = new AtomicLong();

  QueuedAppender() {
    setQueueSize(QUEUE);
    setNeverBlock(true);
    setDiscardingThreshold(0);
    setMaxFlushTime(FLUSH_MILLIS);
  }

  @Override
  protected void append(ILoggingEvent event) {
    RepeatLimit.Verdict verdict =
        repeats.judge(event.getLoggerName() + event.getLevel() + event.getMessage());
    if (!verdict.admitted()) {
      LogLoss.SUPPRESSED.increment();
      return;
    }
    if (getRemainingCapacity() == 0) {
      LogLoss.DROPPED.increment();
      lost.incrementAndGet();
      return;
    }
    super.append(event);
    if (verdict.leftOut() > 0) {
      LOG.warn("{} lines were left out that repeat: {}", verdict.leftOut(), event.getMessage());
    }
    if (lost.get() > 0 && getRemainingCapacity() > QUEUE / 2) {
      long before = lost.getAndSet(0);
      if (before > 0) {
        LOG.warn("{} log lines were lost: standard error was not read fast enough", before);
      }
    }
  }
}
