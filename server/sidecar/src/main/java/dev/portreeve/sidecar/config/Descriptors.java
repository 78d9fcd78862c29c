package dev.portreeve.sidecar.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file descriptors that this process may have. */
public final class Descriptors {
  /**
   * Where Linux says so; asking the JVM instead would load its management library at each start.
   */
  private static final Path LIMITS = Path.of("/proc/self/limits");

  private static final String LINE = "Max open files";

  /** Beside connections: jars, listeners, event loops, watches, the files being read. */
  private static final long OTHERS = 160;

  private static final long LEAST_CONNECTIONS = 16;

  private Descriptors() {}

  /** How many connections there can be, and room for files. */
  static long forConnections() {
    try {
      return Files.readAllLines(LIMITS).stream()
          .filter(line -> line.startsWith(LINE))
          .map(line -> line.substring(LINE.length()).strip().split(" +", 2)[0])
          .filter(number -> number.matches("[0-9]{1,15}"))
          .mapToLong(Long::parseLong)
          .map(number -> number - OTHERS)
          .findFirst()
          .orElse(Integer.MAX_VALUE);
    } catch (IOException e) {
      return Integer.MAX_VALUE; // not on Linux; then accepting fails when there are none left
    }
  }

  /**
   * Refuses to go on with so few that files could not be opened; asked before anything is, since
   * what then fails could be any file of the program.
   */
  public static void require() throws ConfigurationException {
    long connections = forConnections();
    if (connections < LEAST_CONNECTIONS) {
      throw new ConfigurationException(
          "this process may open only "
              + (connections + OTHERS)
              + " files: raise `ulimit -n` to at least "
              + (LEAST_CONNECTIONS + OTHERS));
    }
  }
}
