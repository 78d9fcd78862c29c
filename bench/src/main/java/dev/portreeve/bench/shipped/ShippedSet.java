package dev.portreeve.bench.shipped;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.CaseSet;
import dev.portreeve.engine.cases.SetDirectory;
import dev.portreeve.engine.yaml.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The shipped policy set, loaded, with its cases.
 *
 * @param texts of its files, by path
 * @param snapshot its policies
 */
public record ShippedSet(Map<String, String> texts, Snapshot snapshot) {

  public static ShippedSet load() {
    Map<String, String> texts = read();
    return new ShippedSet(texts, load(PolicySetFiles.of(texts)));
  }

  /** Where its files lie, seen from the checkout or from a module. */
  public static Path directory() {
    Path here = Path.of("policies/postman");
    return Files.isDirectory(here) ? here : Path.of("..").resolve(here);
  }

  /** The texts of the set's files. */
  public static Map<String, String> read() {
    try {
      return SetDirectory.read(directory());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A set that must load. */
  public static Snapshot load(PolicySetFiles files) {
    return loaded(PolicySetLoader.load(files));
  }

  /** The snapshot of a load that must have gone well. */
  public static Snapshot loaded(LoadResult result) {
    if (result instanceof LoadResult.Loaded loaded) {
      return loaded.snapshot();
    }
    throw new IllegalStateException(
        "the set does not load: " + ((LoadResult.Refused) result).problems().get(0).headline());
  }

  /** The set's cases, read anew. */
  public CaseSet cases() {
    List<Diagnostic> problems = new ArrayList<>();
    CaseSet cases = CaseSet.read(snapshot, texts, problems);
    if (!problems.isEmpty()) {
      throw new IllegalStateException("the cases: " + problems.get(0).headline());
    }
    return cases;
  }
}
