package dev.portreeve.sidecar.signing;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.source.team.TeamLookup;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Tells callers how what needs approval is asked for: the part that AuthZEN's Access Request and
 * Approval profile gives a decision point. A decision stays what it is.
 */
public final class AccessRequests implements DecisionPoint {
  /** How long a denial may be brought to the endpoint. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private final DecisionPoint next;
  private final DenialTokens tokens;

  public AccessRequests(DecisionPoint next, DenialTokens tokens) {
    this.next = next;
    this.tokens = tokens;
  }

  @Override
  public Decision decide(Snapshot snapshot, Frame frame, TeamLookup team) {
    Decision decision = next.decide(snapshot, frame, team);
    boolean dryRun = Boolean.TRUE.equals(frame.value(frame.schema().dryRunSlot()));
    return decision.outcome() == Outcome.NEEDS_APPROVAL && !dryRun
        ? requestable(decision, frame)
        : decision;
  }

  private Decision requestable(Decision decision, Frame frame) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant expires = now.plus(LIFETIME);
    String evaluation = "eval_" + UUID.randomUUID();
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("endpoint", tokens.endpoint());
    request.put("template", decision.reason());
    request.put("expires_at", expires.toString());
    request.put("binding_token", tokens.bind(frame, evaluation, now, expires));
    if (!decision.message().isEmpty()) {
      request.put("display", Map.of("description", decision.message()));
    }
    Map<String, Object> details = new LinkedHashMap<>(decision.details());
    details.put("evaluation_id", evaluation);
    details.put("evaluated_at", now.toString());
    details.put("access_request", request);
    return decision.withDetails(details);
  }
}
