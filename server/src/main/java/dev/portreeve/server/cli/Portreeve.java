package dev.portreeve.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program: a verb for each thing it does. */
@Command(
    name = "portreeve",
    mixinStandardHelpOptions = true,
    version = "portreeve 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    description = "Answers whether a subject may do an action on a resource.")
public final class Portreeve implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Portreeve())
        .addSubcommand(Serve.commandLine())
        .addSubcommand(new Validate())
        .addSubcommand(new CheckCommand())
        .addSubcommand(new Rehearsal())
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              line.getErr().println("portreeve: " + failure);
              failure.printStackTrace(line.getErr());
              return Exit.USAGE;
            });
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.USAGE;
  }
}
