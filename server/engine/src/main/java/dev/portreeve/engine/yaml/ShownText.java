package dev.portreeve.engine.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * Text of somebody else's as messages show it: on one line, with nothing in it that a terminal or a
 * log reader could take for something else, and not too much of it.
 */
public final class ShownText {
  private static final int MAX_VALUE = 80;
  private static final int MAX_LINE = 1_000;

  private ShownText() {}

  /** A value or name of a file or request: at most 80 characters. */
  public static String of(String text) {
    return shown(text, MAX_VALUE);
  }

  /** A whole message: at most 1,000 characters. */
  public static String line(String text) {
    return shown(text, MAX_LINE);
  }

  /**
   * The first lines of many; when there are more, one that says how many more of what.
   *
   * @param rest what is left out: {@code more problems}
   */
  public static List<String> lines(List<String> all, int most, String rest) {
    if (all.size() <= most + 1) {
      return List.copyOf(all);
    }
    List<String> some = new ArrayList<>(all.subList(0, most));
    some.add("and " + (all.size() - most) + " " + rest);
    return List.copyOf(some);
  }

  /** A line of a file, in which what cannot be shown takes its place all the same. */
  static String columns(String line) {
    return line.codePoints()
        .map(c -> c == '\t' || visible(c) ? c : '.')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String shown(String text, int most) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), most));
    for (int i = 0; i < text.length(); ) {
      if (out.length() >= most) {
        return out.append('…').toString();
      }
      int c = text.codePointAt(i);
      append(c, out);
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static void append(int c, StringBuilder out) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (visible(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(String.format("\\u%04x", c));
        }
      }
    }
  }

  /**
   * Controls, line separators, half characters, and what turns the direction of writing are not.
   */
  private static boolean visible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
