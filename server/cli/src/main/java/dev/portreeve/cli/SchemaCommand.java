package dev.portreeve.cli;

import dev.portreeve.workbench.editor.EditorSchemas;
import dev.portreeve.workbench.output.JsonOutput;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.UnreadableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portreeve schema}: writes the JSON Schemas of a set's files, for editors. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes the JSON Schemas of a set's files, for editors.",
    footer = {
      "",
      "They lie in `.schema/` inside the set and are made of it: a YAML language server completes",
      "its facts, actions, reasons and requirements by them. With --lines every file names its own",
      "in its first line. Exit status: 0 done, with --check: nothing to do; 1 with --check: files",
      "would change; 2 bad arguments; 3 the set does not load."
    })
final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SetChoice choice = new SetChoice();

  @Option(
      names = "--lines",
      description = "Put the line that names its schema at the top of every file.")
  private boolean lines;

  @Option(names = "--check", description = "Change nothing, name the files that would change.")
  private boolean check;

  @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
  private OutputFormat output = OutputFormat.text;

  @Override
  public Integer call() throws IOException, SetRefused, UnreadableSet {
    Console console = Console.of(spec);
    AuthoredSet set = choice.load();
    if (!set.problems().isEmpty()) {
      throw new SetRefused(set.problems(), "the set does not load");
    }
    List<String> changed = new ArrayList<>();
    for (Map.Entry<String, String> schema : EditorSchemas.of(set).entrySet()) {
      String path = EditorSchemas.FOLDER + "/" + schema.getKey();
      write(choice.directory().resolve(path), path, schema.getValue(), changed);
    }
    if (lines) {
      for (Map.Entry<String, String> text : set.texts().writable().entrySet()) {
        String path = text.getKey();
        String lined = EditorSchemas.withLine(path, text.getValue());
        write(choice.file(path), path, lined, changed);
      }
    }
    tell(console, changed);
    return check && !changed.isEmpty() ? Exit.NOT_FORMATTED : Exit.OK;
  }

  private void write(Path file, String path, String text, List<String> changed) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return;
    }
    changed.add(path);
    if (!check) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    }
  }

  private void tell(Console console, List<String> changed) {
    if (output == OutputFormat.json) {
      console.out().print(JsonOutput.of(Map.of("changed", changed)));
    } else {
      changed.forEach(console.out()::println);
    }
    console.out().flush();
  }
}
