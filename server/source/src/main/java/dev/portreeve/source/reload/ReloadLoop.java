package dev.portreeve.source.reload;

import dev.portreeve.source.directory.PolicySource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that wait for changes and reload: one for the policy set, which may be busy compiling
 * for seconds, one for teams, which wait for nothing.
 */
public final class ReloadLoop implements AutoCloseable {
  /** Whether the launcher wants it; who embeds a sidecar need not have commands run. */
  private static final boolean IDLE = Boolean.getBoolean("portreeve.idle-reloads");

  private static final Logger LOG = LoggerFactory.getLogger(ReloadLoop.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** How long what is under way may take to end; nothing is lost but time when it does not. */
  private static final long END_MILLIS = 2_000;

  private final PolicySource source;
  private final Reloader<?> reloader;
  private final Semaphore heard = new Semaphore(0);
  private final List<Thread> threads =
      List.of(
          new Thread(() -> run(this::policySet), "reload-policy-set"),
          new Thread(() -> run(this::teams), "reload-teams"));
  private volatile boolean closed;

  public ReloadLoop(Reloader<?> reloader) {
    this.source = reloader.source();
    this.reloader = reloader;
    threads.forEach(ReloadLoop::standBack);
  }

  /** Lets checks go first where the JVM minds priorities; nothing is wrong where it does not. */
  @SuppressWarnings("ThreadPriorityCheck")
  private static void standBack(Thread thread) {
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  /** Whether changes are still taken in. */
  public boolean alive() {
    return threads.stream().allMatch(Thread::isAlive);
  }

  /** What a thread does over and over. */
  private interface Round {
    void run() throws InterruptedException;
  }

  private void run(Round round) {
    try {
      if (IDLE) {
        IdleScheduling.enter();
      }
      while (!closed) {
        survive(round);
      }
    } catch (InterruptedException e) {
      LOG.debug("no more reloads: closed");
    }
  }

  /** A thread that ended would leave everything as it is, silently and for good. */
  private static void survive(Round round) throws InterruptedException {
    try {
      round.run();
    } catch (RuntimeException | Error e) {
      LOG.error("a look at the source failed; what was in force stays", e);
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
  }

  private void policySet() throws InterruptedException {
    reloader.policySet().look();
    if (heard.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      heard.drainPermits();
    }
  }

  private void teams() throws InterruptedException {
    reloader.teams().look();
    source.awaitChange(reloader.teams().behind() ? Duration.ZERO : POLL);
    heard.release();
  }

  @Override
  public void close() {
    closed = true;
    source.close();
    reloader.close();
    try {
      for (Thread thread : threads) {
        thread.interrupt();
        thread.join(END_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!threads.get(0).isAlive()) {
      reloader.policySet().end();
    }
  }
}
