package dev.portreeve.cli;

import dev.portreeve.workbench.output.JsonOutput;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portreeve version}: says which build this is, and which Java runs it. */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Says which build this is, and which Java runs it.",
    footer = {"", "  portreeve version --output json"})
final class VersionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--output", paramLabel = "FORMAT", description = "text (default) or json.")
  private OutputFormat output = OutputFormat.text;

  /** What {@code --version} prints. */
  static final class OneLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"portreeve " + BuildInfo.read().version()};
    }
  }

  @Override
  public Integer call() {
    BuildInfo build = BuildInfo.read();
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case text -> build.members().forEach((name, value) -> out.println(name + ": " + value));
      case json -> out.print(JsonOutput.of(build.members()));
    }
    out.flush();
    return Exit.OK;
  }
}
