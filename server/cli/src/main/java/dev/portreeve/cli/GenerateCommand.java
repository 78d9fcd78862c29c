package dev.portreeve.cli;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.workbench.generate.GeneratedFiles;
import dev.portreeve.workbench.set.UnreadableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portreeve generate}: writes typed requests for callers. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes typed requests for callers, made of a set's schema.",
    footer = {
      "",
      "TARGET is java (builders over the Java client), typescript (types, one file), openapi (an",
      "OpenAPI 3.1 document of the server, one file) or jsonschema (JSON Schema 2020-12, a file for",
      "each action). One file goes to standard output without --out. In DIR only files that were",
      "generated before are replaced or deleted. Exit status: 0 done, with --check: nothing to do;",
      "1 with --check: files would change; 2 bad arguments; 3 the set does not load."
    })
final class GenerateCommand implements Callable<Integer> {
  /** What can be generated, as it is typed. */
  enum Target {
    java,
    typescript,
    openapi,
    jsonschema
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "TARGET", description = "${COMPLETION-CANDIDATES}.")
  private Target target = Target.java;

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      description = "The policy set. " + SetChoice.STANDARD)
  private Optional<Path> policies = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR", description = "Where the files go.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--package",
      paramLabel = "NAME",
      description = "The package of Java. Default: portreeve. and the name of the set.")
  private Optional<String> packageName = Optional.empty();

  @Option(names = "--check", description = "Change nothing, name the files that would change.")
  private boolean check;

  @Override
  public Integer call() throws IOException, SetRefused, UnreadableSet {
    expectSensible();
    Path directory = policies.orElseGet(SetChoice::standard);
    Snapshot snapshot = SetChoice.load(directory, Optional.empty()).loaded();
    Map<String, String> files =
        GeneratedFiles.of(
            snapshot,
            GeneratedFiles.Target.valueOf(target.name().toUpperCase(Locale.ROOT)),
            packageName.orElseGet(() -> GeneratedFiles.usualPackage(snapshot)));
    Console console = Console.of(spec);
    if (out.isEmpty()) {
      files.values().forEach(console.out()::print);
      console.out().flush();
      return Exit.OK;
    }
    List<String> changed = new ArrayList<>(write(out.get(), files));
    changed.addAll(delete(out.get(), files));
    changed.forEach(console.out()::println);
    console.out().flush();
    return check && !changed.isEmpty() ? Exit.NOT_FORMATTED : Exit.OK;
  }

  private void expectSensible() {
    boolean several = target == Target.java || target == Target.jsonschema;
    if (out.isEmpty() && (several || check)) {
      String why = check ? "--check compares with files" : target + " is several files";
      throw new ParameterException(spec.commandLine(), why + ": say where with --out DIR");
    }
    if (packageName.isPresent() && target != Target.java) {
      throw new ParameterException(spec.commandLine(), "--package is for java alone");
    }
    if (packageName.isPresent() && !GeneratedFiles.isPackage(packageName.get())) {
      throw new ParameterException(
          spec.commandLine(), "`" + packageName.get() + "` is no name of a package of Java");
    }
  }

  private List<String> write(Path directory, Map<String, String> files) throws IOException {
    List<String> changed = new ArrayList<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      boolean there = Files.exists(path);
      if (there && Files.readString(path).equals(file.getValue())) {
        continue;
      }
      if (there && !generated(path)) {
        throw new ParameterException(
            spec.commandLine(), "`" + path + "` is there already and was not generated");
      }
      changed.add(file.getKey());
      if (!check) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, file.getValue());
      }
    }
    return changed;
  }

  /** Deletes what was generated before beside these files and is generated no more. */
  private List<String> delete(Path directory, Map<String, String> files) throws IOException {
    List<String> deleted = new ArrayList<>();
    for (Path folder :
        files.keySet().stream()
            .map(file -> directory.resolve(file).toAbsolutePath().getParent())
            .distinct()
            .toList()) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      List<Path> there;
      try (Stream<Path> all = Files.list(folder)) {
        there = all.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path path : there) {
        String name = directory.toAbsolutePath().relativize(path).toString();
        if (!files.containsKey(name.replace('\\', '/')) && sameKind(name) && generated(path)) {
          deleted.add(name + " (deleted)");
          if (!check) {
            Files.delete(path);
          }
        }
      }
    }
    return deleted;
  }

  private boolean sameKind(String name) {
    return switch (target) {
      case java -> name.endsWith(".java");
      case jsonschema -> name.endsWith(".json") && !name.endsWith("openapi.json");
      case typescript, openapi -> false;
    };
  }

  private static boolean generated(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(0, Math.min(text.length(), 1_000)).contains(GeneratedFiles.MARK);
  }
}
