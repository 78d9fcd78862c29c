package dev.portreeve.cli;

import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.SchemaReader;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.source.directory.DirectorySource;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.directory.SourceException;
import dev.portreeve.store.BelongingsTransfer;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.TeamStore;
import dev.portreeve.store.TeamTransfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portreeve teams}: moves teams between files and a database. */
@Command(
    name = "teams",
    mixinStandardHelpOptions = true,
    description = "Moves teams between files and a database. Comments of files are not kept.")
final class TeamsCommand {
  private static final int SHOWN = 10_000;
  private static final String SCHEMA = "schema.yaml";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "import",
      description = {
        "Stores the teams of a directory, each in the place of the one of its id; others stay.",
        "A file ID.jsonl beside ID.yaml has what else is kept of the team, as `export` writes it.",
        "Exit status: 0 stored, 2 something cannot be read or written, 3 a team does not fit."
      },
      mixinStandardHelpOptions = true)
  int importTeams(
      @Parameters(paramLabel = "DIR", description = "The team files.") Path directory,
      @Mixin StoreChoice choice,
      @Option(
              names = "--policies",
              paramLabel = "DIR",
              description = "The policy set that they must fit. " + SetChoice.STANDARD)
          Optional<Path> policies)
      throws IOException, SetRefused, NoAnswerException, StoreException, SourceException {
    if (!Files.isDirectory(directory)) {
      throw new NoAnswerException("`" + directory + "` is not a directory");
    }
    Path set = policies.orElseGet(SetChoice::standard);
    List<Diagnostic> problems = new ArrayList<>();
    Schema schema = schema(set, problems);
    long moved;
    long beside = 0;
    String who = System.getProperty("user.name", "");
    try (TeamStore store = choice.open();
        PolicySource files = new DirectorySource(set, directory)) {
      moved = new TeamTransfer(store, progress()).importFrom(files, schema, who, problems);
      if (problems.isEmpty()) {
        beside = new BelongingsTransfer(store).importFrom(directory, who);
      }
    }
    if (!problems.isEmpty()) {
      throw new SetRefused(problems, moved + " teams were stored before these");
    }
    spec.commandLine().getOut().println(moved + " teams stored" + beside(beside));
    return Exit.OK;
  }

  @Command(
      description = {
        "Writes the teams of a database into a directory, over the files of their ids, and what else",
        "is kept of a team (SCIM, records, requests) into ID.jsonl beside ID.yaml."
      },
      mixinStandardHelpOptions = true)
  int export(
      @Parameters(paramLabel = "DIR", description = "Where to.") Path directory,
      @Mixin StoreChoice choice)
      throws NoAnswerException, StoreException, IOException {
    try (TeamStore store = choice.open()) {
      long moved = new TeamTransfer(store, progress()).exportTo(directory);
      long beside = new BelongingsTransfer(store).exportTo(directory);
      spec.commandLine().getOut().println(moved + " teams written" + beside(beside));
      return Exit.OK;
    }
  }

  private static String beside(long lines) {
    return lines == 0 ? "" : ", and " + lines + " users, groups, records and requests beside them";
  }

  /** What teams are made of; nothing else of the set is read. */
  private static Schema schema(Path set, List<Diagnostic> problems) throws IOException, SetRefused {
    SourceFile file = new SourceFile(SCHEMA, Files.readString(set.resolve(SCHEMA)));
    Optional<Schema> schema = SchemaReader.read(file, problems);
    if (schema.isEmpty()) {
      throw new SetRefused(problems, "the schema does not load");
    }
    return schema.get();
  }

  /** On a terminal, a line for every so many teams. */
  private LongConsumer progress() {
    Console console = Console.of(spec);
    long[] counts = {0, SHOWN};
    return moved -> {
      counts[0] += moved;
      if (console.terminal() && counts[0] >= counts[1]) {
        console.err().println(counts[0] + " teams");
        console.err().flush();
        counts[1] += SHOWN;
      }
    };
  }
}
