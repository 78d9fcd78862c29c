package dev.portreeve.cli;

import dev.portreeve.sidecar.config.Configuration;
import dev.portreeve.sidecar.config.Option;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** {@code portreeve serve}: answers checks until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Answers checks until it is told to stop.",
      "Every option can also be a variable (PORTREEVE_LISTEN) or a key of the file (listen:)."
    })
final class Serve implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  static CommandLine commandLine() {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new Serve());
    for (Option option : Option.values()) {
      spec.addOption(
          OptionSpec.builder(option.flag())
              .paramLabel(option.valueName())
              .type(String.class)
              .description(option.description() + " Default: " + option.standard() + ".")
              .build());
    }
    spec.addOption(
        OptionSpec.builder(Configuration.FILE_FLAG)
            .paramLabel("FILE")
            .type(String.class)
            .description("A YAML file of options.")
            .build());
    return new CommandLine(spec);
  }

  @Override
  public Integer call() throws InterruptedException {
    return ServerProcess.until(flags(), spec.commandLine().getErr());
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new HashMap<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      String value = option.getValue() instanceof String text ? text : "";
      flags.put(option.longestName(), value);
    }
    return flags;
  }
}
