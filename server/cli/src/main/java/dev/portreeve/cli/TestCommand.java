package dev.portreeve.cli;

import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.workbench.proof.CaseFilter;
import dev.portreeve.workbench.proof.CaseResult;
import dev.portreeve.workbench.proof.CaseRun;
import dev.portreeve.workbench.proof.JUnitReport;
import dev.portreeve.workbench.proof.ProofJson;
import dev.portreeve.workbench.proof.ProofReport;
import dev.portreeve.workbench.proof.ProofText;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.SaveWatch;
import dev.portreeve.workbench.set.UnreadableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code portreeve test}: runs the cases of a policy set and says what they leave open. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs the cases of a policy set and says what they leave open.",
    footer = {
      "",
      "Exit status: 0 all pass and leave nothing open, 1 some do not, 2 bad arguments,",
      "3 the set or its cases do not load.",
      "",
      "  portreeve test policies/todo --filter delete",
      "  portreeve test --watch"
    })
final class TestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private SetChoice choice = new SetChoice();

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description =
          "Only cases with this in their action, name or place; several: any of them. The proof is"
              + " left out.")
  private List<String> filter = new ArrayList<>();

  @Option(
      names = "--no-proof",
      description = "Do not look for what the cases leave open, which takes the longest.")
  private boolean noProof;

  @Option(names = "--watch", description = "Run again whenever a file is saved, until interrupted.")
  private boolean watch;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also write a JUnit XML report.")
  private Optional<Path> junit = Optional.empty();

  @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
  private OutputFormat output = OutputFormat.text;

  @Override
  public Integer call() throws InterruptedException, IOException, SetRefused, UnreadableSet {
    Console console = Console.of(spec);
    return watch ? watch(console) : run(console, choice.load(), () -> {});
  }

  private int watch(Console console) throws InterruptedException, IOException, UnreadableSet {
    if (output == OutputFormat.json) {
      throw new ParameterException(spec.commandLine(), "--watch writes text only");
    }
    SaveWatch saves = new SaveWatch(choice.directories());
    AuthoredSet set = choice.load();
    while (true) {
      try {
        run(console, set, () -> stopWhenChanged(saves));
      } catch (CancellationException e) {
        // what is being proven is no longer what is saved
      } catch (SetRefused e) {
        int unused = Failures.tell(e, spec.commandLine());
      }
      saves.await();
      console.out().println();
      try {
        set = set.reload(choice.texts(), SetChoice.store());
      } catch (UnreadableSet e) {
        console.complain(e.problem());
      }
    }
  }

  private static void stopWhenChanged(SaveWatch saves) {
    if (saves.changed()) {
      throw new CancellationException();
    }
  }

  private int run(Console console, AuthoredSet set, Runnable interruption)
      throws IOException, SetRefused {
    List<Diagnostic> problems = set.allProblems();
    if (!problems.isEmpty()) {
      throw new SetRefused(problems, "the set does not load, so nothing was tested");
    }
    CaseRun run = new CaseRun(set, console.progress());
    long began = System.nanoTime();
    List<CaseResult> results = run.results(new CaseFilter(filter));
    double seconds = (System.nanoTime() - began) / 1e9;
    ProofReport cases = new ProofReport(results, Optional.empty(), seconds);
    ProofText text = new ProofText(console.palette());
    boolean asText = output == OutputFormat.text;
    boolean proves = !noProof && filter.isEmpty();
    if (asText) {
      console.out().print(text.failures(cases));
      if (proves && watch) {
        console.out().print(text.summary(cases));
      }
      console.out().flush();
    }
    ProofReport report =
        proves ? new ProofReport(results, Optional.of(run.open(interruption)), seconds) : cases;
    if (asText) {
      console.out().print(text.open(report));
      console.out().print(text.summary(report));
    } else {
      console.out().print(ProofJson.of(report));
    }
    console.out().flush();
    if (junit.isPresent()) {
      Files.writeString(junit.get(), JUnitReport.of(set.texts().origin(), report));
    }
    return report.good() ? Exit.OK : Exit.NOT_PROVEN;
  }
}
