package dev.portreeve.source.reload;

import dev.portreeve.engine.PolicySetFiles;
import java.time.Duration;
import java.util.List;

/** Hears what comes of reloads. Called by the thread that reloads. */
public interface ReloadListener {
  /** The source's policy set is in force from now on. */
  default void taken(Generation generation, PolicySetFiles files, Duration took) {}

  /** The source's policy set is refused and what was in force stays. */
  default void refused(List<String> problems) {}

  /** After a refusal the source's policy set is the one in force again. */
  default void restored() {}

  /** Teams cannot be looked for; those in memory stay. */
  default void teamsUnreadable(String problem) {}

  /** A team's file is refused. */
  default void teamRefused(String teamId, List<String> problems) {}

  /** A team's file that was refused is good again or gone. */
  default void teamRecovered(String teamId) {}
}
