package dev.portreeve.bench.load.servers;

import java.util.ArrayList;
import java.util.List;

/** The command line of a JVM made from another's. */
final class JavaCommand {
  /** What says where classes come from; archives hold those of one class path only. */
  private static final List<String> OWN =
      List.of(
          "-XX:SharedArchiveFile", "-XX:AOT", "-XX:+AutoCreateSharedArchive", "-Xshare", "-Xlog");

  private JavaCommand() {}

  /**
   * Runs a class of this class path on the servers' core.
   *
   * @param command of a JVM whose options are taken over
   */
  static List<String> like(List<String> command, Class<?> main, String... args) {
    List<String> made = options(command);
    made.add("-cp");
    made.add(System.getProperty("java.class.path"));
    made.add(main.getName());
    made.addAll(List.of(args));
    return Cores.server(made);
  }

  /** The Java and its options, without those that say where classes come from. */
  static List<String> options(List<String> command) {
    List<String> options = new ArrayList<>();
    for (String word : command) {
      if (word.equals("-cp") || word.equals("-classpath") || word.equals("-jar")) {
        return options;
      }
      if (OWN.stream().noneMatch(word::startsWith)) {
        options.add(word);
      }
    }
    throw new IllegalArgumentException("no command of a JVM: " + command);
  }
}
