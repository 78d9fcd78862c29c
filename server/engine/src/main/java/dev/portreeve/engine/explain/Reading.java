package dev.portreeve.engine.explain;

/**
 * A fact, setting or other field that an expression reads.
 *
 * @param name as the policy writes it: {@code settings.block_collection_exports}
 * @param value plain: strings, booleans, numbers, lists and maps; empty text where there is none
 * @param origin where the value comes from, or why there is none
 */
public record Reading(String name, Object value, Origin origin) {
  /** Where a value comes from. */
  public enum Origin {
    GIVEN("given"),
    DEFAULT("default"),
    DIRECTORY("directory"),
    NOW("now"),
    STORED("stored"),
    /** A setting that is stored and does not count. */
    NOT_ON_PLAN("not_on_plan"),
    TEAM("team"),
    COMPUTED("computed"),
    MISSING("missing"),
    INVALID("invalid");

    private final String code;

    Origin(String code) {
      this.code = code;
    }

    /** The word for it in JSON. */
    public String code() {
      return code;
    }
  }

  /** Whether there is a value. */
  public boolean known() {
    return origin != Origin.MISSING && origin != Origin.INVALID;
  }
}
