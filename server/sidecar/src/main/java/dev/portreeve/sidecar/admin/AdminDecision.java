package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.sidecar.answer.EncodedDecision;
import dev.portreeve.sidecar.json.AnswerEncoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the policy set decided about a request of the admin API.
 *
 * @param decision as made
 * @param policyVersion of the set
 * @param teamVersion of the team it was decided for
 */
record AdminDecision(Decision decision, String policyVersion, String teamVersion) {
  private static final AnswerEncoder ENCODER = new AnswerEncoder();

  boolean permitted() {
    return decision.permitted();
  }

  /** The answer to the check, as AuthZEN writes it. */
  Map<String, Object> json() {
    byte[] answer = ENCODER.encode(EncodedDecision.once(decision, policyVersion, teamVersion));
    return new JsonObject(Buffer.buffer(answer)).getMap();
  }

  /** What of it the audit keeps. */
  Map<String, Object> audited() {
    Map<String, Object> audited = new LinkedHashMap<>();
    audited.put("outcome", decision.outcome().code());
    audited.put("reason", decision.reason());
    audited.put("policy", decision.policy());
    audited.put("policy_version", policyVersion);
    audited.put("team_version", teamVersion);
    return audited;
  }

  /**
   * Why the request is not done. One that names a field or what is wrong with an entry is a request
   * to mend; any other is one that this subject may not make.
   */
  Problem refused() {
    boolean mendable =
        !decision.missing().isEmpty()
            || decision.details().containsKey(Reasons.FIELD)
            || decision.details().containsKey("entry_problem");
    Map<String, Object> context =
        json().get("context") instanceof Map<?, ?> members
            ? BoundTeam.members(members)
            : new LinkedHashMap<>();
    String detail = decision.message().isEmpty() ? decision.reason() : decision.message();
    return mendable
        ? new Problem(Problem.UNPROCESSABLE, "not a valid change", detail, context)
        : new Problem(Problem.FORBIDDEN, "not permitted", detail, context);
  }
}
