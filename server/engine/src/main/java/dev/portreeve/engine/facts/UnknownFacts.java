package dev.portreeve.engine.facts;

import dev.portreeve.engine.schema.UnknownFact;
import java.util.List;

/**
 * What a request says that the schema does not declare, and what becomes of it.
 *
 * @param mode what becomes of it
 * @param named the members, or the first of them; empty while nobody is told of them
 */
public record UnknownFacts(Mode mode, List<UnknownFact> named) {
  /** Something is unknown and ignored. */
  public static final UnknownFacts IGNORED = new UnknownFacts(Mode.IGNORE, List.of());

  /** What becomes of members that are not declared, from the laxest to the strictest. */
  public enum Mode {
    /** They are as if they were not there. */
    IGNORE,
    /** The same, and the answer names them. */
    REPORT,
    /** There is no decision. */
    REFUSE;

    /** The stricter one of two. */
    public Mode or(Mode other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  public UnknownFacts {
    named = List.copyOf(named);
  }

  /** Whether somebody is to be told of members whose names were not kept. */
  public boolean lacksNames() {
    return mode != Mode.IGNORE && named.isEmpty();
  }
}
