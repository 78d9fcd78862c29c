package dev.portreeve.sidecar.access;

import java.util.Locale;
import java.util.Optional;

/** A kind of question that a caller may be allowed to ask. */
public enum Scope {
  /** Checks and batches, by whatever way. */
  CHECK,
  /** Why a decision is what it is. */
  EXPLAIN,
  /** Having the server fulfil what the decision on a check brings, beside {@link #CHECK}. */
  FULFIL,
  /** Who may do something, and to what. */
  SEARCH,
  /** Changing teams and requests. */
  ADMIN,
  /** Opening secrets of teams, for checks that are permitted. */
  SECRETS,
  /** Metrics and the verbose probe. */
  METRICS;

  /** Its name in files and tokens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope of that name, or empty. */
  static Optional<Scope> of(String code) {
    for (Scope scope : values()) {
      if (scope.code().equals(code)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }
}
