package dev.portreeve.server.cli;

import dev.portreeve.server.Sidecar;
import dev.portreeve.server.StartFailed;
import dev.portreeve.server.config.Configuration;
import dev.portreeve.server.config.ConfigurationException;
import dev.portreeve.server.config.Option;
import dev.portreeve.server.config.ServerConfig;
import dev.portreeve.server.reload.PolicySetRefused;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
    PrintWriter err = spec.commandLine().getErr();
    try {
      Path home = Path.of(System.getProperty("portreeve.home", ""));
      ServerConfig config = Configuration.read(flags(), System.getenv(), home);
      Logs.set(config.logFormat(), config.logLevel());
      Sidecar sidecar = Sidecar.start(config);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(sidecar), "stop"));
      System.out.println(ReadyLine.of(sidecar));
      System.out.flush();
      new CountDownLatch(1).await();
      return Exit.OK;
    } catch (ConfigurationException e) {
      err.println("portreeve: " + e.problem());
      return Exit.USAGE;
    } catch (StartFailed e) {
      err.println("portreeve: " + e.problem());
      return Exit.USAGE;
    } catch (PolicySetRefused e) {
      e.problems().forEach(err::println);
      err.println("portreeve: the policy set does not load");
      return Exit.REFUSED;
    }
  }

  /** A process that a signal ends reports the signal, unless it ends itself in time. */
  private static void stop(Sidecar sidecar) {
    try {
      sidecar.close();
    } finally {
      Runtime.getRuntime().halt(Exit.OK);
    }
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
