package dev.portreeve.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The client needs the JDK and a JSON parser, whatever the tests bring along. */
@Tag("gate")
class StandsAloneTest {
  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPath(classFiles());

  private static Path classFiles() {
    try {
      return Path.of(
          DecisionPoint.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void client_all_knowsOnlyTheJdkAndJson() {
    assertTrue(SHIPPED.size() > 30, () -> SHIPPED.size() + " classes");
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "javax.net.ssl..",
                "dev.portreeve.client..",
                "com.fasterxml.jackson.core..",
                "org.jspecify.annotations.."))
        .because("a service gets nothing of the server, nor a second version of its own libraries")
        .check(SHIPPED);
  }

  @Test
  void packages_all_areFreeOfCycles() {
    slices().matching("dev.portreeve.(**)").should().beFreeOfCycles().check(SHIPPED);
  }

  @Test
  void names_all_sayWhatAThingIs() {
    noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)").check(SHIPPED);
  }
}
