package dev.portreeve.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program: a verb for each thing it does. */
@Command(
    name = "portreeve",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.OneLine.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Answers whether a subject may do an action on a resource.")
public final class Portreeve implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    Optional<Map<String, String>> flags = QuickFlags.of(args);
    System.exit(flags.isPresent() ? serve(flags.get()) : commandLine(args).execute(args));
  }

  private static int serve(Map<String, String> flags) {
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    try {
      return ServerProcess.until(flags, err);
    } catch (InterruptedException e) {
      return failed(e, err);
    }
  }

  private static int failed(Exception failure, PrintWriter err) {
    err.println("portreeve: " + failure);
    failure.printStackTrace(err);
    return Exit.USAGE;
  }

  /** The program with every verb. */
  static CommandLine commandLine() {
    CommandLine program = new CommandLine(new Portreeve());
    Verbs.addAll(program);
    return handling(program);
  }

  /** The program with the verb that it is to run. */
  static CommandLine commandLine(String... arguments) {
    CommandLine program = new CommandLine(new Portreeve());
    Verbs.add(program, arguments);
    return handling(program);
  }

  private static CommandLine handling(CommandLine line) {
    line.setExecutionExceptionHandler((failure, verb, parsed) -> Failures.tell(failure, verb));
    IParameterExceptionHandler usual = line.getParameterExceptionHandler();
    return line.setParameterExceptionHandler(
        (mistake, arguments) ->
            Serve.refuses(mistake, arguments)
                ? Exit.USAGE
                : usual.handleParseException(mistake, arguments));
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.USAGE;
  }
}
