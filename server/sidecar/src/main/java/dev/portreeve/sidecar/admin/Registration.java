package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.RequestSpec;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.sidecar.access.CallerLimits;
import dev.portreeve.sidecar.approval.Approval;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.signing.Binding;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Registers what a check asks for, where the policy set finds that it needs approval.
 *
 * @param parts of the admin API
 * @param generation in force
 * @param team its id
 */
record Registration(AdminParts parts, ServedGeneration generation, String team) {
  private static final long MOST_DAYS = 3_650;

  /**
   * Registers it.
   *
   * @param frame the check
   * @param check the same as it was sent
   * @param evaluation the id of the denied check; empty: it is not known
   */
  StoredRequest register(
      AdminRequest request,
      Frame frame,
      Map<String, Object> check,
      RequestWish wish,
      String evaluation,
      StoreTransaction transaction)
      throws Problem, SQLException {
    CallerLimits.Subject requester =
        new CallerLimits.Subject(frame.subjectType(), frame.subjectId());
    SubjectChecks asked =
        new SubjectChecks(
            generation,
            parts.decisions(),
            parts.team(team, generation, transaction),
            request.caller(),
            requester);
    Binding binding = Binding.of(frame);
    AdminDecision decision = asked.decide(frame);
    Schema schema = generation.snapshot().schema();
    RequestSpec spec = schema.requests().orElseThrow(Registration::nobody);
    Map<String, Object> registered = registered(decision, spec);
    RequestKind kind =
        RequestKind.of(schema, spec, registered.getOrDefault(spec.kind(), ""))
            .orElseThrow(Registration::nobody);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(RequestView.TYPE, kind.type());
    document.put(RequestView.FACTS, kind.facts(schema, spec, registered, check));
    document.put(Approval.REQUESTER, requester.type() + ":" + requester.id());
    document.put("requested_at", now.toString());
    document.put("decision", decision.json().get("context"));
    document.put(Approval.BINDING, binding.json());
    document.put(RequestView.CREDENTIAL, request.caller().id());
    if (!evaluation.isEmpty()) {
      document.put("evaluation_id", evaluation);
    }
    wish.until().ifPresent(until -> document.put(RequestWish.UNTIL, until.toString()));
    if (!wish.callback().isEmpty()) {
      document.put(RequestWish.CALLBACK, wish.callback());
    }
    StoredRequest made =
        new StoredRequest(
            Approval.id("arq_"),
            team,
            StoredRequest.PENDING,
            JsonText.of(document),
            now.plus(waits(spec, registered)),
            "");
    transaction.put(made);
    transaction.record(
        List.of(),
        new AuditEntry(request, "request.submit")
            .with("team", team)
            .with("request", made.id())
            .with(Approval.REQUESTER, requester.type() + ":" + requester.id())
            .with(RequestView.FACTS, document.getOrDefault(RequestView.FACTS, Map.of()))
            .with("decision", decision.audited())
            .json());
    return made;
  }

  private static Duration waits(RequestSpec spec, Map<String, Object> registered) {
    return registered.get(spec.days()) instanceof Number days && days.longValue() >= 0
        ? Duration.ofDays(Math.min(days.longValue(), MOST_DAYS))
        : spec.waits();
  }

  private static Map<String, Object> registered(AdminDecision decision, RequestSpec spec)
      throws Problem {
    if (decision.permitted()) {
      throw Problem.notRequestable("this needs nobody's approval: it is permitted");
    }
    if (decision.decision().outcome() != Outcome.NEEDS_APPROVAL) {
      throw decision.refused();
    }
    for (Obligation obligation : decision.decision().obligations()) {
      if (obligation.action().equals(spec.obligation())) {
        return obligation.properties();
      }
    }
    throw Problem.notRequestable("the policy set wants no request registered for this");
  }

  private static Problem nobody() {
    return Problem.notRequestable("the policy set has nobody who could approve this");
  }
}
