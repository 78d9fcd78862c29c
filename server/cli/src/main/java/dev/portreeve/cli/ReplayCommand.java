package dev.portreeve.cli;

import dev.portreeve.workbench.difference.Direction;
import dev.portreeve.workbench.output.JsonOutput;
import dev.portreeve.workbench.replay.DecisionLogReader;
import dev.portreeve.workbench.replay.Replay;
import dev.portreeve.workbench.replay.ReplayMap;
import dev.portreeve.workbench.replay.ReplayReport;
import dev.portreeve.workbench.replay.ReplayText;
import dev.portreeve.workbench.replay.UnreadableLog;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.UnreadableSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portreeve replay}: decides recorded checks again and says what would change. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Decides recorded checks again and says what would change.",
    footer = {
      "",
      "Each check is decided at its own moment, with the team's file as it is now.",
      "What cannot be decided again (it rests on what the log masks, its team has no",
      "file) is counted and said. Exit status: 0 nothing is loosened, 1 something is,",
      "2 bad arguments or no record can be decided, 3 the set does not load.",
      "",
      "  portreeve replay /var/log/portreeve/decisions*.jsonl* --policies .",
      "  zcat decisions.jsonl.gz | portreeve replay - --output json"
    })
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "LOG",
      description = "A decision log, compressed or not; - reads standard input; several.")
  private List<String> logs = new ArrayList<>();

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      description = "The policy set. " + SetChoice.STANDARD)
  private Optional<Path> policies = Optional.empty();

  @Option(names = "--teams", paramLabel = "DIR", description = SetChoice.TEAM_FILES)
  private Optional<Path> teams = Optional.empty();

  @Option(
      names = "--examples",
      paramLabel = "NUMBER",
      description = "How many records of each kind of change are shown. Default: 3.")
  private int examples = 3;

  @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
  private OutputFormat output = OutputFormat.text;

  @Override
  public Integer call() throws SetRefused, UnreadableSet, UnreadableLog {
    Console console = Console.of(spec);
    AuthoredSet set = SetChoice.load(policies.orElseGet(SetChoice::standard), teams);
    ReplayReport report =
        Replay.of(set, new DecisionLogReader(System.in), logs, examples, console.progress());
    console
        .out()
        .print(
            output == OutputFormat.json
                ? JsonOutput.of(ReplayMap.of(report))
                : new ReplayText(console.palette()).of(report));
    console.out().flush();
    return status(console, report);
  }

  /**
   * The exit status of decisions made again; where there are none, nobody is to take it for good.
   */
  static int status(Console console, ReplayReport report) {
    if (report.total() == 0) {
      console.complain("no recorded decision could be made again");
      return Exit.USAGE;
    }
    return report.count(Direction.LOOSENED) > 0 ? Exit.LOOSENED : Exit.OK;
  }
}
