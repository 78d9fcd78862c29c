package dev.portreeve.cli;

import dev.portreeve.engine.yaml.Diagnostic;
import java.util.List;

/** Says why a policy set does not load. */
final class SetRefused extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient List<Diagnostic> problems;

  /**
   * @param problems by file and position
   * @param summary what that means for the verb, in one line
   */
  SetRefused(List<Diagnostic> problems, String summary) {
    super(summary);
    this.problems = List.copyOf(problems);
  }

  List<Diagnostic> problems() {
    return problems;
  }

  String summary() {
    return String.valueOf(getMessage());
  }
}
