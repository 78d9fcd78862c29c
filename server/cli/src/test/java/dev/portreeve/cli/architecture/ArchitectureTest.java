package dev.portreeve.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every shipped class obeys the rules of the house. */
@Tag("gate")
class ArchitectureTest {
  private static final JavaClasses SHIPPED = Rooms.shipped();
  private static final Rules RULES = new Rules(Rooms.OF_THE_BUILD);

  @Test
  void rooms_all_haveTheirClasses() {
    assertMoreThan(10, Rooms.OF_THE_BUILD.proto());
    assertMoreThan(100, Rooms.OF_THE_BUILD.engine());
    assertMoreThan(20, Rooms.OF_THE_BUILD.source());
    assertMoreThan(10, Rooms.OF_THE_BUILD.store());
    assertMoreThan(40, Rooms.OF_THE_BUILD.workbench());
    assertMoreThan(50, Rooms.OF_THE_BUILD.sidecar());
    assertMoreThan(10, Rooms.OF_THE_BUILD.cli());
  }

  @Test
  void engine_all_knowsNoFramework() {
    RULES.engineKnowsNoFramework().check(SHIPPED);
  }

  @Test
  void engine_besideItsLoader_readsNoFiles() {
    RULES.engineReadsNoFilesBut("SetDirectory").check(SHIPPED);
  }

  @Test
  void engine_all_knowsNoRoomAbove() {
    RULES.engineKnowsNoRoomAbove().check(SHIPPED);
  }

  @Test
  void source_all_knowsNoServer() {
    RULES.sourceKnowsNoServer().check(SHIPPED);
  }

  @Test
  void store_all_knowsNoServer() {
    RULES.storeKnowsNoServer().check(SHIPPED);
  }

  @Test
  void workbench_all_knowsNoServer() {
    RULES.workbenchKnowsNoServer().check(SHIPPED);
  }

  @Test
  void sidecar_all_knowsNoCommandLine() {
    RULES.sidecarKnowsNoCommandLine().check(SHIPPED);
  }

  @Test
  void proto_all_standsAlone() {
    RULES.protoStandsAlone().check(SHIPPED);
  }

  @Test
  void protoAndEngine_outsideConversion_neverMeet() {
    RULES.protoAndEngineMeetInConversion().check(SHIPPED);
  }

  @Test
  void packages_all_areNullMarked() {
    RULES.packagesAreNullMarked().check(SHIPPED);
  }

  @Test
  void packages_outsideTheCommandLine_neverPrint() {
    RULES.onlyTheCommandLinePrints("dev.portreeve.cli").check(SHIPPED);
  }

  @Test
  void packages_all_areFreeOfCycles() {
    RULES.packagesAreFreeOfCycles().check(SHIPPED);
  }

  @Test
  void names_all_sayWhatAThingIs() {
    RULES.namesSayWhatAThingIs().check(SHIPPED);
  }

  private static void assertMoreThan(int count, DescribedPredicate<JavaClass> room) {
    int found = SHIPPED.that(room).size();
    assertTrue(found > count, () -> found + " classes " + room.getDescription());
  }
}
