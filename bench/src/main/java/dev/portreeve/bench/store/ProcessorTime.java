package dev.portreeve.bench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor time of processes by their name, and of the children that they have waited for. */
final class ProcessorTime {
  private static final double TICKS_A_SECOND = 100;
  private static final int USER = 11;
  private static final int CHILDREN_SYSTEM = 14;

  private ProcessorTime() {}

  /** Of what this process has started and waited for. */
  static double ofEndedChildren() throws IOException {
    return seconds(Path.of("/proc/self"), USER + 2);
  }

  /** Of every process below this one that is called so, with their own children that have ended. */
  static double below(String name) throws IOException {
    double sum = 0;
    try (Stream<ProcessHandle> all = ProcessHandle.current().descendants()) {
      for (ProcessHandle each : all.toList()) {
        Path process = Path.of("/proc", Long.toString(each.pid()));
        if (named(process, name)) {
          sum += seconds(process, USER);
        }
      }
    }
    return sum;
  }

  private static boolean named(Path process, String name) throws IOException {
    try {
      return Files.readString(process.resolve("comm")).strip().equals(name);
    } catch (NoSuchFileException e) {
      return false; // it has just ended
    }
  }

  private static double seconds(Path process, int from) throws IOException {
    String stat = Files.readString(process.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    double ticks = 0;
    for (int i = from; i <= CHILDREN_SYSTEM; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / TICKS_A_SECOND;
  }
}
