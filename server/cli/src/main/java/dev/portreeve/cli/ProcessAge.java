package dev.portreeve.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** How long this process has been there, the time before the JVM's own first step included. */
final class ProcessAge {
  /*
   * Linux counts both in the time since boot. What the JDK makes of it goes through the moment of
   * boot, which the kernel tells in whole seconds: it may be almost one too many.
   */
  private static final Path STAT = Path.of("/proc/self/stat");
  private static final Path UPTIME = Path.of("/proc/uptime");
  private static final int MILLIS_PER_TICK = 10;
  private static final int START = 19;

  private ProcessAge() {}

  static long millis() {
    try {
      String stat = Files.readString(STAT);
      // the name of the program comes before, in parentheses, and may hold blanks
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", START + 2);
      String uptime = Files.readString(UPTIME);
      double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
      return Math.round(seconds * 1_000) - Long.parseLong(fields[START]) * MILLIS_PER_TICK;
    } catch (IOException | RuntimeException e) {
      Instant now = Instant.now();
      Instant began = ProcessHandle.current().info().startInstant().orElse(now);
      return Duration.between(began, now).toMillis();
    }
  }
}
