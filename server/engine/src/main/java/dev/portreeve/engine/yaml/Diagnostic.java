package dev.portreeve.engine.yaml;

import java.util.Comparator;

/**
 * One problem of a file: what is wrong, where, and what was probably meant.
 *
 * @param file the text it points into
 * @param position where
 * @param message lower case, one line, no full stop; round user text stand backticks
 * @param help what to do, or empty
 */
public record Diagnostic(SourceFile file, Position position, String message, String help) {
  private static final int MAX_SHOWN = 160;

  public Diagnostic {
    message = ShownText.line(message);
    help = ShownText.line(help);
  }

  /** By file, then position, so that a list reads like the files do. */
  public static final Comparator<Diagnostic> ORDER =
      Comparator.comparing((Diagnostic d) -> d.file().name())
          .thenComparing(Diagnostic::position)
          .thenComparing(Diagnostic::message);

  public static Diagnostic of(SourceFile file, Position position, String message) {
    return new Diagnostic(file, position, message, "");
  }

  /** {@code file:line:col: message}, on one line. */
  public String headline() {
    return ShownText.line(file.name())
        + ":"
        + position.line()
        + ":"
        + position.column()
        + ": "
        + message;
  }

  /** The headline, the line it speaks of with a caret under the column, and the help. */
  public String render() {
    StringBuilder out = new StringBuilder(headline());
    String line = file.line(position.line());
    if (!line.isBlank()) {
      String cut = line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "…" : line;
      String shown = ShownText.columns(cut);
      out.append("\n  ").append(shown).append("\n  ");
      out.append(" ".repeat(Math.min(position.column(), shown.length() + 1) - 1)).append('^');
    }
    if (!help.isEmpty()) {
      out.append("\n  help: ").append(help);
    }
    return out.toString();
  }
}
