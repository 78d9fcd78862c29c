package dev.portreeve.client;

import java.util.List;

/**
 * Answers authorization checks. Safe for use by several threads.
 *
 * <p>It fails closed: whatever goes wrong, from a server that is gone to an answer that cannot be
 * read, is a {@link Decision} that denies and says in {@link Decision#failure} why. A caller who
 * would rather handle that as an exception asks with {@link #checkOrThrow}.
 */
public interface DecisionPoint extends AutoCloseable {
  /** Answers one check. Never throws for a failure: that is a denial. */
  Decision check(Check check);

  /**
   * Answers several checks together, under one policy set. The list has a decision for each item,
   * in their order; an item that was not reached, or that nobody answered, is denied.
   */
  List<Decision> checkAll(Batch batch);

  /**
   * Answers one check.
   *
   * @throws NoAnswerException when nobody decided it
   */
  default Decision checkOrThrow(Check check) {
    return NoAnswerException.unlessDecided(check(check));
  }

  /**
   * Answers several checks together.
   *
   * @throws NoAnswerException when nobody decided one of them
   */
  default List<Decision> checkAllOrThrow(Batch batch) {
    List<Decision> decisions = checkAll(batch);
    decisions.forEach(NoAnswerException::unlessDecided);
    return decisions;
  }

  /** Lets go of connections and threads; checks are denied from now on. */
  @Override
  void close();
}
