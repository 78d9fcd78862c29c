package dev.portreeve.engine.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column of a caller's database.
 *
 * @param path its name, after those of schema and table if they are given
 * @param form how it holds its value
 */
public record SqlColumn(List<String> path, Form form) {
  private static final int MOST_PARTS = 3;
  private static final int LONGEST = 63;
  private static final Pattern PART = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_$ -]*");

  /** How a column holds its value. */
  public enum Form {
    /** As the database's own type does: text, a whole number, a truth value, a moment, an array. */
    PLAIN,
    /** As something that is compared as text: a UUID, a number that is an id. */
    TEXT,
    /** A list as JSON text. */
    JSON,
    /** A moment as whole seconds since 1970. */
    EPOCH_SECONDS,
    /** A moment as whole milliseconds since 1970. */
    EPOCH_MILLIS;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Form> of(String code) {
      for (Form form : values()) {
        if (form.code().equals(code)) {
          return Optional.of(form);
        }
      }
      return Optional.empty();
    }
  }

  public SqlColumn {
    path = List.copyOf(path);
  }

  /**
   * The column of a name.
   *
   * @param field of the request, for what is said of a name that is none
   */
  static SqlColumn of(String name, Form form, String field) throws FilterProblem {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("\\.", -1)) {
      if (!PART.matcher(part).matches() || part.length() > LONGEST) {
        throw bad(field);
      }
      parts.add(part);
    }
    if (parts.size() > MOST_PARTS) {
      throw bad(field);
    }
    return new SqlColumn(parts, form);
  }

  private static FilterProblem bad(String field) {
    return new FilterProblem(
        field,
        "`"
            + field
            + "` must be a column's name, with those of schema and table before it if need be, such"
            + " as `d.owner`: letters, digits, `_`, `$`, `-` and spaces, at most "
            + LONGEST
            + " characters each");
  }
}
