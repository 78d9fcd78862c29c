package dev.portreeve.bench.load.servers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which cores are whose. The load test itself is pinned by its launcher, and what it starts
 * inherits that; here the servers are put elsewhere.
 */
public final class Cores {
  private static final String SERVER = System.getProperty("load.server.cores", "");
  private static final String ALL = System.getProperty("load.all.cores", "");

  private static final String PRIORITY = "10";

  private Cores() {}

  /** A command on the servers' core. */
  public static List<String> server(List<String> command) {
    return on(SERVER, command);
  }

  /** A command on all cores. */
  public static List<String> all(List<String> command) {
    return on(ALL, command);
  }

  /**
   * What a command begins with that is to run ahead of everything else on its core; nothing where
   * the caller may not have that.
   */
  public static List<String> realTime() throws InterruptedException {
    try {
      Process allowed = ChildProcess.run(new ProcessBuilder("chrt", "-f", PRIORITY, "true"));
      return allowed.waitFor() == 0 ? List.of("chrt", "-f", PRIORITY) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Whether servers and generators are kept apart. */
  public static boolean apart() {
    return !SERVER.isEmpty();
  }

  private static List<String> on(String cores, List<String> command) {
    if (cores.isEmpty()) {
      return command;
    }
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", cores));
    pinned.addAll(command);
    return pinned;
  }
}
