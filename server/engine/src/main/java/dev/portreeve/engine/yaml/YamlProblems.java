package dev.portreeve.engine.yaml;

import java.util.List;

/** Notes what is wrong with one document, up to a number. */
final class YamlProblems {
  private final SourceFile file;
  private final List<Diagnostic> found;

  YamlProblems(SourceFile file, List<Diagnostic> found) {
    this.file = file;
    this.found = found;
  }

  /** Ends the reading of a document that has been refused. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(String message) {
      super(message, null, false, false);
    }
  }

  void add(Position at, String message, String help) {
    if (found.size() >= NodeReader.MAX_PROBLEMS) {
      throw stop(at, NodeReader.MORE_PROBLEMS);
    }
    found.add(new Diagnostic(file, at, message, help));
  }

  /** Notes the last problem; what is returned is to be thrown. */
  Stopped stop(Position at, String message) {
    found.add(Diagnostic.of(file, at, message));
    return new Stopped(message);
  }
}
