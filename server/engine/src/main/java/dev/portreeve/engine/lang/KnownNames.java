package dev.portreeve.engine.lang;

import java.util.ArrayList;
import java.util.List;

/** The names that an expression can be meant to use, for "did you mean". */
final class KnownNames {
  /** The functions and macros of CEL itself that policies are likely to call. */
  private static final List<String> STANDARD_FUNCTIONS =
      List.of(
          "has",
          "all",
          "exists",
          "exists_one",
          "filter",
          "map",
          "size",
          "contains",
          "startsWith",
          "endsWith",
          "timestamp",
          "duration",
          "string",
          "int");

  private KnownNames() {}

  /** The variables and functions of a set. */
  static List<String> of(Environment environment) {
    List<String> names = new ArrayList<>(Variables.ALL);
    names.addAll(STANDARD_FUNCTIONS);
    names.addAll(CelLibrary.names());
    names.addAll(environment.functions());
    return names;
  }
}
