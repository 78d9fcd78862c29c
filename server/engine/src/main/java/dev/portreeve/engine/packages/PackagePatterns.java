package dev.portreeve.engine.packages;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of package patterns, as in an allow list. A match costs time that depends on the
 * specifier and hardly on the number of patterns, and allocates nothing.
 */
public final class PackagePatterns {
  /*
   * Names are looked up first, the versions behind a name afterwards, both in the same way. A glob
   * without wildcards is found by the hash of the whole text. Any other glob is filed under its
   * literal prefix; globs that share a prefix or have none, under their literal suffix; globs that
   * share that too, under the rarest literal from their inside. Up to four are simply asked.
   *
   * With L characters in the name (214 at most): prefixes cost one pass over the name that ends as
   * soon as no pattern begins like it; suffixes the same from behind for each prefix found; inner
   * literals a pass of at most 20 characters from every place. None of that grows with the number
   * of patterns. A glob that remains is asked itself and reads each character once, for up to 63
   * tokens in one step and for more in four; nothing backtracks. What does grow is the number of
   * such globs: patterns that share prefix, suffix and inner literal with each other and with the
   * name, or that have no literal at all, like `[ab]?*`, are asked one by one.
   *
   * Braces are expanded when the set is compiled, into 64 patterns at most.
   */
  private final List<String> patterns;
  private final FactorNode npm;
  private final FactorNode jsr;

  private PackagePatterns(List<String> patterns, FactorNode npm, FactorNode jsr) {
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
    return first(specifier, version, Span.UNKNOWN) != TrieNode.NONE;
  }

  /** The first pattern as listed that matches, or {@code ""}. */
  public String firstMatch(String specifier, String version) {
    int first = first(specifier, version, Span.UNKNOWN);
    return first == TrieNode.NONE ? "" : patterns.get(first);
  }

  /**
   * Whether the answer hangs on a version that is not known: no pattern matches, but one would for
   * some version.
   */
  public boolean undecided(String specifier, String version) {
    return version.isEmpty()
        && versionAt(specifier) < 0
        && first(specifier, "", Span.UNKNOWN) == TrieNode.NONE
        && first(specifier, "", Span.ANY) != TrieNode.NONE;
  }

  private int first(String specifier, String version, long withoutVersion) {
    Registry registry = Registry.of(specifier);
    if (registry == Registry.UNKNOWN) {
      return TrieNode.NONE;
    }
    FactorNode names = registry == Registry.NPM ? npm : jsr;
    int at = versionAt(specifier);
    int end = specifier.length();
    if (at > 0) {
      long name = Span.of(Registry.NAME_FROM, at);
      return names.first(specifier, name, specifier, Span.of(at + 1, end));
    }
    long name = Span.of(Registry.NAME_FROM, end);
    long span = version.isEmpty() ? withoutVersion : Span.of(0, version.length());
    return names.first(specifier, name, version, span);
  }

  /*
   * Where the version's `@` stands in a specifier of a known registry, or -1. It is the last one;
   * the first is found sooner, and where they differ neither the name nor the version is valid.
   */
  private static int versionAt(String specifier) {
    return specifier.indexOf('@', Registry.NAME_FROM + 1);
  }

  /** Equal when the same patterns are listed in the same order. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PackagePatterns set && patterns().equals(set.patterns());
  }

  @Override
  public int hashCode() {
    return patterns().hashCode();
  }
}
