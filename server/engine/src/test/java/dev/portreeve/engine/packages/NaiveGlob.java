package dev.portreeve.engine.packages;

import java.util.regex.Pattern;

/**
 * The glob dialect word by word, with backtracking and without a thought for speed: the measure for
 * everything that is fast.
 */
final class NaiveGlob {
  private NaiveGlob() {}

  /** Name globs and version globs; a glob that is nothing but a star matches everything. */
  static boolean matches(String glob, String text) {
    return isWhole(glob) || expandAndMatch(glob, text);
  }

  static boolean isWhole(String glob) {
    return glob.equals("*") || glob.equals("**");
  }

  /* The first closing brace and the last opening one before it hold no braces between them. */
  private static boolean expandAndMatch(String glob, String text) {
    int close = glob.indexOf('}');
    if (close < 0) {
      return match(glob, text);
    }
    int open = glob.lastIndexOf('{', close);
    for (String alternative : glob.substring(open + 1, close).split(",", -1)) {
      String chosen = glob.substring(0, open) + alternative + glob.substring(close + 1);
      if (expandAndMatch(chosen, text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean match(String glob, String text) {
    if (glob.isEmpty()) {
      return text.isEmpty();
    }
    if (glob.startsWith("**")) {
      return match(glob.substring(2), text) || (!text.isEmpty() && match(glob, text.substring(1)));
    }
    if (glob.startsWith("*")) {
      return match(glob.substring(1), text)
          || (!text.isEmpty() && text.charAt(0) != '/' && match(glob, text.substring(1)));
    }
    if (text.isEmpty()) {
      return false;
    }
    int end = glob.startsWith("[") ? glob.indexOf(']') + 1 : 1;
    return takes(glob.substring(0, end), text.charAt(0))
        && match(glob.substring(end), text.substring(1));
  }

  private static boolean takes(String token, char c) {
    if (token.startsWith("[")) {
      return c != '/' && Pattern.matches(token.replace("[!", "[^"), String.valueOf(c));
    }
    return token.equals("?") ? c != '/' : token.charAt(0) == c;
  }
}
