package dev.portreeve.engine.filter;

import java.util.List;

/**
 * A condition as SQL.
 *
 * @param where what stands behind {@code WHERE}
 * @param parameters the values of its bind variables, in their order
 */
public record Sql(String where, List<Parameter> parameters) {
  public Sql {
    parameters = List.copyOf(parameters);
  }

  /** How a value is bound. */
  public enum Type {
    STRING,
    INTEGER,
    NUMBER,
    /** As a text in RFC 3339. */
    TIMESTAMP
  }

  /**
   * The value of one bind variable.
   *
   * @param value a {@link String}, {@link Long} or {@link Double}
   */
  public record Parameter(Type type, Object value) {}
}
