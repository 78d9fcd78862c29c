package dev.portreeve.engine.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The answer to one check. Immutable; a policy's decision without computed parts is one object for
 * the life of its snapshot.
 *
 * @param outcome permit, deny or needs approval
 * @param reason the reason's code, or empty when the policy gives none
 * @param message the human text of the reason, or empty; until the policy has spoken, the name of
 *     the cause that chooses among the reason's texts
 * @param policy the name of the policy that decided, or empty when none was reached
 * @param obligations what the caller must carry out; may accompany any outcome
 * @param advice what the caller may carry out
 * @param approvers who may approve; only with {@link Outcome#NEEDS_APPROVAL}
 * @param missing paths of the facts that were needed and not given ({@code
 *     context.available_seats}); only with reason {@code missing_fact}
 * @param details further members of the answer's context, such as {@code field} or {@code
 *     entry_problem}: strings, booleans, numbers and lists of strings
 */
public record Decision(
    Outcome outcome,
    String reason,
    String message,
    String policy,
    List<Obligation> obligations,
    List<Advice> advice,
    List<Approver> approvers,
    List<String> missing,
    Map<String, Object> details) {

  public Decision {
    obligations = List.copyOf(obligations);
    advice = List.copyOf(advice);
    approvers = List.copyOf(approvers);
    missing = List.copyOf(missing);
    details = Members.copyOf(details);
  }

  /** Whether the subject may go ahead now. */
  public boolean permitted() {
    return outcome == Outcome.PERMIT;
  }

  /** Whether the answer is the outcome alone, with nothing to add in its context. */
  public boolean bare() {
    return outcome != Outcome.NEEDS_APPROVAL
        && reason.isEmpty()
        && obligations.isEmpty()
        && advice.isEmpty()
        && details.isEmpty();
  }

  /** The same decision, said by a policy in its words. */
  public Decision spoken(String byPolicy, String inWords) {
    return new Decision(
        outcome,
        reason,
        inWords,
        byPolicy,
        ReasonMessage.inObligations(obligations, inWords),
        ReasonMessage.inAdvice(advice, inWords),
        approvers,
        missing,
        details);
  }

  /** The same decision with the name of its cause, which chooses among the reason's texts. */
  public Decision because(String cause) {
    return new Decision(
        outcome, reason, cause, policy, obligations, advice, approvers, missing, details);
  }

  /** The same decision for another reason. */
  public Decision because(String otherReason, String inWords) {
    return new Decision(
        outcome, otherReason, inWords, policy, obligations, advice, approvers, missing, details);
  }

  public Decision withObligations(List<Obligation> replaced) {
    return new Decision(
        outcome, reason, message, policy, replaced, advice, approvers, missing, details);
  }

  public Decision withAdvice(List<Advice> replaced) {
    return new Decision(
        outcome, reason, message, policy, obligations, replaced, approvers, missing, details);
  }

  /** The same decision with other obligations and other advice, which may name its message. */
  public Decision amended(List<Obligation> obligationsReplaced, List<Advice> adviceReplaced) {
    return new Decision(
        outcome,
        reason,
        message,
        policy,
        ReasonMessage.inObligations(obligationsReplaced, message),
        ReasonMessage.inAdvice(adviceReplaced, message),
        approvers,
        missing,
        details);
  }

  public Decision withDetails(Map<String, Object> replaced) {
    return new Decision(
        outcome, reason, message, policy, obligations, advice, approvers, missing, replaced);
  }

  /** This decision for a caller that only wants to know: each obligation turned into advice. */
  public Decision dryRun() {
    if (obligations.isEmpty()) {
      return this;
    }
    List<Advice> all = new ArrayList<>(advice);
    for (Obligation obligation : obligations) {
      all.add(obligation.toAdvice());
    }
    return amended(List.of(), all);
  }
}
