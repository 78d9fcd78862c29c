package dev.portreeve.sidecar.proxy;

/** Text that others chose, on its way into a log. */
final class LogText {
  private static final int LONGEST = 200;

  private LogText() {}

  /** The text, shortened, on one line and without what a terminal would obey. */
  static String of(String text) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST) + 1);
    for (int i = 0; i < text.length() && i < LONGEST; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return text.length() > LONGEST ? out.append("...").toString() : out.toString();
  }
}
