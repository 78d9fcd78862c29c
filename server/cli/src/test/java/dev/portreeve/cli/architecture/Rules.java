package dev.portreeve.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The rules of the house, each with its reason; a rule that finds no class to look at fails. */
final class Rules {
  private final Rooms rooms;

  Rules(Rooms rooms) {
    this.rooms = rooms;
  }

  ArchRule engineKnowsNoFramework() {
    return noClasses()
        .that(rooms.engine())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "io.vertx..", "io.netty..", "io.grpc..", "com.google.protobuf..", "org.slf4j..")
                .or(rooms.proto()))
        .because("the engine decides without knowing how a request reached it");
  }

  ArchRule engineReadsNoFilesBut(String loader) {
    return noClasses()
        .that(rooms.engine())
        .and(not(simpleName(loader)))
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.nio.file.."))
        .because("the engine works on texts; " + loader + " alone reads them from a directory");
  }

  ArchRule engineKnowsNoRoomAbove() {
    return noClasses()
        .that(rooms.engine())
        .should()
        .dependOnClassesThat(
            rooms
                .source()
                .or(rooms.store())
                .or(rooms.workbench())
                .or(rooms.sidecar())
                .or(rooms.cli()))
        .because("dependencies run from the server to the engine");
  }

  ArchRule sourceKnowsNoServer() {
    return noClasses()
        .that(rooms.source())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "io.vertx..", "io.netty..", "io.grpc..", "io.micrometer..", "com.google..")
                .or(rooms.proto())
                .or(rooms.store())
                .or(rooms.workbench())
                .or(rooms.sidecar())
                .or(rooms.cli()))
        .because("a service embeds the source with the engine, Caffeine and SLF4J alone");
  }

  ArchRule storeKnowsNoServer() {
    return noClasses()
        .that(rooms.store())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.vertx..", "io.netty..", "io.grpc..", "com.google.protobuf..")
                .or(rooms.proto())
                .or(rooms.workbench())
                .or(rooms.sidecar())
                .or(rooms.cli()))
        .because("the store waits for a database, and knows nobody who must not wait");
  }

  ArchRule workbenchKnowsNoServer() {
    return noClasses()
        .that(rooms.workbench())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "io.vertx..", "io.netty..", "io.grpc..", "com.google.protobuf..", "picocli..")
                .or(rooms.proto())
                .or(rooms.sidecar())
                .or(rooms.cli()))
        .because("an author's tools work on a set, without a server");
  }

  ArchRule sidecarKnowsNoCommandLine() {
    return noClasses()
        .that(rooms.sidecar())
        .should()
        .dependOnClassesThat(rooms.cli().or(rooms.workbench()).or(resideInAnyPackage("picocli..")))
        .because("the command starts the sidecar, not the other way round");
  }

  ArchRule protoStandsAlone() {
    return noClasses()
        .that(rooms.proto())
        .should()
        .dependOnClassesThat(
            rooms
                .engine()
                .or(rooms.source())
                .or(rooms.store())
                .or(rooms.workbench())
                .or(rooms.sidecar())
                .or(rooms.cli()))
        .because("the wire is a leaf");
  }

  ArchRule protoAndEngineMeetInConversion() {
    return noClasses()
        .that(rooms.sidecar())
        .and(not(resideInAPackage(rooms.conversion())))
        .should(knowBoth(rooms.proto(), rooms.engine()))
        .because("messages become facts, and decisions messages, in " + rooms.conversion());
  }

  ArchRule packagesAreNullMarked() {
    return classes()
        .that(not(rooms.proto()))
        .should(beInANullMarkedPackage())
        .because("a null is written @Nullable or is a mistake");
  }

  ArchRule onlyTheCommandLinePrints(String commandLine) {
    return noClasses()
        .that(
            not(resideInAPackage(commandLine))
                .and(not(rooms.proto()))
                .and(not(simpleName("DecisionLog")))
                .and(not(simpleName("ExporterLog"))))
        .should(ACCESS_STANDARD_STREAMS.or(USE_JAVA_UTIL_LOGGING))
        .because(
            "standard output is the command line's, and the decision log's where no file is named;"
                + " everything else logs through SLF4J, and what OpenTelemetry logs is taken there");
  }

  ArchRule packagesAreFreeOfCycles() {
    return slices()
        .matching("dev.portreeve.(**)")
        .should()
        .beFreeOfCycles()
        .because("a package that needs the one above it is the same package");
  }

  ArchRule namesSayWhatAThingIs() {
    return noClasses()
        .that(not(rooms.proto()))
        .should()
        .haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
        .because("such a name says nothing about the thing");
  }

  private static ArchCondition<JavaClass> knowBoth(
      DescribedPredicate<JavaClass> one, DescribedPredicate<JavaClass> other) {
    return new ArchCondition<>("know classes that %s and classes that %s", one, other) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean both = knows(type, one) && knows(type, other);
        events.add(new SimpleConditionEvent(type, both, type.getName() + " knows both"));
      }
    };
  }

  private static boolean knows(JavaClass type, DescribedPredicate<JavaClass> room) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(dependency -> room.test(dependency.getTargetClass()));
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a package marked @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(type, marked, type.getPackageName() + " is not marked"));
      }
    };
  }
}
