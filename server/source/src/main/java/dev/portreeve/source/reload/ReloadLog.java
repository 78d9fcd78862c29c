package dev.portreeve.source.reload;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.yaml.ShownText;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what comes of reloads: a line for each problem, up to a number at a time. */
public final class ReloadLog implements ReloadListener {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadLog.class);
  private static final String SLOW = "is not compiled and will be decided slowly";
  private static final int MOST = 20;

  @Override
  public void taken(Generation generation, PolicySetFiles files, Duration took) {
    String version = generation.snapshot().version();
    LOG.info("policy set {} is in force, loaded in {} ms", version, took.toMillis());
    generation.snapshot().routes().warnings().forEach(each -> LOG.warn("{}", each.headline()));
    generation
        .snapshot()
        .fallbacks()
        .forEach((policy, reason) -> LOG.warn("policy {} {}: {}", policy, SLOW, reason));
  }

  @Override
  public void refused(List<String> problems) {
    ShownText.lines(problems, MOST, "more problems")
        .forEach(problem -> LOG.error("policy set refused: {}", problem));
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
  public void teamsReadable() {
    LOG.info("teams can be looked for again");
  }

  @Override
  public void teamsMisnamed(List<String> problems) {
    ShownText.lines(problems, MOST, "more misnamed files")
        .forEach(problem -> LOG.warn("not a team file: {}", problem));
  }

  @Override
  public void teamsRefused(Map<String, List<String>> problems) {
    problems.entrySet().stream()
        .limit(MOST)
        .forEach(team -> LOG.error("team {} refused: {}", team.getKey(), said(team.getValue())));
    if (problems.size() > MOST) {
      LOG.error("{} more teams refused, see /readyz?verbose", problems.size() - MOST);
    }
  }

  @Override
  public void teamsRecovered(Collection<String> ids) {
    ids.stream().limit(MOST).forEach(id -> LOG.info("team {} is no longer refused", id));
    if (ids.size() > MOST) {
      LOG.info("{} more teams are no longer refused", ids.size() - MOST);
    }
  }

  private static String said(List<String> problems) {
    return String.join("; ", problems);
  }
}
