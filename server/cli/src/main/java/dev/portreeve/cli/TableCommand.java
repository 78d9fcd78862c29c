package dev.portreeve.cli;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.workbench.output.JsonOutput;
import dev.portreeve.workbench.set.UnreadableSet;
import dev.portreeve.workbench.space.UnfitName;
import dev.portreeve.workbench.table.DecisionTable;
import dev.portreeve.workbench.table.TableCsv;
import dev.portreeve.workbench.table.TableHtml;
import dev.portreeve.workbench.table.TableMap;
import dev.portreeve.workbench.table.TableMarkdown;
import dev.portreeve.workbench.table.TableQuestion;
import dev.portreeve.workbench.table.TableSite;
import dev.portreeve.workbench.table.TableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portreeve table}: outcome and reason of an action by facts and settings. */
@Command(
    name = "table",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows outcome and reason of an action by facts and settings.",
    footer = {
      "",
      "Each cell holds whatever else a check says, or names the facts and settings on",
      "which it depends besides. Names may be short where one thing alone is called",
      "that: plan for team.plan. Without --rows and --columns the two are taken that",
      "tell most of the outcome. Values are JSON where they read as JSON, else text.",
      "Exit status: 0 done, 2 bad arguments, 3 the set does not load.",
      "",
      "  portreeve table collection.export --rows team_roles --columns plan \\",
      "      --given block_collection_exports=true",
      "  portreeve table --all --out tables"
    })
final class TableCommand implements Callable<Integer> {
  /** The names are what the option takes. */
  enum Format {
    /** People at a terminal. */
    text,
    /** Markdown. */
    md,
    /** Sheets: a line for each answer of each cell. */
    csv,
    /** One page for a browser. */
    html,
    /** Programs. */
    json
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", arity = "0..1", paramLabel = "ACTION", description = "What is asked.")
  private Optional<String> action = Optional.empty();

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      description = "The policy set. " + SetChoice.STANDARD)
  private Optional<Path> policies = Optional.empty();

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "NAME",
      description = "A fact, team attribute or setting that differs from row to row; several.")
  private List<String> rows = new ArrayList<>();

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "One that differs from column to column; several.")
  private List<String> columns = new ArrayList<>();

  @Option(
      names = "--given",
      paramLabel = "NAME=VALUE",
      description = "What every check has; several.")
  private Map<String, String> given = new LinkedHashMap<>();

  @Option(
      names = "--most",
      paramLabel = "NUMBER",
      description =
          "How many checks of a cell are decided before a sample is taken instead. Default: 20000.")
  private int most = 20_000;

  @Option(names = "--seed", paramLabel = "NUMBER", description = "Of the sample. Default: 1.")
  private long seed = 1;

  @Option(names = "--all", description = "Write the pages of every action, and an index.")
  private boolean all;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "With --all, where the pages go; made if it is not there.")
  private Optional<Path> directory = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "text (default), md, csv, html or json.")
  private Optional<Format> output = Optional.empty();

  @Override
  public Integer call() throws IOException, UnreadableSet, SetRefused {
    Console console = Console.of(spec);
    expectOneOrAll();
    Snapshot snapshot =
        SetChoice.load(policies.orElseGet(SetChoice::standard), Optional.empty()).loaded();
    try {
      if (all) {
        write(console, snapshot);
      } else {
        console.out().print(told(console, table(console, snapshot)));
      }
    } catch (UnfitName e) {
      throw new ParameterException(spec.commandLine(), e.problem());
    }
    console.out().flush();
    return Exit.OK;
  }

  private void expectOneOrAll() {
    if (most < 1) {
      throw usage("--most is at least 1");
    }
    if (all == action.isPresent()) {
      throw usage("name one ACTION, or --all with --out DIR");
    }
    if (all != directory.isPresent()) {
      throw usage("--all and --out DIR go together");
    }
    boolean laidOut = !rows.isEmpty() || !columns.isEmpty() || !given.isEmpty();
    if (all && (laidOut || output.filter(format -> format != Format.html).isPresent())) {
      throw usage("--all lays out each page itself, as html; name one ACTION for all else");
    }
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private DecisionTable table(Console console, Snapshot snapshot) throws UnfitName {
    Map<String, Object> values = new LinkedHashMap<>();
    given.forEach((name, text) -> values.put(name, FlagValue.plain(text)));
    TableQuestion question =
        new TableQuestion(action.orElseThrow(), rows, columns, values, most, seed);
    return DecisionTable.of(snapshot, question, console.progress());
  }

  private String told(Console console, DecisionTable table) {
    return switch (output.orElse(Format.text)) {
      case text -> new TableText(console.palette()).of(table);
      case md -> TableMarkdown.of(table);
      case csv -> TableCsv.of(table);
      case html -> TableHtml.of(table);
      case json -> JsonOutput.of(TableMap.of(table));
    };
  }

  private void write(Console console, Snapshot snapshot) throws IOException, UnfitName {
    Path into = Files.createDirectories(directory.orElseThrow());
    Map<String, String> pages = TableSite.of(snapshot, most, seed, console.progress());
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(into.resolve(page.getKey()), page.getValue());
    }
    console.out().println(pages.size() + " pages, " + into.resolve("index.html"));
  }
}
