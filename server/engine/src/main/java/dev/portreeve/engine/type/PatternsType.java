package dev.portreeve.engine.type;

import dev.portreeve.engine.packages.PackagePattern;
import dev.portreeve.engine.packages.PackagePatterns;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of package patterns; its typed value is a compiled {@link PackagePatterns}.
 *
 * @param compiled whether that is made; if not, the typed value is the list as written
 */
public record PatternsType(boolean compiled) implements ValueType {
  /** The most patterns of a list: compiled, each takes some hundred bytes of memory. */
  public static final int MAX_PATTERNS = 10_000;

  /** The code of an entry that is not even a string. */
  static final String MALFORMED = "malformed";

  public PatternsType() {
    this(true);
  }

  @Override
  public Object accept(Object raw) {
    if (!(raw instanceof List<?> list)) {
      return RawValue.mismatch(this, raw);
    }
    if (list.size() > MAX_PATTERNS) {
      return InvalidValue.of("there are more than " + MAX_PATTERNS + " patterns");
    }
    List<String> patterns = new ArrayList<>(list.size());
    List<Problem> problems = new ArrayList<>(0);
    for (int i = 0; i < list.size(); i++) {
      Object entry = list.get(i);
      String code = problem(entry);
      if (code.isEmpty()) {
        patterns.add((String) entry);
      } else {
        problems.add(RefusedPattern.problem("[" + i + "]", entry, code));
      }
    }
    if (!problems.isEmpty()) {
      return new InvalidValue(problems);
    }
    return compiled ? PackagePatterns.compile(patterns) : List.copyOf(patterns);
  }

  /** The code of what is wrong with one entry, or empty. */
  public static String problem(Object entry) {
    return entry instanceof String text ? PackagePattern.problem(text) : MALFORMED;
  }

  @Override
  public String noun() {
    return "a list of package patterns";
  }
}
