package dev.portreeve.workbench.output;

/** Colours for a terminal that wants them, and plain text for everything else. */
public enum Palette {
  /** Text as it is. */
  PLAIN,
  /** Text with ANSI escape sequences. */
  COLOURED;

  private static final String END = "\u001b[0m";

  /** What is as it should be. */
  public String good(String text) {
    return paint("32", text);
  }

  /** What is wrong. */
  public String bad(String text) {
    return paint("31", text);
  }

  /** What deserves a look. */
  public String warning(String text) {
    return paint("33", text);
  }

  /** What matters less than the text around it. */
  public String faint(String text) {
    return paint("2", text);
  }

  /** What the text around it is about. */
  public String strong(String text) {
    return paint("1", text);
  }

  /** Places in files. */
  public String place(String text) {
    return paint("36", text);
  }

  private String paint(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + END;
  }
}
