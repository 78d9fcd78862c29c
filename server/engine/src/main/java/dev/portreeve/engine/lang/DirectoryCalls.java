package dev.portreeve.engine.lang;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes calls of {@link DirectoryFunction}s in the text of an expression that does not
 * type-check, in which they are no more than names with dots.
 */
final class DirectoryCalls {
  private static final Pattern CALL = Pattern.compile("(directory)\\s*\\.\\s*(\\w+)\\s*\\(");
  private static final Pattern PREFIX = Pattern.compile("\\bdirectory\\s*\\.\\s*$");
  private static final Pattern FUNCTION =
      Pattern.compile("\\b(?:(directory)\\s*\\.\\s*)?(\\w+)\\s*$");

  private DirectoryCalls() {}

  /** The name that is called where an expression says {@code directory}, with both its parts. */
  static Optional<String> called(String expression, int begin) {
    Matcher call = CALL.matcher(expression).region(begin, expression.length());
    return call.lookingAt() ? Optional.of(call.group(1) + "." + call.group(2)) : Optional.empty();
  }

  /** Whether a name is the second part of one that begins with {@code directory}. */
  static boolean isSecondPart(String expression, int begin) {
    return PREFIX.matcher(expression.substring(0, begin)).find();
  }

  /** The function whose call a text ends with, or empty. */
  static Optional<DirectoryFunction> endOf(String text) {
    int at = text.stripTrailing().length() - 1;
    int open = 0;
    for (; at >= 0; at--) {
      open += text.charAt(at) == ')' ? 1 : text.charAt(at) == '(' ? -1 : 0;
      if (open <= 0) {
        break;
      }
    }
    if (at < 0 || text.charAt(at) != '(') {
      return Optional.empty();
    }
    Matcher function = FUNCTION.matcher(text.substring(0, at));
    if (!function.find()) {
      return Optional.empty();
    }
    boolean two = function.group(1) != null;
    return DirectoryFunction.of((two ? "directory." : "") + function.group(2));
  }
}
