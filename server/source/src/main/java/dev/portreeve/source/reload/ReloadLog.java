package dev.portreeve.source.reload;

import dev.portreeve.engine.PolicySetFiles;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what comes of reloads, a line for each problem. */
public final class ReloadLog implements ReloadListener {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadLog.class);
  private static final String SLOW = "is not compiled and will be decided slowly";

  @Override
  public void taken(Generation generation, PolicySetFiles files, Duration took) {
    String version = generation.snapshot().version();
    LOG.info("policy set {} is in force, loaded in {} ms", version, took.toMillis());
    generation
        .snapshot()
        .fallbacks()
        .forEach((policy, reason) -> LOG.warn("policy {} {}: {}", policy, SLOW, reason));
  }

  @Override
  public void refused(List<String> problems) {
    problems.forEach(problem -> LOG.error("policy set refused: {}", problem));
  }

  @Override
  public void restored() {
    LOG.info("the policy set at the source is the one in force again");
  }

  @Override
  public void teamsUnreadable(String problem) {
    LOG.error("teams cannot be looked for: {}", problem);
  }

  @Override
  public void teamRefused(String teamId, List<String> problems) {
    problems.forEach(problem -> LOG.error("team {} refused: {}", teamId, problem));
  }

  @Override
  public void teamRecovered(String teamId) {
    LOG.info("team {} is no longer refused", teamId);
  }
}
