package dev.portreeve.cli;

import dev.portreeve.engine.testing.Repository;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code ./portreeve} of a checkout whose build is what runs these tests: in the place of Maven
 * stands a script that hands over the classes that are here already.
 */
final class Launcher {
  private static final List<String> SCRIPTS = List.of("portreeve", "server/jvm/launch.bash");
  private static final List<String> MODULES =
      List.of(
          "proto",
          "server/engine",
          "server/source",
          "server/store",
          "server/workbench",
          "server/sidecar");

  private final Path root;
  private final Path scratch;

  /**
   * @param folder empty; the checkout is made in it
   */
  Launcher(Path folder) throws IOException {
    this.root = Files.createDirectories(folder.resolve("checkout"));
    this.scratch = Files.createDirectories(folder.resolve("work"));
    Path repository = Repository.root();
    Files.createDirectories(root.resolve("server/jvm"));
    for (String script : SCRIPTS) {
      Files.copy(
          repository.resolve(script), root.resolve(script), StandardCopyOption.COPY_ATTRIBUTES);
    }
    sources();
    Path bin = Files.createDirectories(root.resolve("bin"));
    Path jar = bin.resolve("classes.jar");
    classes(jar);
    Path maven = bin.resolve("mvn");
    Files.writeString(
        maven,
        """
        #!/bin/sh
        mkdir -p server/cli/target/quick/lib
        cp %1$s server/cli/target/quick/lib/all.jar
        cp %1$s server/cli/target/quick/portreeve-cli-0.jar
        """
            .formatted(jar));
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What the fingerprint of the sources is made of. */
  private void sources() throws IOException {
    Files.writeString(root.resolve("pom.xml"), "");
    Files.createDirectories(root.resolve(".mvn"));
    List<String> modules = new ArrayList<>(MODULES);
    modules.add("server/cli");
    for (String module : modules) {
      Files.createDirectories(root.resolve(module).resolve("src/main"));
      Files.writeString(root.resolve(module).resolve("pom.xml"), "");
    }
    Files.writeString(root.resolve("server/pom.xml"), "");
  }

  /** A jar that has nothing in it but the class path of this process. */
  private static void classes(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  /** Where verbs run. */
  Path scratch() {
    return scratch;
  }

  /** The words that start a verb. */
  List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(root.resolve("portreeve").toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Starts a verb. */
  CommandProcess run(String... arguments) {
    return run(Map.of(), command(arguments));
  }

  /** Starts another command that ends in a verb. */
  CommandProcess run(Map<String, String> environment, List<String> command) {
    Map<String, String> all = new HashMap<>();
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.put("PATH", root.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
    all.put("PORTREEVE_CACHE", "off");
    all.put("PORTREEVE_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    all.putAll(environment);
    return CommandProcess.run(scratch, all, command);
  }
}
