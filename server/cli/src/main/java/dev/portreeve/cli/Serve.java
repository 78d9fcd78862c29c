package dev.portreeve.cli;

import dev.portreeve.sidecar.config.Configuration;
import dev.portreeve.sidecar.config.LogFormat;
import dev.portreeve.sidecar.config.Option;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
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
              .arity(option.valueName().equals("BOOLEAN") ? "0..1" : "1")
              .fallbackValue("true")
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

  /**
   * Says what is wrong with the arguments, if they are this verb's and the log is not text, where a
   * page of usage would be no line of the log.
   */
  static boolean refuses(ParameterException mistake, String... arguments) {
    CommandLine line = mistake.getCommandLine();
    if (!(line.getCommand() instanceof Serve)) {
      return false;
    }
    Map<String, String> flags = new HashMap<>();
    String flag = Option.LOG_FORMAT.flag();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(flag + "=")) {
        flags.put(flag, arguments[i].substring(flag.length() + 1));
      } else if (arguments[i].equals(flag) && i + 1 < arguments.length) {
        flags.put(flag, arguments[i + 1]);
      }
    }
    LogFormat format = Configuration.logFormat(flags, System.getenv());
    if (format == LogFormat.TEXT) {
      return false;
    }
    new ProcessOutput(format, line.getErr())
        .failed(List.of(), String.valueOf(mistake.getMessage()));
    return true;
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
