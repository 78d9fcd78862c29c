package dev.portreeve.engine.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PackagePatternsTest {
  private static final List<String> ANSWERS = List.of("match", "miss", "undecided");

  @TestFactory
  Stream<DynamicTest> matches_ofEachCase() {
    return ((List<?>) Cases.load("matches.yaml"))
        .stream().flatMap(entry -> checks((Map<?, ?>) entry));
  }

  private static Stream<DynamicTest> checks(Map<?, ?> entry) {
    Map<String, List<String>> answers = Cases.lists(entry);
    String pattern = answers.remove("pattern").get(0);
    assertTrue(ANSWERS.containsAll(answers.keySet()), pattern);
    return answers.entrySet().stream()
        .flatMap(
            answer ->
                answer.getValue().stream()
                    .map(specifier -> check(pattern, answer.getKey(), specifier)));
  }

  private static DynamicTest check(String pattern, String answer, String specifier) {
    return DynamicTest.dynamicTest(
        pattern + " " + answer + " " + specifier,
        () -> assertEquals(answer, answer(PackagePatterns.compile(List.of(pattern)), specifier)));
  }

  private static String answer(PackagePatterns patterns, String text) {
    String[] parts = text.split(" => ", 2);
    String specifier = parts[0];
    String version = parts.length > 1 ? parts[1] : "";
    boolean matches = patterns.matches(specifier, version);
    boolean undecided = patterns.undecided(specifier, version);
    assertEquals(matches, !patterns.firstMatch(specifier, version).isEmpty());
    assertFalse(matches && undecided);
    return matches ? "match" : undecided ? "undecided" : "miss";
  }

  @Test
  void compile_noPatterns_matchesNothing() {
    PackagePatterns none = PackagePatterns.compile(List.of());
    assertEquals(0, none.size());
    assertFalse(none.matches("npm:lodash@4.17.21"));
    assertEquals("", none.firstMatch("npm:lodash@4.17.21", ""));
    assertFalse(none.undecided("npm:lodash", ""));
  }

  @Test
  void compile_duplicates_collapseAndKeepTheirOrder() {
    PackagePatterns patterns =
        PackagePatterns.compile(List.of("npm:b@*", " npm:a@* ", "npm:b@* ", "npm:a@*"));
    assertEquals(2, patterns.size());
    assertEquals(List.of("npm:b@*", "npm:a@*"), patterns.patterns());
  }

  @Test
  void compile_invalidPattern_isNamedWithItsProblem() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> PackagePatterns.compile(List.of("npm:a@*", "npm:b@^1.0.0")));
    assertEquals("pattern 1: version_range_not_supported: `npm:b@^1.0.0`", refused.getMessage());
  }

  @Test
  void firstMatch_severalMatch_isTheFirstAsListed() {
    PackagePatterns patterns =
        PackagePatterns.compile(
            List.of("npm:@a/x@1.0.0", "npm:@a/*@*", "npm:@a/x@1.*", "npm:*@*", "npm:*/x@1.*"));
    assertEquals("npm:@a/x@1.0.0", patterns.firstMatch("npm:@a/x@1.0.0", ""));
    assertEquals("npm:@a/*@*", patterns.firstMatch("npm:@a/x@1.2.0", ""));
    assertEquals("npm:*@*", patterns.firstMatch("npm:@b/x@1.2.0", ""));
    assertEquals("npm:@a/*@*", patterns.firstMatch("npm:@a/x", ""));
  }

  @Test
  void undecided_anEntryTakesEveryVersion_isDecided() {
    PackagePatterns patterns = PackagePatterns.compile(List.of("npm:a@1.*", "npm:a*@*"));
    assertTrue(patterns.matches("npm:a"));
    assertFalse(patterns.undecided("npm:a", ""));
    assertFalse(patterns.undecided("npm:b", ""));
  }

  @Test
  void undecided_invalidSpecifier_isDecided() {
    PackagePatterns patterns = PackagePatterns.compile(List.of("npm:*@1.*"));
    assertTrue(patterns.undecided("npm:a", ""));
    assertFalse(patterns.undecided("npm:.a", ""));
    assertFalse(patterns.undecided("npm:a@", ""));
    assertFalse(patterns.undecided("npm:a@2.0.0", ""));
    assertFalse(patterns.undecided("npm:a", "2.0.0"));
  }
}
