package dev.portreeve.engine.packages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portreeve.engine.testing.CorpusMutants;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Any text for a specifier, and any texts for patterns. */
class PackagesFuzzTest {
  private static final Set<String> PATTERN_PROBLEMS =
      Set.of(
          "missing_registry",
          "unknown_registry",
          "missing_version",
          "invalid_package_name",
          "version_range_not_supported",
          "negation_not_supported",
          "unsupported_glob",
          "malformed");

  /* The naive matcher tries every way that a star can go. */
  private static final int LONGEST = 60;
  private static final int MOST_STARS = 5;

  /* A specifier in the first line, patterns in the others. */
  @FuzzTest
  void matching_anyLines_agreesWithTheNaiveMatcher(byte[] bytes) {
    List<String> lines = new String(bytes, UTF_8).lines().toList();
    String specifier = lines.isEmpty() ? "" : lines.get(0);
    checkSpecifier(specifier);
    lines.forEach(PackagesFuzzTest::checkPattern);
    if (specifier.length() <= LONGEST) {
      checkMatches(specifier, lines.stream().filter(PackagesFuzzTest::isModest).toList());
    }
  }

  @Test
  void mutants_ofTheInputs_holdToo() {
    CorpusMutants.feed(
        PackagesFuzzTest.class,
        "matching_anyLines_agreesWithTheNaiveMatcher",
        1_000,
        this::matching_anyLines_agreesWithTheNaiveMatcher);
  }

  private static void checkSpecifier(String specifier) {
    String problem = PackageSpecifier.problem(specifier);
    assertEquals(NaivePatterns.isValid(specifier), problem.isEmpty());
    assertEquals(specifier.indexOf(':') < 0, problem.equals("not_external"));
    String name = PackageSpecifier.name(specifier);
    String version = PackageSpecifier.version(specifier);
    assertTrue(name.startsWith(PackageSpecifier.scope(specifier)));
    if (problem.isEmpty()) {
      String behind = version.isEmpty() ? "" : "@" + version;
      assertEquals(specifier, PackageSpecifier.registry(specifier) + ":" + name + behind);
    }
  }

  private static void checkPattern(String pattern) {
    String normal = PackagePattern.normalize(pattern);
    String problem = PackagePattern.problem(pattern);
    assertEquals(normal, PackagePattern.normalize(normal));
    assertEquals(problem, PackagePattern.problem(normal));
    if (problem.isEmpty()) {
      assertEquals(List.of(normal), PackagePatterns.compile(List.of(pattern)).patterns());
    } else {
      assertTrue(PATTERN_PROBLEMS.contains(problem), problem);
      assertEquals(List.of(), PackagePattern.warnings(pattern));
      assertThrows(IllegalArgumentException.class, () -> PackagePatterns.compile(List.of(pattern)));
    }
  }

  private static boolean isModest(String pattern) {
    return pattern.chars().filter(c -> c == '*').count() <= MOST_STARS
        && PackagePattern.problem(pattern).isEmpty();
  }

  private static void checkMatches(String specifier, List<String> lines) {
    PackagePatterns patterns = PackagePatterns.compile(lines);
    NaivePatterns naive = new NaivePatterns(patterns.patterns());
    for (String version : List.of("", "1.2.3")) {
      assertEquals(naive.firstMatch(specifier, version), patterns.firstMatch(specifier, version));
      assertEquals(naive.undecided(specifier, version), patterns.undecided(specifier, version));
    }
  }
}
