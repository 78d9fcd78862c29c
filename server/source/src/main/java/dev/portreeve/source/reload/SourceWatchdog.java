package dev.portreeve.source.reload;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when a source does not answer, such as a network file system that hangs: whoever reads it
 * cannot, since it waits.
 */
final class SourceWatchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SourceWatchdog.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, SourceClock> clocks;
  private final Map<String, Boolean> hanging = new TreeMap<>();
  private final Thread thread = new Thread(this::run, "source-watchdog");

  /**
   * @param clocks by what is read
   */
  SourceWatchdog(Map<String, SourceClock> clocks) {
    this.clocks = new TreeMap<>(clocks);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(1);
        clocks.forEach(this::look);
      }
    } catch (InterruptedException e) {
      LOG.debug("the sources are not watched any longer: closed");
    }
  }

  private void look(String what, SourceClock clock) {
    boolean hangs = clock.underWay().compareTo(PATIENCE) > 0;
    boolean before = hanging.getOrDefault(what, false);
    if (hangs && !before) {
      LOG.warn(
          "reading the {} has taken {} s so far: its storage does not answer",
          what,
          clock.underWay().toSeconds());
    } else if (before && !hangs) {
      LOG.info("the storage of the {} answers again", what);
    }
    hanging.put(what, hangs);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
