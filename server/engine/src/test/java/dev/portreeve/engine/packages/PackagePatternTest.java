package dev.portreeve.engine.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PackagePatternTest {
  private static final Map<?, ?> CASES = (Map<?, ?>) Cases.load("patterns.yaml");

  @TestFactory
  Stream<DynamicTest> problem_ofEachRefusedCase() {
    return Cases.lists((Map<?, ?>) CASES.get("refused")).entrySet().stream()
        .flatMap(
            problem ->
                problem.getValue().stream().map(pattern -> problemIs(problem.getKey(), pattern)));
  }

  private static DynamicTest problemIs(String problem, String pattern) {
    return DynamicTest.dynamicTest(
        problem + " " + pattern, () -> assertEquals(problem, PackagePattern.problem(pattern)));
  }

  @TestFactory
  Stream<DynamicTest> warnings_ofEachAcceptedCase() {
    return Cases.lists((Map<?, ?>) CASES.get("accepted")).entrySet().stream()
        .map(
            accepted ->
                DynamicTest.dynamicTest(
                    accepted.getKey(),
                    () -> {
                      assertEquals("", PackagePattern.problem(accepted.getKey()));
                      assertEquals(accepted.getValue(), PackagePattern.warnings(accepted.getKey()));
                    }));
  }

  @Test
  void warnings_refusedPattern_areNone() {
    assertEquals(List.of(), PackagePattern.warnings("npm:@acme*@4*"));
  }

  @Test
  void normalize_outerWhiteSpace_isTrimmed() {
    assertEquals("npm:ajv@8.*", PackagePattern.normalize("\u00a0\t npm:ajv@8.* \r\n"));
  }

  @Test
  void problem_longestNamesAndVersions_areBounded() {
    assertEquals("", PackagePattern.problem("npm:" + "?".repeat(214) + "@*"));
    assertEquals("invalid_package_name", PackagePattern.problem("npm:" + "?".repeat(215) + "@*"));
    assertEquals("", PackagePattern.problem("npm:x@" + "?".repeat(255)));
    assertEquals("malformed", PackagePattern.problem("npm:x@" + "?".repeat(256)));
    assertEquals("malformed", PackagePattern.problem("npm:x@*" + " ".repeat(4) + "x"));
  }

  @Test
  void problem_hugeInput_isRefusedWithoutExpansion() {
    assertEquals("unsupported_glob", PackagePattern.problem("npm:" + "{a,b}".repeat(800) + "@*"));
    assertEquals("unsupported_glob", PackagePattern.problem("npm:" + "{a,".repeat(1300) + "@*"));
    assertEquals("malformed", PackagePattern.problem("npm:" + "{a,b}".repeat(100_000) + "@*"));
  }
}
