package dev.portreeve.server.architecture;

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
    assertMoreThan(100, Rooms.OF_THE_BUILD.policies());
    assertMoreThan(30, Rooms.OF_THE_BUILD.server());
  }

  @Test
  void policies_all_knowNoFramework() {
    RULES.policiesKnowNoFramework().check(SHIPPED);
  }

  @Test
  void policies_all_knowNoServer() {
    RULES.policiesKnowNoServer().check(SHIPPED);
  }

  @Test
  void proto_all_standsAlone() {
    RULES.protoStandsAlone().check(SHIPPED);
  }

  @Test
  void protoAndPolicies_outsideConversion_neverMeet() {
    RULES.protoAndPoliciesMeetInConversion().check(SHIPPED);
  }

  @Test
  void packages_all_areNullMarked() {
    RULES.packagesAreNullMarked().check(SHIPPED);
  }

  @Test
  void packages_outsideTheCommandLine_neverPrint() {
    RULES.onlyTheCommandLinePrints("dev.portreeve.server.cli").check(SHIPPED);
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
