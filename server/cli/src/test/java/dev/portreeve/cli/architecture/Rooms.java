package dev.portreeve.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.regex.Pattern;

/**
 * Which class belongs to which module, and in which package of the sidecar two of them may meet.
 *
 * @param proto the generated classes of the wire
 * @param engine loads, compiles and decides
 * @param source directories, reload and the team cache
 * @param store teams in a database
 * @param workbench what a policy author runs
 * @param sidecar HTTP, gRPC and what surrounds a decision
 * @param cli the command
 * @param conversion the one package that may know both {@code proto} and {@code engine}
 */
record Rooms(
    DescribedPredicate<JavaClass> proto,
    DescribedPredicate<JavaClass> engine,
    DescribedPredicate<JavaClass> source,
    DescribedPredicate<JavaClass> store,
    DescribedPredicate<JavaClass> workbench,
    DescribedPredicate<JavaClass> sidecar,
    DescribedPredicate<JavaClass> cli,
    String conversion) {

  /** The rooms as the modules of the build. */
  static final Rooms OF_THE_BUILD =
      new Rooms(
          module("proto"),
          module("engine"),
          module("source"),
          module("store"),
          module("workbench"),
          module("sidecar"),
          module("cli"),
          "dev.portreeve.sidecar.conversion");

  /** The classes that are shipped: no tests, no libraries. */
  static JavaClasses shipped() {
    Pattern shipped = Pattern.compile(place("proto|engine|source|store|workbench|sidecar|cli"));
    return new ClassFileImporter()
        .withImportOption((Location location) -> location.matches(shipped))
        .importPackages("dev.portreeve");
  }

  private static DescribedPredicate<JavaClass> module(String name) {
    Pattern place = Pattern.compile(place(name));
    return describe(
        "are in the module " + name,
        type ->
            type.getSource()
                .map(s -> place.matcher(s.getUri().toString()).matches())
                .orElse(false));
  }

  /* A module of the same reactor is on the class path as a folder or, once packaged, as a jar. */
  private static String place(String module) {
    return ".*/(?:(?:%1$s)(?:/[a-z]+)?/target/(?:quick/)?classes/|portreeve-(?:%1$s)-[^/]*(?<!-tests)\\.jar).*"
        .formatted(module);
  }
}
