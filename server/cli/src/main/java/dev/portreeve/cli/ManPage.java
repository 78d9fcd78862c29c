package dev.portreeve.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page, made of the same descriptions as {@code --help}; picocli's own generator writes
 * AsciiDoc, for which another program would be needed.
 */
final class ManPage {
  private static final List<String> STATUSES =
      List.of(
          "0", "done; valid, proven, permitted",
          "1",
              "not permitted (check), a case fails or something is left open (test), a file would"
                  + " change (fmt --check, schema --check), a decision is loosened (diff, replay), a line"
                  + " cannot be answered (repl without a terminal)",
          "2", "bad arguments or configuration; no answer",
          "3", "the policy set does not load; problems, with --strict also warnings (validate)",
          "4", "no memory left (serve)",
          "130", "interrupted: Ctrl-C");

  private final StringBuilder out = new StringBuilder();

  private ManPage() {}

  /** The page in roff, for {@code man}. */
  static String of(CommandLine program) {
    return new ManPage().page(program);
  }

  private String page(CommandLine program) {
    CommandSpec root = program.getCommandSpec();
    line(".TH PORTREEVE 1");
    section("NAME");
    line("portreeve \\- " + text(String.join(" ", root.usageMessage().description())));
    section("SYNOPSIS");
    line(".B portreeve");
    line("\\fICOMMAND\\fR [\\fIOPTION\\fR]...");
    section("COMMANDS");
    for (Map.Entry<String, CommandLine> verb : program.getSubcommands().entrySet()) {
      CommandSpec spec = verb.getValue().getCommandSpec();
      if (!spec.usageMessage().hidden()) {
        command(verb.getKey(), spec);
      }
    }
    section("EXIT STATUS");
    for (int i = 0; i < STATUSES.size(); i += 2) {
      line(".TP");
      line(".B " + STATUSES.get(i));
      line(text(STATUSES.get(i + 1)));
    }
    section("ENVIRONMENT");
    line(".TP");
    line(".B NO_COLOR");
    line("Set to anything: no colours.");
    line(".TP");
    line(".B PORTREEVE_*");
    line(text("Every option of serve as a variable: PORTREEVE_LISTEN."));
    return out.toString();
  }

  private void command(String name, CommandSpec spec) {
    line(".SS " + name + synopsis(spec));
    line(text(String.join(" ", spec.usageMessage().description())));
    for (PositionalParamSpec positional : spec.positionalParameters()) {
      argument(positional.paramLabel(), positional);
    }
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        argument(String.join(", ", option.names()) + label, option);
      }
    }
    footer(spec.usageMessage().footer());
  }

  private static String synopsis(CommandSpec spec) {
    List<String> labels = new ArrayList<>();
    spec.positionalParameters()
        .forEach(
            one ->
                labels.add(
                    one.arity().min() == 0 ? "[" + one.paramLabel() + "]" : one.paramLabel()));
    return labels.isEmpty() ? "" : " " + String.join(" ", labels);
  }

  private void argument(String name, ArgSpec argument) {
    line(".TP");
    line(".B " + text(name));
    line(text(String.join(" ", argument.description())));
  }

  private void footer(String[] lines) {
    for (String written : lines) {
      if (written.isEmpty()) {
        line(".PP");
      } else if (written.startsWith("  ")) {
        line(".nf");
        line(text(written));
        line(".fi");
      } else {
        line(text(written));
      }
    }
  }

  private void section(String name) {
    line(".SH " + name);
  }

  private static String text(String plain) {
    String escaped = plain.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
