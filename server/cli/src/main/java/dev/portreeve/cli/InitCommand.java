package dev.portreeve.cli;

import dev.portreeve.workbench.editor.EditorSchemas;
import dev.portreeve.workbench.output.JsonOutput;
import dev.portreeve.workbench.scaffold.NewSet;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.SetTexts;
import dev.portreeve.workbench.set.UnreadableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portreeve init}: writes a new policy set to begin with. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Writes a new policy set to begin with: one action, its cases, the editor schema.",
    footer = {
      "",
      "No file is written over. Exit status: 0 written, 2 bad arguments or a file is there"
          + " already.",
      "",
      "  portreeve init shop && portreeve test shop"
    })
final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "Where; made if it is not there.")
  private Path directory = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The set's name. Default: that of the directory.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
  private OutputFormat output = OutputFormat.text;

  @Override
  public Integer call() throws IOException, UnreadableSet {
    Console console = Console.of(spec);
    String setName = name.orElseGet(this::directoryName);
    if (!NewSet.isName(setName)) {
      console.complain(
          "`" + setName + "` cannot be a set's name: use --name with letters, digits, `_` and `-`");
      return Exit.USAGE;
    }
    Map<String, String> files = new TreeMap<>(NewSet.files(setName));
    AuthoredSet set =
        AuthoredSet.load(new SetTexts(directory.toString(), files), SetChoice.store());
    EditorSchemas.of(set)
        .forEach((file, text) -> files.put(EditorSchemas.FOLDER + "/" + file, text));
    for (String path : files.keySet()) {
      if (Files.exists(directory.resolve(path))) {
        throw new UnreadableSet("`" + directory.resolve(path) + "` is there already");
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path target = directory.resolve(file.getKey());
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.writeString(target, file.getValue());
    }
    tell(console, List.copyOf(files.keySet()));
    return Exit.OK;
  }

  private void tell(Console console, List<String> files) {
    if (output == OutputFormat.json) {
      console.out().print(JsonOutput.of(Map.of("written", files)));
    } else {
      files.forEach(file -> console.out().println(directory.resolve(file)));
      console.out().println("next: portreeve test " + directory + " --watch");
    }
    console.out().flush();
  }

  private String directoryName() {
    Path last = directory.toAbsolutePath().normalize().getFileName();
    return last == null ? "" : last.toString().toLowerCase(Locale.ROOT).replace('.', '-');
  }
}
