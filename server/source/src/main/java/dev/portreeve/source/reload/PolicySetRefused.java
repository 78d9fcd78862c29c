package dev.portreeve.source.reload;

import java.util.List;

/** Says that there is no policy set to start with. */
public final class PolicySetRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  PolicySetRefused(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, each beginning {@code file:line:col: message}, with the line it speaks of. */
  public List<String> problems() {
    return problems;
  }
}
