package dev.portreeve.source.directory;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.yaml.SourceFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a policy set and its teams come from.
 *
 * <p>One thread asks for the set; one, which may be another, asks which teams changed and waits;
 * any may ask for a team.
 */
public interface PolicySource extends AutoCloseable {
  /**
   * The policy set as it stands, read while nobody was writing to it. The same object as before
   * when nothing has changed. May block, two seconds at the most where the storage answers.
   */
  PolicySetFiles policySet() throws SourceException;

  /**
   * The ids of the teams that have come, changed or gone since the last call, or whose reading
   * failed and may go better now; at first all there are. May block as {@link #policySet} may.
   */
  List<String> changedTeams() throws SourceException;

  /** Whether there is a team of that id, as far as {@link #changedTeams} has seen; no I/O. */
  boolean holds(String teamId);

  /** How many teams there are. */
  int teamCount();

  /**
   * What is written of a team, or empty when there is none. May block.
   *
   * @throws SourceUnavailable when the source does not answer at all
   */
  Optional<SourceFile> team(String id) throws SourceException;

  /**
   * Waits until something may have changed, or for a while.
   *
   * @param atMost the longest wait; the source may return sooner
   */
  void awaitChange(Duration atMost) throws InterruptedException;

  /**
   * Whether {@link #changedTeams} has just told of every change up to now, because it looked at all
   * or hears of changes.
   */
  default boolean current() {
    return true;
  }

  /** What lies beside the teams, is none, and was probably meant as one: a line each. */
  default List<String> misnamed() {
    return List.of();
  }

  /** Whether changed teams that nobody has asked for are worth reading while there is room. */
  default boolean readsAhead() {
    return true;
  }

  /**
   * Whether, since the last call, all that was read of teams before has come to mean nothing: the
   * source is another one, or an older state of itself.
   */
  default boolean takeAllInDoubt() {
    return false;
  }

  /** Has everything read again at the next occasion, whatever seems unchanged. Any thread. */
  default void doubtAll() {}

  @Override
  void close();
}
