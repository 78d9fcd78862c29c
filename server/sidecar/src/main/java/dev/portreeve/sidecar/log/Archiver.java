package dev.portreeve.sidecar.log;

import dev.portreeve.source.reload.IdleScheduling;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compresses the files that a log has put aside, on a thread that all others go before. */
final class Archiver implements Runnable, DecisionLog.Closer {
  private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);
  private static final long PAUSE_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private final LogArchive archive;
  private final LogCounts counts;
  private final Thread thread = new Thread(this, "decision-log-archive");
  private volatile boolean closed;
  private String told = "";

  Archiver(LogArchive archive, LogCounts counts) {
    this.archive = archive;
    this.counts = counts;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends it; a file that is half compressed is left to the next process. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  @Override
  public void run() {
    try {
      IdleScheduling.enter();
      while (!closed) {
        tidy();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tidy() {
    try {
      archive.tidy();
      tell("");
    } catch (IOException | RuntimeException e) {
      if (!closed) {
        tell(e instanceof IOException io ? IoProblem.of(io) : String.valueOf(e));
      }
    }
  }

  private void tell(String problem) {
    if (!problem.isEmpty() && !problem.equals(told)) {
      LOG.warn("decision logs that were put aside cannot be compressed: {}", problem);
    }
    told = problem;
    counts.archiveProblem(problem);
  }
}
