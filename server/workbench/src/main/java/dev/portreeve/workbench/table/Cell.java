package dev.portreeve.workbench.table;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a table says of the checks that agree with its row, its column and what is given.
 *
 * @param answers the only one, or all that there are, permits first
 * @param dependsOn the facts and settings that are not fixed and choose among the answers
 * @param sampled whether only a sample of the checks was decided, so that there may be more answers
 */
public record Cell(List<Answer> answers, List<String> dependsOn, boolean sampled) {
  public Cell {
    answers = List.copyOf(answers);
    dependsOn = List.copyOf(dependsOn);
  }

  /** Whether one answer holds whatever else a check says. */
  public boolean certain() {
    return answers.size() == 1 && !sampled;
  }

  /** What is told, one answer after the other. */
  String told(String between) {
    return answers.stream()
        .map(answer -> answer.told().text())
        .collect(Collectors.joining(between));
  }
}
