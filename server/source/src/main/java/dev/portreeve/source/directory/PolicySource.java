package dev.portreeve.source.directory;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * Where a policy set and its teams come from.
 *
 * <p>One thread asks for the set, for what changed and waits; any thread may ask for a team.
 */
public interface PolicySource extends AutoCloseable {
  /**
   * The policy set as it stands, read while nobody was writing to it. The same object as before
   * when nothing has changed. May block, two seconds at the most.
   */
  PolicySetFiles policySet() throws SourceException;

  /**
   * The ids of the teams that have come, changed or gone since the last call; at first all there
   * are. May block, two seconds at the most.
   */
  List<String> changedTeams() throws SourceException;

  /** Whether there is a team of that id, as far as {@link #changedTeams} has seen; no I/O. */
  boolean holds(String teamId);

  /** How many teams there are. */
  int teamCount();

  /** What is written of a team, or empty when there is none. May block. */
  Optional<SourceFile> team(String id) throws SourceException;

  /** Waits until something may have changed, or for a while. */
  void awaitChange() throws InterruptedException;

  @Override
  void close();
}
