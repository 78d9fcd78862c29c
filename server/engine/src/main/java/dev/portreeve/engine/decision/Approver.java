package dev.portreeve.engine.decision;

/**
 * Who may approve what a {@link Outcome#NEEDS_APPROVAL} decision holds back.
 *
 * @param kind whether {@code name} is a role, a user's id or a group
 * @param name never empty
 */
public record Approver(Kind kind, String name) {
  /** What an approver's name names. */
  public enum Kind {
    ROLE("role"),
    USER("user"),
    GROUP("group");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The kind as it stands on the wire. */
    public String code() {
      return code;
    }
  }
}
