package dev.portreeve.engine;

import dev.portreeve.engine.yaml.Diagnostic;
import java.util.List;

/** What came of loading a policy set: all of it or none. */
public sealed interface LoadResult {
  /**
   * It loads.
   *
   * @param snapshot ready to decide
   */
  record Loaded(Snapshot snapshot) implements LoadResult {}

  /**
   * It does not.
   *
   * @param problems every one found, by file and position
   */
  record Refused(List<Diagnostic> problems) implements LoadResult {
    public Refused {
      problems = problems.stream().distinct().sorted(Diagnostic.ORDER).toList();
    }
  }
}
