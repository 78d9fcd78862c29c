package dev.portreeve.sidecar.approval;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the server has found out of an approval that a caller presents, in the words of AuthZEN's
 * Access Request and Approval profile.
 *
 * @param granted whether it stands behind the check
 * @param reason why not; empty: the policies decide without an approval
 * @param message the same for people
 * @param next what the caller should do now, where it is denied
 * @param details for the answer to a check that it permits
 */
public record ApprovalFinding(
    boolean granted, String reason, String message, String next, Map<String, Object> details) {
  private static final String REQUEST = "request";
  private static final String RETRY = "retry";
  private static final String NONE = "none";
  private static final int RETRY_SECONDS = 5;

  /** The policies decide the check without an approval. */
  static final ApprovalFinding NEEDLESS = refused("", "", NONE);

  /** Nothing that the server knows of. */
  public static final ApprovalFinding UNVERIFIABLE =
      refused("approval_unverifiable", "There is no such approval for this subject.", NONE);

  static final ApprovalFinding ENDED =
      refused("approval_expired", "The approval has ended; ask for a new one.", REQUEST);

  static final ApprovalFinding USED =
      refused("approval_expired", "The approval was for one use; ask for a new one.", REQUEST);

  static final ApprovalFinding ELSEWHERE =
      refused("out_of_scope", "The approval is for something else than this.", REQUEST);

  /** Nothing can be known at present. */
  static final ApprovalFinding UNAVAILABLE =
      refused("approval_unavailable", "The approval cannot be looked up at present.", RETRY);

  private static ApprovalFinding refused(String reason, String message, String next) {
    return new ApprovalFinding(false, reason, message, next, Map.of());
  }

  static ApprovalFinding of(Map<String, Object> details) {
    return new ApprovalFinding(true, "", "", NONE, details);
  }

  /** Lets the policies know. */
  public void tell(Frame frame) {
    if (granted) {
      grant(frame);
    }
  }

  /** States that an approval stands behind a check. */
  static Frame grant(Frame frame) {
    return frame.fact(frame.schema().approvalSlot(), Map.of(Schema.GRANTED, true));
  }

  /** A decision as it is told to whoever presented the approval. */
  public Decision told(Decision decision) {
    Map<String, Object> told = new LinkedHashMap<>(decision.details());
    if (decision.permitted()) {
      if (granted) {
        told.put(Schema.APPROVAL, details);
      }
      return decision.withDetails(told);
    }
    boolean refused = !reason.isEmpty() && decision.outcome() == Outcome.NEEDS_APPROVAL;
    // Whoever cannot ask anew is not told to.
    String action = next.equals(REQUEST) && !told.containsKey("access_request") ? NONE : next;
    told.put("next_action", refused ? action : NONE);
    if (refused && action.equals(RETRY)) {
      told.put("retry_after", RETRY_SECONDS);
    }
    Decision with = decision.withDetails(told);
    return refused ? with.because(reason, message) : with;
  }
}
