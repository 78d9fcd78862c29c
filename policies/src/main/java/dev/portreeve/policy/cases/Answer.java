package dev.portreeve.policy.cases;

import dev.portreeve.policy.decision.Approver;
import dev.portreeve.policy.decision.Decision;
import dev.portreeve.policy.decision.Obligation;
import dev.portreeve.policy.decision.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a check was answered, in the words of case files: the form in which the engine's decisions
 * and the answers of a server can both be held against a {@link Want}.
 *
 * @param outcome its code
 * @param reason its code, or empty
 * @param obligations in the order given
 * @param advice in the order given
 * @param approvers as {@code role:admin}, {@code user:ana}, {@code group:qa}
 * @param missing paths of facts
 * @param detail further members of the answer's context
 */
public record Answer(
    String outcome,
    String reason,
    List<Act> obligations,
    List<Act> advice,
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
          "obligations",
          "advice",
          "approvers",
          "missing",
          "access_request");

  public Answer {
    obligations = List.copyOf(obligations);
    advice = List.copyOf(advice);
    approvers = List.copyOf(approvers);
    missing = List.copyOf(missing);
    detail = Map.copyOf(detail);
  }

  /** The engine's decision. */
  public static Answer of(Decision decision) {
    return new Answer(
        decision.outcome().code(),
        decision.reason(),
        decision.obligations().stream().map(Act::of).toList(),
        decision.advice().stream().map(Act::of).toList(),
        decision.approvers().stream().map(Answer::named).toList(),
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
  public static Answer of(boolean decision, Map<String, Object> context) {
    String implied = decision ? Outcome.PERMIT.code() : Outcome.DENY.code();
    String outcome = String.valueOf(context.getOrDefault("outcome", implied));
    if (decision != outcome.equals(Outcome.PERMIT.code())) {
      outcome += " with `decision` " + decision;
    }
    Map<String, Object> detail = new LinkedHashMap<>(context);
    detail.keySet().removeAll(OWN);
    return new Answer(
        outcome,
        String.valueOf(context.getOrDefault("reason", "")),
        maps(context, "obligations").stream().map(Answer::obligation).toList(),
        maps(context, "advice").stream().map(Answer::advice).toList(),
        maps(context, "approvers").stream().map(Answer::approver).toList(),
        list(context, "missing").stream().map(String::valueOf).toList(),
        detail);
  }

  private static Act obligation(Map<String, Object> written) {
    Map<String, Object> properties = map(written.getOrDefault("properties", Map.of()));
    return Act.of(new Obligation(String.valueOf(written.get("type")), properties));
  }

  private static Act advice(Map<String, Object> written) {
    return new Act(String.valueOf(written.get("action")), Act.without("action", written));
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
