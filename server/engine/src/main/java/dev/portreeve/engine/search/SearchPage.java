package dev.portreeve.engine.search;

import java.util.List;

/**
 * What one run of a search has found.
 *
 * @param found ascending
 * @param end why the run ended
 * @param after the text after which a further run goes on; of no account at the end of all
 * @param examined how many candidates were looked at
 * @param decided how many of them were decided; the others are like one that was
 */
public record SearchPage(List<Found> found, End end, String after, int examined, int decided) {
  /** Why a run ended. */
  public enum End {
    /** Nothing is left. */
    ALL,
    /** As many were found as were wanted, and there are more. */
    LIMIT,
    /** The run had done as much as it may; there may be more. */
    BUDGET
  }

  /**
   * One candidate that a check permits.
   *
   * @param id of it, or its name if it is an action
   * @param like the one that was decided in its place, which may be itself
   */
  public record Found(String id, String like) {}

  public SearchPage {
    found = List.copyOf(found);
  }

  /** The ids, ascending. */
  public List<String> ids() {
    return found.stream().map(Found::id).toList();
  }
}
