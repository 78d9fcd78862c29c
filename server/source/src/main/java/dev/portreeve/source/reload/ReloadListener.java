package dev.portreeve.source.reload;

import dev.portreeve.engine.PolicySetFiles;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Hears what comes of reloads: of the policy set on the thread that reloads it, of teams on theirs.
 */
public interface ReloadListener {
  /** The source's policy set is in force from now on. */
  default void taken(Generation generation, PolicySetFiles files, Duration took) {}

  /** The source's policy set is refused and what was in force stays. */
  default void refused(List<String> problems) {}

  /** After a refusal the source's policy set is the one in force again. */
  default void restored() {}

  /** The policy set has been looked at, whatever came of it. */
  default void looked() {}

  /** Teams cannot be looked for; those in memory stay. */
  default void teamsUnreadable(String problem) {}

  /** Teams can be looked for again. */
  default void teamsReadable() {}

  /** Files beside the teams that are not read because of their names; other than before. */
  default void teamsMisnamed(List<String> problems) {}

  /** The files of these teams are refused, each for the first time or for another reason. */
  default void teamsRefused(Map<String, List<String>> problems) {}

  /** The files of these teams, which were refused, are good again or gone. */
  default void teamsRecovered(Collection<String> ids) {}
}
