package dev.portreeve.engine.packages;

import java.util.List;
import java.util.Random;

/**
 * Random patterns and specifiers that nearly match each other: a few short words, and edits of one
 * character.
 */
final class RandomPackages {
  private static final List<String> WORDS =
      List.of("a", "ab", "aab", "core", "cores", "utils", "lodash", "node", "x1", "b-a", "abab");
  private static final List<String> SCOPES = List.of("@ab/", "@abc/", "@acme/", "@1.x/", "@core/");
  private static final List<String> VERSIONS =
      List.of("1.0.0", "1.2.3", "4.17.21", "40.1.0", "4.0.0-rc.1", "4.0.0-rc.1+b1", "0.1.10");
  private static final String LETTERS = "ab1-.c";

  private final Random random;

  RandomPackages(long seed) {
    random = new Random(seed);
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  /** A registry, a name and a version, each as likely as not a look-alike of another. */
  record Target(String registry, String name, String version) {
    String specifier() {
      return registry + name + "@" + version;
    }

    String withoutVersion() {
      return registry + name;
    }
  }

  Target any() {
    String bare = any(WORDS) + (oneIn(2) ? "" : any(List.of("-", ".", "")) + any(WORDS));
    String name = (oneIn(2) ? any(SCOPES) : "") + bare;
    return near(new Target(oneIn(4) ? "jsr:" : "npm:", name, any(VERSIONS)), 4);
  }

  /** The package itself or, once in so many times, one that differs by a character. */
  Target near(Target other, int times) {
    return new Target(
        oneIn(8 * times) ? "jsr:" : other.registry(),
        oneIn(times) ? edited(other.name()) : other.name(),
        oneIn(times) ? edited(other.version()) : other.version());
  }

  /** A pattern that matches the package or nearly does; not always a valid one. */
  String pattern(Target target) {
    String name = oneIn(25) ? any(List.of("*", "**")) : globbed(target.name());
    String version =
        oneIn(3) ? any(List.of("*", "**", "4.*", "1.*", "*")) : globbed(target.version());
    return target.registry() + name + "@" + version;
  }

  /* One character inserted, dropped or replaced. */
  private String edited(String text) {
    String letter = String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length())));
    if (text.isEmpty()) {
      return letter;
    }
    int at = random.nextInt(text.length());
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at) + letter + text.substring(at);
      case 1 -> text.substring(0, at) + text.substring(at + 1);
      default -> text.substring(0, at) + letter + text.substring(at + 1);
    };
  }

  private String globbed(String text) {
    String glob = text;
    for (int edits = random.nextInt(4); edits > 0 && !glob.isEmpty(); edits--) {
      glob = wildcard(glob);
    }
    return glob;
  }

  /* A stretch of the text becomes a wildcard, one that matches it or one that nearly does. */
  private String wildcard(String text) {
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + random.nextInt(4));
    String stretch = text.substring(from, to);
    String glob =
        switch (random.nextInt(9)) {
          case 0 -> "?";
          case 1 -> characterClass(text.charAt(from));
          case 2 -> "**";
          case 3 -> "{" + stretch + "," + any(WORDS) + "}";
          case 4 -> "{" + any(List.of("", "1", "-x")) + ",{" + stretch + ",?*}}";
          case 5 -> stretch + "*" + stretch;
          default -> "*";
        };
    int end = glob.startsWith("[") ? from + 1 : to;
    return text.substring(0, from) + glob + text.substring(end);
  }

  private String characterClass(char c) {
    String members = any(List.of("ab", "a-c", "0-4", "c-"));
    return oneIn(3) ? "[!" + members + "]" : "[" + members + (oneIn(4) ? "" : c) + "]";
  }
}
