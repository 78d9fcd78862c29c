package dev.portreeve.engine.cases;

import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a check was answered, in the words of case files: the form in which the engine's decisions
 * and the answers of a server can both be held against a {@link Expectation}.
 *
 * @param outcome its code
 * @param reason its code, or empty
 * @param obligations in the order given
 * @param advice in the order given
 * @param approvers as {@code role:admin}, {@code user:ana}, {@code group:qa}
 * @param missing paths of facts
 * @param detail further members of the answer's context
 */
public record CaseAnswer(
    String outcome,
    String reason,
    List<ExpectedDirective> obligations,
    List<ExpectedDirective> advice,
    List<String> approvers,
    List<String> missing,
    Map<String, Object> detail) {

  private static final Set<String> OWN =
      Set.of(
          "outcome",
          "reason",
          "message",
          "policy",
          "policy_version",
          "team_version",
          "obligations",
          "advice",
          "approvers",
          "missing",
          "access_request");

  public CaseAnswer {
    obligations = List.copyOf(obligations);
    advice = List.copyOf(advice);
    approvers = List.copyOf(approvers);
    missing = List.copyOf(missing);
    detail = Map.copyOf(detail);
  }

  /** The engine's decision. */
  public static CaseAnswer of(Decision decision) {
    return new CaseAnswer(
        decision.outcome().code(),
        decision.reason(),
        decision.obligations().stream().map(ExpectedDirective::of).toList(),
        decision.advice().stream().map(ExpectedDirective::of).toList(),
        decision.approvers().stream().map(CaseAnswer::named).toList(),
        decision.missing(),
        decision.details());
  }

  private static String named(Approver approver) {
    return approver.kind().code() + ":" + approver.name();
  }

  /**
   * An AuthZEN answer.
   *
   * @param decision its {@code decision}
   * @param context its {@code context} as plain maps, lists and scalars; empty when left out
   */
  public static CaseAnswer of(boolean decision, Map<String, Object> context) {
    String implied = decision ? Outcome.PERMIT.code() : Outcome.DENY.code();
    String outcome = String.valueOf(context.getOrDefault("outcome", implied));
    if (decision != outcome.equals(Outcome.PERMIT.code())) {
      outcome += " with `decision` " + decision;
    }
    Map<String, Object> detail = new LinkedHashMap<>(context);
    detail.keySet().removeAll(OWN);
    return new CaseAnswer(
        outcome,
        String.valueOf(context.getOrDefault("reason", "")),
        maps(context, "obligations").stream().map(CaseAnswer::obligation).toList(),
        maps(context, "advice").stream().map(CaseAnswer::advice).toList(),
        maps(context, "approvers").stream().map(CaseAnswer::approver).toList(),
        list(context, "missing").stream().map(String::valueOf).toList(),
        detail);
  }

  private static ExpectedDirective obligation(Map<String, Object> written) {
    Map<String, Object> properties = map(written.getOrDefault("properties", Map.of()));
    return ExpectedDirective.of(new Obligation(String.valueOf(written.get("type")), properties));
  }

  private static ExpectedDirective advice(Map<String, Object> written) {
    return new ExpectedDirective(
        String.valueOf(written.get("action")), ExpectedDirective.without("action", written));
  }

  private static String approver(Map<String, Object> written) {
    return written.entrySet().stream()
        .map(member -> member.getKey() + ":" + member.getValue())
        .reduce((one, other) -> one + "," + other)
        .orElse("");
  }

  private static List<?> list(Map<String, Object> context, String name) {
    return (List<?>) context.getOrDefault(name, List.of());
  }

  private static List<Map<String, Object>> maps(Map<String, Object> context, String name) {
    List<Map<String, Object>> maps = new ArrayList<>();
    list(context, name).forEach(item -> maps.add(map(item)));
    return maps;
  }

  @SuppressWarnings("unchecked") // JSON objects have no other keys
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
