package dev.portreeve.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code portreeve man}: prints the manual page. */
@Command(
    name = "man",
    mixinStandardHelpOptions = true,
    description = "Prints the manual page.",
    footer = {"", "  portreeve man | man -l -"})
final class ManCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(ManPage.of(spec.root().commandLine()));
    spec.commandLine().getOut().flush();
    return Exit.OK;
  }
}
