package dev.portreeve.engine.filter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The SQL of one database. */
public enum SqlDialect {
  POSTGRESQL('"'),
  /* What stands in double quotes and is no column is a text to SQLite. */
  SQLITE('`');

  private final char quote;

  SqlDialect(char quote) {
    this.quote = quote;
  }

  static Optional<SqlDialect> of(String code) {
    for (SqlDialect dialect : values()) {
      if (dialect.code().equals(code)) {
        return Optional.of(dialect);
      }
    }
    return Optional.empty();
  }

  /** Its name in requests. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether bind variables are numbered unless a request says otherwise. */
  boolean numbered() {
    return this == POSTGRESQL;
  }

  /** A name whose parts hold no quote. */
  String quoted(List<String> path) {
    return path.stream().map(part -> quote + part + quote).collect(Collectors.joining("."));
  }
}
