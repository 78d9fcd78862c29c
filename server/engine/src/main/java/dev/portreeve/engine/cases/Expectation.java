package dev.portreeve.engine.cases;

import dev.portreeve.engine.decision.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer that a case must get: nothing less, and nothing that it does not state.
 *
 * @param outcome its code
 * @param reason its code, or empty when there must be none
 * @param obligations in any order; each with the members that must be equal
 * @param advice likewise
 * @param approvers in any order, as {@code role:admin}
 * @param missing paths of facts, in any order
 * @param detail further members of the answer's context
 */
public record Expectation(
    String outcome,
    String reason,
    List<ExpectedDirective> obligations,
    List<ExpectedDirective> advice,
    List<String> approvers,
    List<String> missing,
    Map<String, Object> detail) {

  public Expectation {
    obligations = List.copyOf(obligations);
    advice = List.copyOf(advice);
    approvers = List.copyOf(approvers);
    missing = List.copyOf(missing);
    detail = Map.copyOf(detail);
  }

  /**
   * One member of an answer that is not as wanted.
   *
   * @param member such as {@code outcome} or {@code advice}
   * @param wanted as a case file states it
   * @param got likewise
   */
  public record Difference(String member, String wanted, String got) {
    @Override
    public String toString() {
      return member + ": want " + wanted + ", got " + got;
    }
  }

  /** How a decision differs from this, one line each; empty when it does not. */
  public List<String> check(Decision decision) {
    return check(CaseAnswer.of(decision));
  }

  /** How an answer differs from this, one line each; empty when it does not. */
  public List<String> check(CaseAnswer answer) {
    return differences(answer).stream().map(Difference::toString).toList();
  }

  /** How an answer differs from this, by member; empty when it does not. */
  public List<Difference> differences(CaseAnswer answer) {
    List<Difference> differences = new ArrayList<>();
    expect("outcome", outcome, answer.outcome(), differences);
    expect("reason", shown(reason), shown(answer.reason()), differences);
    expectActs("obligations", obligations, answer.obligations(), differences);
    expectActs("advice", advice, answer.advice(), differences);
    expect("approvers", sorted(approvers), sorted(answer.approvers()), differences);
    expect("missing", sorted(missing), sorted(answer.missing()), differences);
    if (!PlainValues.equal(detail, answer.detail())) {
      String wanted = JsonText.of(new TreeMap<>(detail));
      expect("detail", wanted, JsonText.of(new TreeMap<>(answer.detail())), differences);
    }
    return differences;
  }

  private static String shown(String reason) {
    return reason.isEmpty() ? ExpectationReader.NONE : reason;
  }

  private static String sorted(List<String> texts) {
    return texts.stream().sorted().toList().toString();
  }

  private static void expect(String what, String wanted, String got, List<Difference> differences) {
    if (!wanted.equals(got)) {
      differences.add(new Difference(what, wanted, got));
    }
  }

  private static void expectActs(
      String what,
      List<ExpectedDirective> wanted,
      List<ExpectedDirective> got,
      List<Difference> differences) {
    if (wanted.size() != got.size() || !pairUp(wanted, 0, new ArrayList<>(got))) {
      differences.add(new Difference(what, wanted.toString(), got.toString()));
    }
  }

  /** Whether each of the wanted, from an index on, can have one of the others to itself. */
  private static boolean pairUp(
      List<ExpectedDirective> wanted, int from, List<ExpectedDirective> free) {
    if (from == wanted.size()) {
      return true;
    }
    for (int i = 0; i < free.size(); i++) {
      ExpectedDirective candidate = free.get(i);
      if (wanted.get(from).covers(candidate)) {
        free.remove(i);
        if (pairUp(wanted, from + 1, free)) {
          return true;
        }
        free.add(i, candidate);
      }
    }
    return false;
  }
}
