package dev.portreeve.source.reload;

import dev.portreeve.source.directory.PolicySource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that waits for changes and reloads. */
public final class ReloadLoop implements AutoCloseable {
  /** Whether the launcher wants it; who embeds a sidecar need not have commands run. */
  private static final boolean IDLE = Boolean.getBoolean("portreeve.idle-reloads");

  private static final Logger LOG = LoggerFactory.getLogger(ReloadLoop.class);

  /** How long what is under way may take to end; nothing is lost but time when it does not. */
  private static final long END_MILLIS = 2_000;

  private final PolicySource source;
  private final Reloader<?> reloader;
  private final Thread thread = new Thread(this::run, "reload");
  private volatile boolean closed;

  public ReloadLoop(PolicySource source, Reloader<?> reloader) {
    this.source = source;
    this.reloader = reloader;
    thread.setDaemon(true);
    standBack();
  }

  /** Lets checks go first where the JVM minds priorities; nothing is wrong where it does not. */
  @SuppressWarnings("ThreadPriorityCheck")
  private void standBack() {
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  public void start() {
    thread.start();
  }

  /** Whether changes are still taken in. */
  public boolean alive() {
    return thread.isAlive();
  }

  private void run() {
    try {
      if (IDLE) {
        IdleScheduling.enter();
      }
      while (!closed) {
        reloader.round();
        source.awaitChange();
      }
    } catch (InterruptedException e) {
      LOG.debug("no more reloads: closed");
    }
    // Files cannot be written with an interrupt pending.
    Thread.interrupted();
    reloader.end();
  }

  @Override
  public void close() {
    closed = true;
    source.close();
    thread.interrupt();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
