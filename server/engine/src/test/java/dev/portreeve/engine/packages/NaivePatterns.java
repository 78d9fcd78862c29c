package dev.portreeve.engine.packages;

import java.util.List;
import java.util.regex.Pattern;

/** A pattern set that tries one pattern after the other, with regular expressions for validity. */
record NaivePatterns(List<String> patterns) {
  private static final Pattern NPM =
      Pattern.compile("(?!.{215})(@[A-Za-z0-9_-][\\w.-]*/)?[A-Za-z0-9][\\w.-]*");
  private static final Pattern RESERVED = Pattern.compile("(?i)node_modules|favicon\\.ico");
  private static final Pattern JSR =
      Pattern.compile("@(?=[^/]{2,20}/)[a-z0-9]+(-[a-z0-9]+)*/(?=.{2,58}$)[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern SEMVER =
      Pattern.compile(
          "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)"
              + "(-(0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)"
              + "(\\.(0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*))*)?"
              + "(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");

  /** A pattern or specifier, split at its first colon and at the last at sign of the rest. */
  private record Parts(String registry, String name, String version, boolean hasVersion) {
    static Parts of(String text) {
      int colon = text.indexOf(':');
      String registry = text.substring(0, Math.max(0, colon));
      String rest = text.substring(colon + 1);
      int at = rest.lastIndexOf('@');
      return at > 0
          ? new Parts(registry, rest.substring(0, at), rest.substring(at + 1), true)
          : new Parts(registry, rest, "", false);
    }

    boolean isValid() {
      boolean name =
          switch (registry) {
            case "npm" -> NPM.matcher(name()).matches() && !RESERVED.matcher(name()).matches();
            case "jsr" -> JSR.matcher(name()).matches();
            default -> false;
          };
      return name && (!hasVersion || isExact(version));
    }
  }

  static boolean isValid(String specifier) {
    return Parts.of(specifier).isValid();
  }

  static boolean isExact(String version) {
    return SEMVER.matcher(version).matches();
  }

  String firstMatch(String specifier, String version) {
    for (String pattern : patterns) {
      if (matches(pattern, specifier, version)) {
        return pattern;
      }
    }
    return "";
  }

  static boolean matches(String pattern, String specifier, String resolved) {
    Parts glob = Parts.of(pattern);
    Parts asked = Parts.of(specifier);
    String version = asked.hasVersion() ? asked.version() : resolved;
    if (!nameMatches(pattern, specifier)) {
      return false;
    }
    return version.isEmpty()
        ? NaiveGlob.isWhole(glob.version())
        : isExact(version) && NaiveGlob.matches(glob.version(), version);
  }

  boolean undecided(String specifier, String version) {
    return !Parts.of(specifier).hasVersion()
        && version.isEmpty()
        && firstMatch(specifier, version).isEmpty()
        && patterns.stream().anyMatch(pattern -> nameMatches(pattern, specifier));
  }

  private static boolean nameMatches(String pattern, String specifier) {
    Parts glob = Parts.of(pattern);
    Parts asked = Parts.of(specifier);
    return asked.isValid()
        && glob.registry().equals(asked.registry())
        && NaiveGlob.matches(glob.name(), asked.name());
  }
}
