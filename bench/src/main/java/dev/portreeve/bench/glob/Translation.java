package dev.portreeve.bench.glob;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Package patterns in the languages of the rivals; as much of the dialect as is measured. */
final class Translation {
  private Translation() {}

  static String union(List<String> patterns) {
    return patterns.stream().map(Translation::regex).collect(Collectors.joining("|"));
  }

  /** Literals, {@code *}, {@code ?} and braces as a regular expression that all libraries read. */
  static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      switch (c) {
        case '*' -> regex.append("[^/]*");
        case '?' -> regex.append("[^/]");
        case '{' -> regex.append('(');
        case '}' -> regex.append(')');
        case ',' -> regex.append(depth > 0 ? "|" : ",");
        default -> {
          boolean plain = Character.isLetterOrDigit(c) || c == '/' || c == ':' || c == '-';
          regex.append(plain ? "" : "\\").append(c);
        }
      }
    }
    return regex.toString();
  }

  /** The patterns with their braces expanded, for those that know none. */
  static List<String> withoutBraces(List<String> patterns) {
    List<String> expanded = new ArrayList<>();
    for (String pattern : patterns) {
      expand(pattern, expanded);
    }
    return expanded;
  }

  private static void expand(String pattern, List<String> expanded) {
    int close = pattern.indexOf('}');
    if (close < 0) {
      expanded.add(pattern);
      return;
    }
    int open = pattern.lastIndexOf('{', close);
    for (String alternative : pattern.substring(open + 1, close).split(",", -1)) {
      expand(pattern.substring(0, open) + alternative + pattern.substring(close + 1), expanded);
    }
  }
}
