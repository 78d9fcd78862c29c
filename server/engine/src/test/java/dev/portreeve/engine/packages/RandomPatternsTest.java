package dev.portreeve.engine.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.packages.RandomPackages.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Pattern sets against the naive matcher, on random patterns and specifiers that nearly match. */
class RandomPatternsTest {
  /** Which features a valid pattern shows; one may show several. */
  private static final Map<String, String> KINDS =
      Map.of(
          "literal", "[^*?\\[{]+",
          "star", ".*[^*]\\*[^*].*@.*",
          "several stars", ".*\\*.+\\*.*@.*",
          "double star", ".+\\*\\*.*@.*",
          "question mark", ".*\\?.*",
          "class", ".*\\[.*",
          "braces", ".*\\{.*",
          "whole name", "...:\\*\\*?@.*",
          "every version", ".*@\\*\\*?");

  /* Small sets ask the same pattern thirty times over, so the counts of one kind vary much. */
  private static final int LEAST = 50;

  private final long seed = Long.getLong("packages.seed", new Random().nextLong());
  private final RandomPackages packages = new RandomPackages(seed);
  private final Map<String, Integer> asked = new TreeMap<>();
  private final Map<String, Integer> matched = new TreeMap<>();
  private int pairs;
  private int specifiers;
  private int hits;
  private int undecided;
  private int invalid;

  @Test
  void firstMatch_ofRandomSets_agreesWithTheNaiveMatcher() {
    int[] sizes = {1, 2, 5, 12, 40, 150, 400};
    for (int round = 0; round < 210; round++) {
      Map<String, Target> targets = patterns(sizes[round % sizes.length]);
      NaivePatterns naive = new NaivePatterns(List.copyOf(targets.keySet()));
      PackagePatterns set = PackagePatterns.compile(naive.patterns());
      for (int i = 0; i < 30; i++) {
        String pattern = naive.patterns().get(i % naive.patterns().size());
        Target near = packages.near(targets.get(pattern), 3);
        check(set, naive, near.specifier(), "");
        check(set, naive, near.withoutVersion(), i % 2 == 0 ? near.version() : "");
        count(pattern, near.specifier());
      }
    }
    assertWorthwhile();
  }

  /* Valid patterns, and the package that each was made from. */
  private Map<String, Target> patterns(int size) {
    Map<String, Target> valid = new LinkedHashMap<>();
    while (valid.size() < size) {
      Target target = packages.any();
      String pattern = packages.pattern(target);
      if (PackagePattern.problem(pattern).isEmpty()) {
        valid.put(pattern, target);
      }
    }
    return valid;
  }

  private void check(PackagePatterns set, NaivePatterns naive, String specifier, String version) {
    String expected = naive.firstMatch(specifier, version);
    boolean open = naive.undecided(specifier, version);
    boolean valid = NaivePatterns.isValid(specifier);
    String why = "seed " + seed + ": " + specifier + " (" + version + ") in " + naive.patterns();
    assertEquals(valid, PackageSpecifier.problem(specifier).isEmpty(), why);
    assertEquals(expected, set.firstMatch(specifier, version), why);
    assertEquals(!expected.isEmpty(), set.matches(specifier, version), why);
    assertEquals(open, set.undecided(specifier, version), why);
    pairs += naive.patterns().size();
    specifiers++;
    hits += expected.isEmpty() ? 0 : 1;
    undecided += open ? 1 : 0;
    invalid += valid ? 0 : 1;
  }

  /* Counts a pattern alone, so that no kind hides behind another that matches first. */
  private void count(String pattern, String specifier) {
    boolean match = NaivePatterns.matches(pattern, specifier, "");
    KINDS.forEach(
        (kind, shape) -> {
          if (pattern.matches(shape)) {
            asked.merge(kind, 1, Integer::sum);
            matched.merge(kind, match ? 1 : 0, Integer::sum);
          }
        });
  }

  /* A generator that drifts off, so that nothing matches any more, fails here. */
  private void assertWorthwhile() {
    String counts = "seed " + seed + ": asked " + asked + ", matched " + matched;
    assertTrue(pairs > 400_000, () -> pairs + " pairs");
    assertBetween(0.2, 0.8, hits, counts);
    assertBetween(0.005, 0.2, undecided, counts);
    assertBetween(0.02, 0.4, invalid, counts);
    for (String kind : KINDS.keySet()) {
      int of = asked.getOrDefault(kind, 0);
      int match = matched.getOrDefault(kind, 0);
      assertTrue(of > LEAST && match > of / 20 && match < of - of / 20, kind + " of " + counts);
    }
  }

  private void assertBetween(double least, double most, int count, String counts) {
    double share = (double) count / specifiers;
    assertTrue(share >= least && share <= most, () -> share + " of " + counts);
  }
}
