package dev.portreeve.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portreeve completion}: prints what makes a shell complete verbs and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints what makes bash or zsh complete verbs and options.",
    footer = {"", "  source <(portreeve completion)"})
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine whole = spec.root().commandLine();
    spec.commandLine().getOut().println(AutoComplete.bash("portreeve", whole));
    spec.commandLine().getOut().flush();
    return Exit.OK;
  }
}
