package dev.portreeve.engine.cases;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.yaml.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A policy set of the project with its cases, read once for all tests.
 *
 * @param name its directory's
 * @param texts of all its files
 * @param snapshot its policies
 * @param cases that belong to it
 */
public record LoadedSet(String name, Map<String, String> texts, Snapshot snapshot, CaseSet cases) {
  private static final Map<Path, LoadedSet> LOADED = new ConcurrentHashMap<>();

  /** Every set that the project ships. */
  public static List<LoadedSet> shipped() {
    try (Stream<Path> directories = Files.list(Repository.root().resolve("policies"))) {
      return directories.filter(Files::isDirectory).sorted().map(LoadedSet::in).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The set in a directory; any problem of it fails the test. */
  public static LoadedSet in(Path directory) {
    return LOADED.computeIfAbsent(directory, LoadedSet::load);
  }

  private static LoadedSet load(Path directory) {
    try {
      Map<String, String> texts = SetDirectory.read(directory);
      LoadResult result = PolicySetLoader.load(PolicySetFiles.of(texts));
      if (result instanceof LoadResult.Refused refused) {
        throw new AssertionError(directory + " does not load\n" + shown(refused.problems()));
      }
      Snapshot snapshot = ((LoadResult.Loaded) result).snapshot();
      List<Diagnostic> problems = new ArrayList<>();
      CaseSet cases = CaseSet.read(snapshot, texts, problems);
      if (!problems.isEmpty()) {
        throw new AssertionError("the cases of " + directory + "\n" + shown(problems));
      }
      return new LoadedSet(directory.getFileName().toString(), texts, snapshot, cases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shown(List<Diagnostic> problems) {
    return problems.stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return name;
  }
}
