package dev.portreeve.cli;

import dev.portreeve.workbench.set.UnreadableSet;
import dev.portreeve.workbench.validation.Validated;
import dev.portreeve.workbench.validation.Validation;
import dev.portreeve.workbench.validation.ValidationReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portreeve validate}: says what is wrong with a policy set, its cases and its teams. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Says what is wrong with a policy set, its cases and its teams.",
    footer = {
      "",
      "Problems keep the set, a case or a team from being used; warnings are what is legal but",
      "suspicious. Exit status: 0 valid, 2 bad arguments, 3 problems, with --strict also warnings.",
      "",
      "  portreeve validate policies/todo",
      "  portreeve validate --strict --output sarif > portreeve.sarif"
    })
final class Validate implements Callable<Integer> {
  /** The names are what the option takes. */
  enum Format {
    /** People. */
    text,
    /** Programs. */
    json,
    /** Code scanning services. */
    sarif,
    /** GitHub's annotations. */
    github
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SetChoice choice = new SetChoice();

  @Option(names = "--strict", description = "Warnings count as problems.")
  private boolean strict;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "text (default), json, sarif or github.")
  private Format output = Format.text;

  @Override
  public Integer call() throws UnreadableSet {
    Console console = Console.of(spec);
    String place = choice.directory().toAbsolutePath().normalize().toString();
    Validated validated = Validated.of(choice.texts(), place, SetChoice.store());
    Validation validation = validated.validation();
    ValidationReport report = new ValidationReport(validation, choice.directory());
    switch (output) {
      case text -> tell(console, place, validated, report);
      case json -> console.out().print(report.json());
      case sarif -> console.out().print(report.sarif());
      case github -> console.out().print(report.github());
    }
    console.out().flush();
    boolean good = validation.problems().isEmpty() && (!strict || validation.warnings().isEmpty());
    return good ? Exit.OK : Exit.REFUSED;
  }

  private static void tell(
      Console console, String place, Validated validated, ValidationReport report) {
    console.err().print(report.text(console.errPalette()));
    console.err().flush();
    int problems = validated.validation().problems().size();
    int warnings = validated.validation().warnings().size();
    String warned = warnings == 0 ? "" : ", " + counted(warnings, "warning");
    if (problems > 0) {
      console.complain(counted(problems, "problem") + warned);
      return;
    }
    Validated.Summary set = validated.set().orElseThrow();
    console.out().println(set.name() + " in " + place);
    console.out().println("policy_version " + set.version());
    console
        .out()
        .println(
            console.palette().good("valid:")
                + " "
                + counted(set.policies(), "polic")
                + ", "
                + counted(set.teams(), "team")
                + ", "
                + counted(set.cases(), "case")
                + directory(set.entries())
                + warned);
  }

  private static String directory(int entries) {
    return entries == 0 ? "" : ", " + entries + (entries == 1 ? " entry" : " entries");
  }

  private static String counted(int count, String noun) {
    if (noun.equals("polic")) {
      return count + (count == 1 ? " policy" : " policies");
    }
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
