package dev.portreeve.sidecar.log;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.log.DecisionLogConfig.WhenFull;
import dev.portreeve.source.team.TeamLookup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records decisions, one line of JSON each. Event loops hand them over and go on; see {@link
 * #admits} for when they must not. Safe for use by several threads.
 */
public final class DecisionLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
  private static final Duration TO_END = Duration.ofSeconds(5);

  private final DecisionLogConfig config;
  private final DecisionQueue queue;
  private final LogCounts counts;
  private final LogWriter writer;
  private final Thread thread;
  private final Closer besides;

  /** Ends something, without an exception. */
  @FunctionalInterface
  interface Closer extends AutoCloseable {
    @Override
    void close();
  }

  private DecisionLog(DecisionLogConfig config, LogSink sink, LogCounts counts, Closer besides)
      throws IOException {
    this.besides = besides;
    this.config = config;
    this.counts = counts;
    this.queue = new DecisionQueue(config.bufferBytes());
    this.writer = new LogWriter(config, queue, sink, counts);
    this.thread = new Thread(writer, "decision-log");
    thread.setDaemon(true);
  }

  /**
   * Opens the log and begins to write.
   *
   * @throws IOException when the file cannot be opened or another is in its place
   */
  public static DecisionLog start(DecisionLogConfig config) throws IOException {
    DecisionLogConfig.Place place = config.place();
    if (place instanceof DecisionLogConfig.Place.Otlp otlp) {
      return start(config, new OtlpCollector(otlp.endpoint()), new LogCounts(), () -> {});
    }
    return place instanceof DecisionLogConfig.Place.InFile in
        ? start(config, in.file())
        : start(config, new StandardOutput(System.out), new LogCounts(), () -> {});
  }

  private static DecisionLog start(DecisionLogConfig config, Path file) throws IOException {
    LogArchive archive = new LogArchive(file, config.rotation().keep(), Instant::now);
    LogCounts counts = new LogCounts();
    LogFile sink = new LogFile(file, config.rotation(), archive, counts, Instant::now);
    sink.tend();
    Archiver archiver = new Archiver(archive, counts);
    archiver.start();
    return start(config, sink, counts, archiver);
  }

  /**
   * Begins to write.
   *
   * @param besides ends with the log
   */
  static DecisionLog start(DecisionLogConfig config, LogSink sink, LogCounts counts, Closer besides)
      throws IOException {
    DecisionLog log = new DecisionLog(config, sink, counts, besides);
    log.thread.start();
    return log;
  }

  /** Whether a check may be decided now; if not, it waits for {@link #room}. */
  public boolean admits() {
    return config.whenFull() == WhenFull.DROP || !queue.full();
  }

  /** Completes, on any thread, when there may be room again. */
  public CompletableFuture<Void> room() {
    return queue.room();
  }

  /** How long a check waits for room before it is refused. */
  public Duration patience() {
    return config.patience();
  }

  /** Whether checks are refused for as long as this lasts: they must be logged and cannot. */
  public boolean refuses() {
    return counts.failing() && !admits();
  }

  /**
   * Takes a decision.
   *
   * @param snapshot the policies that decided
   * @param frame the check, which nobody changes any more
   * @param team what was known of the team
   * @param decision what was decided
   * @param source who asked
   * @param nanos how long it took to decide
   */
  public void record(
      Snapshot snapshot,
      Frame frame,
      TeamLookup team,
      Decision decision,
      CheckSource source,
      long nanos) {
    if (decision.permitted() && !config.rates().take(frame.actionName())) {
      counts.sampledOut.increment();
    } else if (takes()) {
      queue.add(
          new LoggedDecision(
              frame.identify(),
              snapshot,
              frame,
              team instanceof TeamLookup.Known known ? known.team() : null,
              decision,
              source,
              nanos));
    }
  }

  /** Takes a page of a search, or a filter; these are never thinned out. */
  public void record(LoggedSearch search) {
    if (takes()) {
      queue.add(search);
    }
  }

  /** Counts what comes as taken, or as dropped where there is no room for it. */
  private boolean takes() {
    if (config.whenFull() == WhenFull.DROP && queue.full()) {
      counts.dropped.increment();
      return false;
    }
    counts.taken.increment();
    return true;
  }

  public LogCounts counts() {
    return counts;
  }

  /** The bytes of decisions that wait to be written. */
  public long waitingBytes() {
    return queue.bytes();
  }

  /** Writes what was taken, for some seconds at most; what cannot be written is counted as lost. */
  @Override
  public void close() {
    close(TO_END);
  }

  void close(Duration atMost) {
    besides.close();
    writer.stop(atMost);
    LockSupport.unpark(thread);
    try {
      thread.join(atMost.toMillis() + TO_END.toMillis());
      if (thread.isAlive()) {
        counts.abandonRest();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LOG.info("decision log: {} records written, {} lost", counts.written(), counts.lost());
  }
}
