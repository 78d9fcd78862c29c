package dev.portreeve.engine.routes;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Judges one decoded segment of a path: whether every upstream reads it as it stands. */
final class PathSegment {
  /*
   * Beside what URLs themselves leave open (dot segments, path parameters, encoded separators) file
   * systems read names of their own: Windows drops spaces and dots at the end, opens `name::$DATA` as
   * `name` and has a short name `NAME~1` for a long one; HFS+ passes over characters that have no
   * width; and programs trim.
   */
  private static final Pattern SHORT_NAME =
      Pattern.compile("[^.~ ]{1,6}~[1-9][0-9]{0,2}(\\.[^. ]{0,3})?");

  private static final Pattern UTF16_ENCODING = Pattern.compile("%[uU][0-9a-fA-F]{4}");
  private static final Pattern ENCODING = Pattern.compile("%[0-9a-fA-F]{2}");

  private PathSegment() {}

  /** Why some upstream would read the segment as another, or empty. */
  static String problem(String segment) {
    if (segment.isEmpty()) {
      return "a doubled slash";
    }
    String why = shortened(segment);
    if (why.isEmpty()) {
      why = separated(segment);
    }
    if (!why.isEmpty() || segment.chars().allMatch(c -> c < 0x80)) {
      return why;
    }
    if (segment.codePoints().anyMatch(PathSegment::isWidthless)) {
      return "a character without width";
    }
    return separated(Normalizer.normalize(segment, Normalizer.Form.NFKC)).isEmpty()
        ? ""
        : "a lookalike of a separator";
  }

  private static String shortened(String segment) {
    if (isBlank(segment.codePointAt(0)) || isBlank(segment.codePointBefore(segment.length()))) {
      return "white space at the end of a segment";
    }
    if (segment.endsWith(".") && !isDots(segment)) {
      return "a segment that ends with a dot";
    }
    if (segment.contains(":$")) {
      return "a file's stream";
    }
    return SHORT_NAME.matcher(segment).matches() ? "a short file name" : "";
  }

  private static boolean isDots(String segment) {
    return segment.equals(".") || segment.equals("..");
  }

  private static String separated(String segment) {
    if (isDots(segment)) {
      return "a dot segment";
    }
    if (ENCODING.matcher(segment).find() || UTF16_ENCODING.matcher(segment).find()) {
      return "a percent-encoding inside another";
    }
    for (int i = 0; i < segment.length(); i++) {
      String separator = separator(segment.charAt(i));
      if (!separator.isEmpty()) {
        return separator;
      }
    }
    return "";
  }

  private static String separator(char c) {
    return switch (c) {
      case '/' -> "an encoded slash";
      case '\\' -> "a backslash";
      case ';' -> "path parameters";
      case '?', '#' -> "an encoded end of the path";
      default -> "";
    };
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Those that HFS+ leaves out when it compares names. */
  private static boolean isWidthless(int c) {
    return c >= 0x200c && c <= 0x200f
        || c >= 0x202a && c <= 0x202e
        || c >= 0x206a && c <= 0x206f
        || c == 0xfeff;
  }

  /** The segment as an upstream that does not tell upper from lower case reads it. */
  static String folded(String segment) {
    return Normalizer.normalize(segment, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
