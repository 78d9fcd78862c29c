package dev.portreeve.cli;

import dev.portreeve.workbench.output.Palette;
import dev.portreeve.workbench.output.Progress;
import dev.portreeve.workbench.output.ProgressLine;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a verb writes: results to standard output, everything about them to standard error. Colours
 * go to terminals alone, and not where {@code NO_COLOR} is set; progress is shown on terminals
 * alone.
 *
 * @param out standard output
 * @param err standard error
 * @param palette of standard output
 * @param errPalette of standard error
 * @param terminal whether somebody watches standard error
 * @param dialogue whether somebody types and reads the results
 */
record Console(
    PrintWriter out,
    PrintWriter err,
    Palette palette,
    Palette errPalette,
    boolean terminal,
    boolean dialogue) {

  /* The launcher knows which of its streams are terminals; a JVM before 22 cannot tell them apart. */
  private static final String TERMINALS = "portreeve.terminal";

  static Console of(CommandSpec spec) {
    return of(
        spec.commandLine().getOut(),
        spec.commandLine().getErr(),
        System.getProperty(TERMINALS, ""),
        System.getenv());
  }

  /**
   * @param terminals the numbers of the streams that are terminals, of {@code 0}, {@code 1} and
   *     {@code 2}
   */
  static Console of(
      PrintWriter out, PrintWriter err, String terminals, Map<String, String> environment) {
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean plain = dumb || !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Console(
        out,
        err,
        palette(!plain && terminals.contains("1")),
        palette(!plain && terminals.contains("2")),
        !dumb && terminals.contains("2"),
        terminals.contains("0") && terminals.contains("1"));
  }

  private static Palette palette(boolean coloured) {
    return coloured ? Palette.COLOURED : Palette.PLAIN;
  }

  /** A line that shows how far something has come, where somebody watches. */
  Progress progress() {
    return terminal ? new ProgressLine(err, errPalette) : Progress.NONE;
  }

  /** Says why a verb cannot do what it was asked. */
  void complain(String problem) {
    err.println(errPalette.bad("portreeve:") + " " + problem);
  }
}
