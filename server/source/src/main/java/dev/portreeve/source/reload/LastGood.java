package dev.portreeve.source.reload;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.source.directory.IoReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last policy set that was good, for a start that finds a broken one. What cannot be kept
 * is tried again, and said once; the server serves all the same.
 */
public final class LastGood implements ReloadListener, Fallback {
  private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);
  private static final long BETWEEN_TRIES = TimeUnit.SECONDS.toNanos(5);

  private final LastGoodDirectory directory;
  private @Nullable PolicySetFiles unsaved;
  private long nextTry;
  private volatile String problem = "";
  private volatile String version = "";

  /**
   * @param directory made when something is kept
   */
  public LastGood(Path directory) {
    this.directory = new LastGoodDirectory(directory.resolve("policy-set"));
  }

  /** Why the set in force is not kept, or empty when it is. */
  public String problem() {
    return problem;
  }

  /** The version of the set that this run has kept, or empty. */
  public String version() {
    return version;
  }

  @Override
  public void taken(Generation generation, PolicySetFiles files, Duration took) {
    unsaved = files;
    save(files);
  }

  @Override
  public void looked() {
    if (unsaved != null && nextTry - System.nanoTime() <= 0) {
      save(unsaved);
    }
  }

  private void save(PolicySetFiles files) {
    try {
      directory.save(files);
      unsaved = null;
      version = files.hash();
      if (!problem.isEmpty()) {
        LOG.info("the policy set in force is kept for the next start again");
      }
      problem = "";
    } catch (IOException e) {
      nextTry = System.nanoTime() + BETWEEN_TRIES;
      String now = directory + ": cannot be written: " + IoReason.of(e);
      if (!now.equals(problem)) {
        LOG.error("the policy set in force is not kept for the next start: {}", now);
      }
      problem = now;
    }
  }

  /** The set kept last, or empty when there is none or it is not what was kept. */
  @Override
  public Optional<PolicySetFiles> load() {
    try {
      Optional<PolicySetFiles> kept = directory.load();
      if (kept.isEmpty() && directory.used()) {
        LOG.error("the policy set kept in {} has been changed since", directory);
      }
      return kept;
    } catch (IOException e) {
      LOG.error("the policy set kept last cannot be read: {}: {}", directory, IoReason.of(e));
      return Optional.empty();
    }
  }
}
