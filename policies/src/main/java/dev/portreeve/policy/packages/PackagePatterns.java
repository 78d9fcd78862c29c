package dev.portreeve.policy.packages;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An immutable set of package patterns, as in an allow list. A match costs time that depends on the
 * specifier and hardly on the number of patterns, and allocates nothing.
 */
public final class PackagePatterns {
  /*
   * TODO: reasoning block
   */
  private final List<String> patterns;
  private final Node npm;
  private final Node jsr;

  private PackagePatterns(List<String> patterns, Node npm, Node jsr) {
    this.patterns = patterns;
    this.npm = npm;
    this.jsr = jsr;
  }

  /**
   * Compiles a set. Outer white space is trimmed, duplicates collapse, order is kept.
   *
   * @throws IllegalArgumentException if a pattern has a {@link PackagePattern#problem}
   */
  public static PackagePatterns compile(List<String> patterns) {
    PatternSetCompiler compiler = new PatternSetCompiler();
    Set<String> seen = new LinkedHashSet<>();
    for (int i = 0; i < patterns.size(); i++) {
      String pattern = PackagePattern.normalize(patterns.get(i));
      ParsedPattern parsed = ParsedPattern.of(pattern);
      if (!parsed.problem().isEmpty()) {
        throw new IllegalArgumentException(
            "pattern " + i + ": " + parsed.problem() + ": `" + pattern + "`");
      }
      if (seen.add(pattern)) {
        compiler.add(seen.size() - 1, pattern, parsed);
      }
    }
    return new PackagePatterns(
        List.copyOf(seen), compiler.compile(Registry.NPM), compiler.compile(Registry.JSR));
  }

  /** How many different patterns the set has. */
  public int size() {
    return patterns.size();
  }

  /** The patterns in the order in which they were listed. */
  public List<String> patterns() {
    return patterns;
  }

  /** Whether some pattern matches; a specifier without a version needs one that takes every. */
  public boolean matches(String specifier) {
    return matches(specifier, "");
  }

  /**
   * Whether some pattern matches. An invalid specifier matches nothing.
   *
   * @param version the version when the specifier has none, or {@code ""} when it is not known
   */
  public boolean matches(String specifier, String version) {
    return first(specifier, version, Span.UNKNOWN) != Node.NONE;
  }

  /** The first pattern as listed that matches, or {@code ""}. */
  public String firstMatch(String specifier, String version) {
    int first = first(specifier, version, Span.UNKNOWN);
    return first == Node.NONE ? "" : patterns.get(first);
  }

  /**
   * Whether the answer hangs on a version that is not known: no pattern matches, but one would for
   * some version.
   */
  public boolean undecided(String specifier, String version) {
    return version.isEmpty()
        && versionAt(specifier) < 0
        && first(specifier, "", Span.UNKNOWN) == Node.NONE
        && first(specifier, "", Span.ANY) != Node.NONE;
  }

  private int first(String specifier, String version, long withoutVersion) {
    Registry registry = Registry.of(specifier);
    if (registry == Registry.UNKNOWN) {
      return Node.NONE;
    }
    int at = versionAt(specifier);
    int end = specifier.length();
    if (at > 0) {
      return first(registry, specifier, at, specifier, Span.of(at + 1, end));
    }
    long span = version.isEmpty() ? withoutVersion : Span.of(0, version.length());
    return first(registry, specifier, end, version, span);
  }

  /* Valid or not is asked last, as few specifiers get that far. */
  private int first(Registry registry, String specifier, int nameTo, String version, long span) {
    Node root = registry == Registry.NPM ? npm : jsr;
    int first = root.first(specifier, Span.of(Registry.NAME_FROM, nameTo), version, span);
    boolean valid =
        first != Node.NONE
            && registry.isName(specifier, Registry.NAME_FROM, nameTo)
            && (span < 0 || ExactVersion.matches(version, Span.from(span), Span.to(span)));
    return valid ? first : Node.NONE;
  }

  /* Where the version's `@` stands in a specifier of a known registry, or -1. */
  private static int versionAt(String specifier) {
    int at = specifier.lastIndexOf('@');
    return at > Registry.NAME_FROM ? at : -1;
  }
}
