package dev.portreeve.sidecar.signing;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.source.team.TeamLookup;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tells callers how what needs approval is asked for: the part that AuthZEN's Access Request and
 * Approval profile gives a decision point. A decision stays what it is.
 */
public final class AccessRequests implements DecisionPoint {
  /** How long a denial may be brought to the endpoint. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  private final DecisionPoint next;
  private final SigningKeys keys;
  private final Supplier<String> issuer;
  private final String endpoint;

  /**
   * @param issuer the identifier of this decision point, an https URL
   * @param endpoint where approvals are asked for, an https URL
   */
  public AccessRequests(
      DecisionPoint next, SigningKeys keys, Supplier<String> issuer, URI endpoint) {
    this.next = next;
    this.keys = keys;
    this.issuer = issuer;
    this.endpoint = endpoint.toString();
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
    request.put("endpoint", endpoint);
    request.put("template", decision.reason());
    request.put("expires_at", expires.toString());
    request.put("binding_token", binding(frame, evaluation, now, expires));
    if (!decision.message().isEmpty()) {
      request.put("display", Map.of("description", decision.message()));
    }
    Map<String, Object> details = new LinkedHashMap<>(decision.details());
    details.put("evaluation_id", evaluation);
    details.put("evaluated_at", now.toString());
    details.put("access_request", request);
    return decision.withDetails(details);
  }

  /** What binds a request for approval to the check that was denied. */
  private String binding(Frame frame, String evaluation, Instant now, Instant expires) {
    FrameParts parts = new FrameParts(frame);
    return keys.sign(
        new JWTClaimsSet.Builder()
            .issuer(issuer.get())
            .audience(endpoint)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(expires))
            .jwtID(UUID.randomUUID().toString())
            .claim("denial_expires_at", expires.toString())
            .claim("evaluation_id", evaluation)
            .claim("subject", parts.subject())
            .claim("resource", parts.resource())
            .claim("action", parts.action())
            .claim("context", parts.context())
            .claim("binding_context_members", parts.contextMembers())
            .build());
  }
}
