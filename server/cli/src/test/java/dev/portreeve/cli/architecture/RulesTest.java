package dev.portreeve.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every rule of the house finds the violation planted for it, and fails when it looks at nothing.
 */
@Tag("gate")
class RulesTest {
  private static final String PLANTED = "dev.portreeve.cli.architecture.planted";
  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(PLANTED);
  private static final Rules RULES =
      new Rules(
          new Rooms(
              resideInAPackage(PLANTED + ".proto"),
              resideInAPackage(PLANTED + ".engine"),
              resideInAPackage(PLANTED + ".source"),
              resideInAPackage(PLANTED + ".store"),
              resideInAPackage(PLANTED + ".workbench"),
              resideInAPackage(PLANTED + ".sidecar.."),
              resideInAPackage(PLANTED + ".ring.left"),
              PLANTED + ".sidecar.conversion"));

  @Test
  void engineKnowsNoFramework_vertxAndProto_found() {
    assertFinds(RULES.engineKnowsNoFramework(), "engine.Framework", "engine.Wire");
  }

  @Test
  void engineReadsNoFilesBut_another_found() {
    assertFinds(RULES.engineReadsNoFilesBut("Framework"), "engine.Reading");
  }

  @Test
  void engineKnowsNoRoomAbove_sidecar_found() {
    assertFinds(RULES.engineKnowsNoRoomAbove(), "engine.Upward");
  }

  @Test
  void sourceKnowsNoServer_sidecarAndVertx_found() {
    assertFinds(RULES.sourceKnowsNoServer(), "sidecar.Endpoint", "io.vertx.core.Vertx");
  }

  @Test
  void storeKnowsNoServer_sidecarAndVertx_found() {
    assertFinds(RULES.storeKnowsNoServer(), "sidecar.Endpoint", "io.vertx.core.Vertx");
  }

  @Test
  void workbenchKnowsNoServer_sidecarAndVertx_found() {
    assertFinds(RULES.workbenchKnowsNoServer(), "sidecar.Endpoint", "io.vertx.core.Vertx");
  }

  @Test
  void sidecarKnowsNoCommandLine_commandLine_found() {
    assertFinds(RULES.sidecarKnowsNoCommandLine(), "sidecar.Backward");
  }

  @Test
  void protoStandsAlone_engine_found() {
    assertFinds(RULES.protoStandsAlone(), "proto.Message");
  }

  @Test
  void protoAndEngineMeetInConversion_elsewhere_found() {
    assertFinds(RULES.protoAndEngineMeetInConversion(), "sidecar.Meeting knows both");
  }

  @Test
  void packagesAreNullMarked_unmarked_found() {
    assertFinds(RULES.packagesAreNullMarked(), "planted.unmarked is not marked");
  }

  @Test
  void onlyTheCommandLinePrints_elsewhere_found() {
    assertFinds(
        RULES.onlyTheCommandLinePrints(PLANTED + ".sidecar"),
        "ring.left.Left.print",
        "ring.right.Right");
  }

  @Test
  void packagesAreFreeOfCycles_ring_found() {
    /* Alone: of several knots of packages the report may leave one out, though never all. */
    JavaClasses ring = CLASSES.that(resideInAPackage(PLANTED + ".ring.."));
    assertFinds(ring, RULES.packagesAreFreeOfCycles(), "ring.left", "ring.right");
  }

  @Test
  void namesSayWhatAThingIs_emptyNames_found() {
    assertFinds(RULES.namesSayWhatAThingIs(), "RingUtil", "RingManager");
  }

  @Test
  void rules_nothingToLookAt_fail() {
    JavaClasses none = new ClassFileImporter().importPackages(PLANTED + ".none");
    List<ArchRule> rules =
        List.of(
            RULES.engineKnowsNoFramework(),
            RULES.engineReadsNoFilesBut("SetDirectory"),
            RULES.engineKnowsNoRoomAbove(),
            RULES.sourceKnowsNoServer(),
            RULES.workbenchKnowsNoServer(),
            RULES.sidecarKnowsNoCommandLine(),
            RULES.protoStandsAlone(),
            RULES.protoAndEngineMeetInConversion(),
            RULES.packagesAreNullMarked(),
            RULES.onlyTheCommandLinePrints("cli"),
            RULES.packagesAreFreeOfCycles(),
            RULES.namesSayWhatAThingIs());
    for (ArchRule rule : rules) {
      assertThrows(AssertionError.class, () -> rule.check(none), rule::getDescription);
    }
  }

  private static void assertFinds(ArchRule rule, String... violations) {
    assertFinds(CLASSES, rule, violations);
  }

  private static void assertFinds(JavaClasses classes, ArchRule rule, String... violations) {
    String found = assertThrows(AssertionError.class, () -> rule.check(classes)).getMessage();
    for (String violation : violations) {
      assertTrue(found.contains(violation), () -> violation + " is not in: " + found);
    }
  }
}
