package dev.portreeve.engine.explain;

import java.util.List;

/**
 * One match that was tried.
 *
 * @param file where it stands
 * @param line from 1
 * @param column from 1
 * @param cites the ids of the requirements that it carries
 * @param condition its text; empty when it always holds
 * @param verdict what the condition came to
 * @param detail what the condition is made of
 * @param output the text of its output, or empty when a further rule follows
 * @param decides whether it gave the decision
 */
public record Step(
    String file,
    int line,
    int column,
    List<String> cites,
    String condition,
    Verdict verdict,
    Detail detail,
    String output,
    boolean decides) {
  public Step {
    cites = List.copyOf(cites);
  }

  /** {@code actions/collection.export.yaml:12}. */
  public String location() {
    return file + ":" + line;
  }
}
