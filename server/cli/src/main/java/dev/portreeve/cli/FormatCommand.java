package dev.portreeve.cli;

import dev.portreeve.workbench.format.SetFormatter;
import dev.portreeve.workbench.output.JsonOutput;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.SetTexts;
import dev.portreeve.workbench.set.UnreadableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portreeve fmt}: writes the files of a policy set in the canonical layout. */
@Command(
    name = "fmt",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes the files of a policy set in the canonical layout.",
    footer = {
      "",
      "Values, comments and what policies compile to stay the same; a file for which that does not",
      "hold is left alone. Exit status: 0 done, with --check: nothing to do; 1 with --check: files",
      "would change; 2 bad arguments; 3 files that cannot be formatted."
    })
final class FormatCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SetChoice choice = new SetChoice();

  @Option(names = "--check", description = "Change nothing, name the files that would change.")
  private boolean check;

  @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
  private OutputFormat output = OutputFormat.text;

  @Override
  public Integer call() throws IOException, UnreadableSet {
    Console console = Console.of(spec);
    SetFormatter formatter = new SetFormatter();
    SetTexts texts = choice.texts();
    formatter.format(texts, () -> AuthoredSet.load(texts, SetChoice.store()));
    if (!check) {
      write(formatter.changed());
    }
    List<String> names = List.copyOf(formatter.changed().keySet());
    if (output == OutputFormat.json) {
      console.out().print(JsonOutput.of(Map.of("changed", names)));
    } else {
      names.forEach(console.out()::println);
    }
    console.out().flush();
    formatter.problems().forEach(problem -> console.err().println(problem.render()));
    if (!formatter.problems().isEmpty()) {
      return Exit.REFUSED;
    }
    return check && !names.isEmpty() ? Exit.NOT_FORMATTED : Exit.OK;
  }

  private void write(Map<String, String> texts) throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Files.writeString(choice.file(text.getKey()), text.getValue());
    }
  }
}
