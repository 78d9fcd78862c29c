package dev.portreeve.engine.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PackageSpecifierTest {
  @TestFactory
  Stream<DynamicTest> problem_ofEachCase() {
    Map<String, List<String>> cases = Cases.lists("specifiers.yaml");
    return cases.entrySet().stream()
        .flatMap(
            reason ->
                reason.getValue().stream().map(specifier -> problemIs(reason.getKey(), specifier)));
  }

  private static DynamicTest problemIs(String reason, String specifier) {
    String expected = reason.equals("valid") ? "" : reason;
    return DynamicTest.dynamicTest(
        reason + " " + specifier,
        () -> assertEquals(expected, PackageSpecifier.problem(specifier)));
  }

  @Test
  void problem_npmNameOf214Characters_isTheLongest() {
    assertEquals("", PackageSpecifier.problem("npm:" + "x".repeat(214)));
    assertEquals("invalid_package_name", PackageSpecifier.problem("npm:" + "x".repeat(215)));
    assertEquals("", PackageSpecifier.problem("npm:@a/" + "x".repeat(211)));
    assertEquals("invalid_package_name", PackageSpecifier.problem("npm:@a/" + "x".repeat(212)));
  }

  @Test
  void problem_jsrScopeOf20AndNameOf58_areTheLongest() {
    assertEquals("", PackageSpecifier.problem("jsr:@" + "s".repeat(20) + "/" + "n".repeat(58)));
    assertEquals(
        "invalid_package_name", PackageSpecifier.problem("jsr:@" + "s".repeat(21) + "/nn"));
    assertEquals("invalid_package_name", PackageSpecifier.problem("jsr:@ss/" + "n".repeat(59)));
  }

  @Test
  void parts_scopedWithVersion_areSplitAtTheLastAt() {
    String specifier = "npm:@types/node@20.11.5";
    assertEquals("npm", PackageSpecifier.registry(specifier));
    assertEquals("@types/node", PackageSpecifier.name(specifier));
    assertEquals("@types", PackageSpecifier.scope(specifier));
    assertEquals("20.11.5", PackageSpecifier.version(specifier));
  }

  @Test
  void parts_versionLeftOut_isEmpty() {
    assertEquals("@types/node", PackageSpecifier.name("npm:@types/node"));
    assertEquals("", PackageSpecifier.version("npm:@types/node"));
    assertEquals("lodash", PackageSpecifier.name("npm:lodash"));
    assertEquals("", PackageSpecifier.scope("npm:lodash@4.17.21"));
    assertEquals("", PackageSpecifier.version("npm:lodash@"));
  }

  @Test
  void parts_ofAnyText_neverFail() {
    for (String text : List.of("", ":", "@", ":@", "@/", "npm:@", "a/b", "x@y/z:1")) {
      String whole =
          PackageSpecifier.registry(text)
              + PackageSpecifier.scope(text)
              + PackageSpecifier.name(text)
              + PackageSpecifier.version(text);
      assertTrue(whole.length() <= 2 * text.length(), text);
    }
  }

  @Test
  void isExactVersion_semver_only() {
    assertTrue(PackageSpecifier.isExactVersion("1.2.3-rc.1+5"));
    assertFalse(PackageSpecifier.isExactVersion("1.2"));
    assertFalse(PackageSpecifier.isExactVersion(""));
  }
}
