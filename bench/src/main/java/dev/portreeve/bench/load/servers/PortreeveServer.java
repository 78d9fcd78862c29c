package dev.portreeve.bench.load.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Portreeve as its launcher starts it. */
public final class PortreeveServer {
  private static final String READY = "portreeve ready ";
  private static final int PREPARE_MINUTES = 4;
  private static final Pattern LISTEN = Pattern.compile(" listen=\\S*:(\\d+) ");

  private PortreeveServer() {}

  /**
   * Lets the launcher build and make what the next starts are quicker with, so that it need not
   * while something is measured.
   */
  public static void prepare(Map<String, String> environment, Path logs)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(Cores.all(List.of("./portreeve", "prepare")));
    builder.environment().putAll(environment);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(logs.resolve("prepare.log").toFile()));
    Process process = ChildProcess.run(builder);
    if (!process.waitFor(PREPARE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
  }

  /** Serves a policy set on the servers' core. */
  public static RunningServer serve(Path set, Path logs) throws IOException {
    return serve("Portreeve", set, List.of(), logs);
  }

  /** The same with more flags, under a name of its own. */
  public static RunningServer serve(String name, Path set, List<String> flags, Path logs)
      throws IOException {
    return serve(name, set, flags, Map.of(), logs);
  }

  /** The same with more variables of the environment. */
  public static RunningServer serve(
      String name, Path set, List<String> flags, Map<String, String> environment, Path logs)
      throws IOException {
    List<String> command = new ArrayList<>(command(set));
    command.addAll(flags);
    ChildProcess process = ChildProcess.start(name, Cores.server(command), environment, logs);
    Matcher listen = LISTEN.matcher(process.await(READY));
    if (!listen.find()) {
      throw new IllegalStateException("the ready line names no port");
    }
    int port = Integer.parseInt(listen.group(1));
    return new RunningServer(name, process, port, port);
  }

  /** How long it takes from starting the launcher to its being ready, on all cores. */
  public static Duration start(Path set, Map<String, String> environment, Path logs)
      throws IOException {
    return start(set, List.of(), environment, logs);
  }

  /** The same with more flags. */
  public static Duration start(
      Path set, List<String> flags, Map<String, String> environment, Path logs) throws IOException {
    List<String> command = new ArrayList<>(command(set));
    command.addAll(flags);
    long began = System.nanoTime();
    try (ChildProcess process =
        ChildProcess.start("start", Cores.all(command), environment, logs)) {
      process.await(READY);
      return Duration.ofNanos(System.nanoTime() - began);
    }
  }

  private static List<String> command(Path set) {
    return List.of(
        "./portreeve",
        "serve",
        "--policies",
        set.toString(),
        "--listen",
        "127.0.0.1:0",
        "--management",
        "127.0.0.1:0",
        "--log-level",
        "warn");
  }
}
