package dev.portreeve.cli;

import dev.portreeve.workbench.difference.DifferenceMap;
import dev.portreeve.workbench.difference.DifferenceText;
import dev.portreeve.workbench.difference.Direction;
import dev.portreeve.workbench.difference.SetDifference;
import dev.portreeve.workbench.output.JsonOutput;
import dev.portreeve.workbench.replay.DecisionLogReader;
import dev.portreeve.workbench.replay.Replay;
import dev.portreeve.workbench.replay.ReplayMap;
import dev.portreeve.workbench.replay.ReplayReport;
import dev.portreeve.workbench.replay.ReplayText;
import dev.portreeve.workbench.replay.UnreadableLog;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.SetVersions;
import dev.portreeve.workbench.set.UnreadableSet;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portreeve diff}: says which decisions change between two versions of a policy set. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Says which decisions change between two versions of a policy set.",
    footer = {
      "",
      "A version is a directory, an archive (.zip, .tar, .tar.gz, .tgz) or a Git revision. Of the",
      "actions whose policy, or what it shares, differs, every check that a policy of either"
          + " version",
      "tells apart is decided by both: all values of booleans, enumerations, plans, types; of the",
      "rest what the policies compare with. What was not gone through is said.",
      "With --log recorded checks count as well, each version with its own teams.",
      "Exit status: 0 nothing is loosened, 1 something is, 2 bad arguments or no",
      "record of --log can be decided, 3 a set does not load.",
      "",
      "  portreeve diff HEAD policies/postman",
      "  portreeve diff main . --output json"
    })
final class DiffCommand implements Callable<Integer> {
  private static final int EXAMPLES = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "OLD", description = "The version before.")
  private String before = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NEW",
      description =
          "The version after. Default: the working directory if it has a schema.yaml, else the"
              + " shipped set. A revision as OLD is one of the repository around it.")
  private Optional<String> after = Optional.empty();

  @Option(
      names = "--most",
      paramLabel = "NUMBER",
      description =
          "How many checks of an action are decided before a sample is taken instead. Default:"
              + " 200000.")
  private int most = 200_000;

  @Option(names = "--seed", paramLabel = "NUMBER", description = "Of the sample. Default: 1.")
  private long seed = 1;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description =
          "Also decide the checks that a decision log has by both versions; - reads standard input;"
              + " several.")
  private List<String> logs = new ArrayList<>();

  @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
  private OutputFormat output = OutputFormat.text;

  @Override
  public Integer call() throws SetRefused, UnreadableSet, UnreadableLog {
    Console console = Console.of(spec);
    String named = after.orElseGet(() -> SetChoice.standard().toString());
    Path here = Path.of(named);
    Path around = Files.isDirectory(here) ? here : SetChoice.standard();
    AuthoredSet old = AuthoredSet.loadLate(SetVersions.of(before, around), SetChoice.store());
    expectLoaded(old, before);
    AuthoredSet now = old.reload(SetVersions.of(named, around), SetChoice.store());
    expectLoaded(now, named);
    SetDifference difference = SetDifference.of(old, now, most, seed, console.progress());
    Optional<ReplayReport> recorded =
        logs.isEmpty() ? Optional.empty() : Optional.of(recorded(console, old, now));
    console
        .out()
        .print(
            output == OutputFormat.json ? json(difference, recorded) : text(console, difference));
    if (output == OutputFormat.text && recorded.isPresent()) {
      console.out().print("\nby recorded decisions\n\n");
      console.out().print(new ReplayText(console.palette()).of(recorded.get()));
    }
    console.out().flush();
    int status = recorded.isPresent() ? ReplayCommand.status(console, recorded.get()) : Exit.OK;
    return difference.count(Direction.LOOSENED) > 0 ? Exit.LOOSENED : status;
  }

  private ReplayReport recorded(Console console, AuthoredSet old, AuthoredSet now)
      throws UnreadableLog {
    return Replay.of(
        old, now, new DecisionLogReader(System.in), logs, EXAMPLES, console.progress());
  }

  private static String text(Console console, SetDifference difference) {
    return new DifferenceText(console.palette()).of(difference);
  }

  private static String json(SetDifference difference, Optional<ReplayReport> recorded) {
    Map<String, Object> map = new LinkedHashMap<>(DifferenceMap.of(difference));
    recorded.ifPresent(report -> map.put("recorded", ReplayMap.of(report)));
    return JsonOutput.of(map);
  }

  private static void expectLoaded(AuthoredSet set, String named) throws SetRefused {
    if (!set.problems().isEmpty()) {
      throw new SetRefused(set.problems(), "the set `" + named + "` does not load");
    }
  }
}
