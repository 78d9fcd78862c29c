package dev.portreeve.bench.load;

import dev.portreeve.bench.load.scenarios.Settings;
import dev.portreeve.bench.load.servers.Cores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the load test is told to do.
 *
 * @param parts names of parts, in their order
 * @param settings how long
 * @param results where results are kept, if anywhere
 */
record Arguments(List<String> parts, Settings settings, Optional<Path> results) {
  /** The part that takes so long that it runs only when it is named. */
  static final String LONG = "soak";

  private static final Path RESULTS = Path.of("bench/results");

  /** The parts of which a little is run to see that they run. */
  private static final List<String> SMOKE = List.of("throughput", "latency", "reload");

  static Arguments of(String[] args, int from, Collection<String> known) {
    int rounds = 5;
    int seconds = 4;
    int warmUp = 15;
    boolean cerbos = true;
    boolean smoke = false;
    Optional<Path> results = Optional.empty();
    Set<String> named = new LinkedHashSet<>();
    for (int i = from; i < args.length; i++) {
      switch (args[i]) {
        case "--rounds" -> rounds = number(args, ++i);
        case "--seconds" -> seconds = number(args, ++i);
        case "--warm-up" -> warmUp = number(args, ++i);
        case "--results" -> results = Optional.of(Path.of(value(args, ++i)));
        case "--no-cerbos" -> cerbos = false;
        case "--smoke" -> smoke = true;
        default -> named.add(part(args[i], known));
      }
    }
    List<String> parts = new ArrayList<>(known);
    if (!named.isEmpty()) {
      parts.retainAll(named);
    } else if (smoke) {
      parts.retainAll(SMOKE);
    } else {
      parts.remove(LONG);
    }
    Settings settings =
        smoke
            ? new Settings(1, 1, 1, false, true)
            : new Settings(rounds, seconds, warmUp, cerbos, false);
    if (results.isEmpty() && !smoke) {
      results = Optional.of(RESULTS);
    }
    return new Arguments(parts, settings, results);
  }

  private static String part(String word, Collection<String> known) {
    if (!known.contains(word)) {
      throw new IllegalArgumentException("no part or option `" + word + "`; parts: " + known);
    }
    return word;
  }

  private static String value(String[] args, int at) {
    if (at == args.length) {
      throw new IllegalArgumentException("a value is missing after `" + args[at - 1] + "`");
    }
    return args[at];
  }

  private static int number(String[] args, int at) {
    int number = Integer.parseInt(value(args, at));
    if (number < 1) {
      throw new IllegalArgumentException("`" + args[at - 1] + "` takes 1 or more");
    }
    return number;
  }

  /** What was run, for the results. */
  String told() {
    return "%s; %d rounds of %d s after %d s; %d cores, %s; JDK %s, %s %s"
        .formatted(
            String.join(" ", parts),
            settings.rounds(),
            settings.seconds(),
            settings.warmUp(),
            Runtime.getRuntime().availableProcessors(),
            Cores.apart() ? "server on one of its own" : "shared",
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
