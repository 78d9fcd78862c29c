package dev.portreeve.client.inprocess;

import dev.portreeve.client.Advice;
import dev.portreeve.client.Approver;
import dev.portreeve.client.Decision;
import dev.portreeve.client.Obligation;
import dev.portreeve.client.Outcome;
import dev.portreeve.engine.schema.UnknownFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the engine's decisions into those that a client of a server would get. */
final class DecisionConversion {
  /** Members of an answer that a detail of the same name does not replace. */
  private static final Set<String> MEMBERS =
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
          "missing");

  private static final int MOST_REPORTED = 16;

  private DecisionConversion() {}

  static Decision convert(
      dev.portreeve.engine.decision.Decision decision, String policyVersion, String teamVersion) {
    Decision.Builder builder = Decision.builder(outcome(decision.outcome()));
    if (decision.bare()) {
      return builder.build();
    }
    return builder
        .reason(decision.reason())
        .message(decision.message())
        .policy(decision.policy())
        .policyVersion(policyVersion)
        .teamVersion(teamVersion)
        .obligations(obligations(decision))
        .advice(
            decision.advice().stream()
                .map(one -> new Advice(one.action(), without(one.members(), Set.of("action"))))
                .toList())
        .approvers(
            decision.approvers().stream()
                .map(one -> new Approver(one.kind().code(), one.name()))
                .toList())
        .missing(decision.missing())
        .details(without(decision.details(), MEMBERS))
        .build();
  }

  /** The same decision, which names the first undeclared facts of its check as a server does. */
  static Decision reporting(Decision decision, List<UnknownFact> unknown) {
    List<Map<String, String>> told =
        unknown.stream().limit(MOST_REPORTED).map(UnknownFact::told).toList();
    Map<String, Object> details = new LinkedHashMap<>(decision.details());
    details.put(UndeclaredFacts.MODE, told);
    return decision.withDetails(details);
  }

  private static List<Obligation> obligations(dev.portreeve.engine.decision.Decision decision) {
    List<Obligation> obligations = new ArrayList<>();
    for (dev.portreeve.engine.decision.Obligation one : decision.obligations()) {
      String id = Integer.toString(obligations.size() + 1);
      obligations.add(new Obligation(id, one.type(), one.properties()));
    }
    return obligations;
  }

  private static Map<String, Object> without(Map<String, Object> members, Set<String> names) {
    Map<String, Object> others = new LinkedHashMap<>(members);
    others.keySet().removeAll(names);
    return others;
  }

  private static Outcome outcome(dev.portreeve.engine.decision.Outcome outcome) {
    return switch (outcome) {
      case PERMIT -> Outcome.PERMIT;
      case DENY -> Outcome.DENY;
      case NEEDS_APPROVAL -> Outcome.NEEDS_APPROVAL;
    };
  }
}
