package dev.portreeve.source.team;

import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.ShownText;
import dev.portreeve.source.directory.ProblemLine;
import java.util.List;

/**
 * Why a team is refused.
 *
 * @param lines each problem as {@code file:line:col: message}, by position
 * @param rendered the same with the line of the file that it speaks of
 */
public record TeamProblems(List<String> lines, List<String> rendered) {
  /** So many of a file are kept and shown while the server runs. */
  private static final int MOST = 3;

  public TeamProblems {
    lines = List.copyOf(lines);
    rendered = List.copyOf(rendered);
  }

  static TeamProblems of(List<Diagnostic> problems) {
    List<Diagnostic> sorted = problems.stream().sorted(Diagnostic.ORDER).toList();
    return new TeamProblems(
        sorted.stream().map(ProblemLine::of).toList(),
        sorted.stream().map(Diagnostic::render).toList());
  }

  static TeamProblems unreadable(String problem) {
    return new TeamProblems(List.of(problem), List.of(problem));
  }

  /** The first few lines, and how many more there are. */
  List<String> digest() {
    return ShownText.lines(lines, MOST, "more problems of this team");
  }
}
