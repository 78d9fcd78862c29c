package dev.portreeve.client;

/** When a batch stops. */
public enum BatchSemantic {
  /** At the end. */
  EXECUTE_ALL("execute_all"),
  /** After the first item that is not permitted. */
  DENY_ON_FIRST_DENY("deny_on_first_deny"),
  /** After the first item that is permitted. */
  PERMIT_ON_FIRST_PERMIT("permit_on_first_permit");

  private final String code;

  BatchSemantic(String code) {
    this.code = code;
  }

  /** The semantic as it stands on the wire. */
  public String code() {
    return code;
  }

  /** Whether nothing after this decision is wanted. */
  public boolean endsWith(Decision decision) {
    return switch (this) {
      case EXECUTE_ALL -> false;
      case DENY_ON_FIRST_DENY -> !decision.permitted();
      case PERMIT_ON_FIRST_PERMIT -> decision.permitted();
    };
  }
}
