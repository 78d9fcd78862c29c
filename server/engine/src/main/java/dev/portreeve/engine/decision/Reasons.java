package dev.portreeve.engine.decision;

import java.util.Set;

/** The reason codes that the engine itself gives; all of them deny. */
public final class Reasons {
  public static final String UNKNOWN_ACTION = "unknown_action";
  public static final String UNKNOWN_TEAM = "unknown_team";
  public static final String MISSING_FACT = "missing_fact";
  public static final String INVALID_FACT = "invalid_fact";
  public static final String POLICY_ERROR = "policy_error";

  /** A permit whose obligations the caller says it cannot meet. */
  public static final String UNSUPPORTED_OBLIGATION = "unsupported_obligation";

  /** The detail that names the fact or value an answer complains of. */
  public static final String FIELD = "field";

  /** All of them. */
  public static final Set<String> ALL =
      Set.of(
          UNKNOWN_ACTION,
          UNKNOWN_TEAM,
          MISSING_FACT,
          INVALID_FACT,
          POLICY_ERROR,
          UNSUPPORTED_OBLIGATION);

  private Reasons() {}
}
