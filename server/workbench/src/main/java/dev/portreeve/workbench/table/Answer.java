package dev.portreeve.workbench.table;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import java.util.List;
import java.util.Map;

/**
 * What is decided of some or all checks of a cell.
 *
 * @param told outcome and reason
 * @param matches that decide so; none where the engine itself does
 * @param where what these checks have in common that the others of the cell have not, by name
 * @param request an example of them, as JSON writes it
 * @param team what the team's file says in the example
 */
public record Answer(
    Told told,
    List<DecidingMatch> matches,
    Map<String, List<Object>> where,
    Map<String, Object> request,
    Map<String, Object> team) {
  public Answer {
    matches = List.copyOf(matches);
  }

  /**
   * What somebody is told.
   *
   * @param outcome of the check
   * @param reason its code, or empty
   * @param obligations their actions, in the order told
   */
  public record Told(Outcome outcome, String reason, List<String> obligations) {
    public Told {
      obligations = List.copyOf(obligations);
    }

    static Told of(Decision decision) {
      return new Told(
          decision.outcome(),
          decision.reason(),
          decision.obligations().stream().map(Obligation::action).toList());
    }

    /** In a line: {@code permit lent + record_loan}. */
    public String text() {
      String reasoned = reason.isEmpty() ? outcome.code() : outcome.code() + " " + reason;
      return obligations.isEmpty() ? reasoned : reasoned + " + " + String.join(" + ", obligations);
    }
  }

  /**
   * A match of a policy or guard.
   *
   * @param place {@code actions/book.lend.yaml:12}
   * @param cites the requirements that it carries
   */
  public record DecidingMatch(String place, List<String> cites) {
    public DecidingMatch {
      cites = List.copyOf(cites);
    }
  }
}
