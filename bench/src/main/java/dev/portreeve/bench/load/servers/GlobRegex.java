package dev.portreeve.bench.load.servers;

/** Package patterns as regular expressions, which is what Cerbos's conditions can match. */
final class GlobRegex {
  private GlobRegex() {}

  /** The expression of a pattern of stars and braces. */
  static String of(String pattern) {
    StringBuilder regex = new StringBuilder("^");
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '{' -> "(";
            case '}' -> ")";
            case ',' -> "|";
            case '.' -> "[.]";
            default -> String.valueOf(c);
          });
    }
    return regex.append('$').toString();
  }
}
