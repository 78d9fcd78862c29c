package dev.portreeve.bench.glob;

import dev.portreeve.engine.packages.PackagePatterns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Patterns, and specifiers that ask for them; the same each time. */
public final class Workload {
  /** A power of two, so that a benchmark can go round with a mask. */
  public static final int SPECIFIERS = 1024;

  private static final String[] WORDS = {
    "acme", "agent", "array", "async", "babel", "batch", "buffer", "cache", "chain", "chart",
    "client", "color", "config", "core", "cron", "crypto", "data", "date", "debug", "diff", "dom",
    "engine", "error", "event", "express", "fetch", "file", "form", "graph", "hash", "http",
    "image", "json", "jwt", "kit", "lint", "list", "loader", "lodash", "log", "map", "mock", "node",
    "parser", "path", "plugin", "proxy", "query", "queue", "react", "router", "schema", "server",
    "socket", "sort", "stream", "string", "style", "table", "test", "token", "types", "utils", "vue"
  };

  /** A pattern, a name and a version that it matches. */
  private record Made(String pattern, String name, String version) {}

  private final Random random;
  private final List<Made> made = new ArrayList<>();

  private Workload(Mix mix, int size, long seed) {
    random = new Random(seed);
    Set<String> seen = new HashSet<>();
    int[] kinds = new Random(seed).ints(0, 100).distinct().limit(100).toArray();
    while (made.size() < size) {
      int kind = kinds[made.size() % 100];
      Made next = mix == Mix.PLAIN ? plain(kind) : wild(kind);
      if (seen.add(next.pattern())) {
        made.add(next);
      }
    }
  }

  public static Workload of(Mix mix, int size) {
    return new Workload(mix, size, 42);
  }

  public List<String> patterns() {
    return made.stream().map(Made::pattern).toList();
  }

  /** Specifiers of one kind. */
  public String[] specifiers(SpecifierKind question) {
    PackagePatterns set = PackagePatterns.compile(patterns());
    String[] specifiers = new String[SPECIFIERS];
    for (int i = 0; i < SPECIFIERS; i++) {
      Made target = made.get(random.nextInt(made.size()));
      specifiers[i] =
          switch (question) {
            case HIT -> "npm:" + target.name() + "@" + target.version();
            case NEAR_MISS -> nearMiss(set, target);
            case FAR_MISS -> "npm:0" + i + "-" + word() + "@" + target.version();
          };
    }
    return specifiers;
  }

  /* One character more; the first that makes a miss, tried from the end of the name. */
  private static String nearMiss(PackagePatterns set, Made target) {
    String version = "@" + target.version();
    String name = "npm:" + target.name();
    for (int at = name.length(); at > 4; at--) {
      String near = name.substring(0, at) + "z" + name.substring(at) + version;
      if (!set.matches(near)) {
        return near;
      }
    }
    return name.replace("-", "-z") + version;
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private String name() {
    String name = word() + "-" + word();
    return random.nextInt(3) == 0 ? name : name + "-" + word();
  }

  private Made plain(int kind) {
    int major = random.nextInt(40);
    String exact = major + "." + random.nextInt(20) + "." + random.nextInt(30);
    String name = name();
    String more = word();
    if (kind < 50) {
      return new Made("npm:" + name + "@" + major + ".*", name, exact);
    }
    if (kind < 70) {
      return new Made("npm:" + name + "@" + exact, name, exact);
    }
    if (kind < 90) {
      return new Made("npm:@" + name + "/*@*", "@" + name + "/" + more, exact);
    }
    return kind < 98
        ? new Made("npm:" + name + "-*@*", name + "-" + more, exact)
        : new Made("npm:{" + name + "," + more + "-" + name + "}@*", name, exact);
  }

  private Made wild(int kind) {
    String name = name();
    String more = word();
    return switch (kind % 4) {
      case 0 -> new Made("npm:*-" + name + "@*", more + "-" + name, "1.2.3");
      case 1 -> new Made("npm:" + more + "-*-" + name + "@1.*", more + "-x-" + name, "1.2.3");
      case 2 -> new Made("npm:@*/" + name + "@*", "@" + more + "/" + name, "1.2.3");
      default -> new Made("npm:*-" + name + "-*@*", more + "-" + name + "-" + more, "1.2.3");
    };
  }
}
