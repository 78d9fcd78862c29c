package dev.portreeve.client;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer to one check. Immutable. A decision that came of a failure is never a permit. */
public final class Decision {
  /** The reason of a permit that is a denial because an obligation was not carried out. */
  public static final String OBLIGATION_UNFULFILLED = "obligation_unfulfilled";

  /** The reason of items that a batch did not come to. */
  public static final String NOT_EVALUATED = "not_evaluated";

  private final Outcome outcome;
  private final String reason;
  private final String message;
  private final String policy;
  private final String policyVersion;
  private final String teamVersion;
  private final List<Obligation> obligations;
  private final List<Advice> advice;
  private final List<Approver> approvers;
  private final List<String> missing;
  private final Map<String, Object> details;
  private final @Nullable Failure failure;

  private Decision(Builder builder) {
    outcome = builder.failure == null ? builder.outcome : Outcome.DENY;
    reason = builder.reason;
    message = builder.message;
    policy = builder.policy;
    policyVersion = builder.policyVersion;
    teamVersion = builder.teamVersion;
    obligations = List.copyOf(builder.obligations);
    advice = List.copyOf(builder.advice);
    approvers = List.copyOf(builder.approvers);
    missing = List.copyOf(builder.missing);
    details = Facts.copyOf(builder.details);
    failure = builder.failure;
  }

  /** Begins a decision, for whoever implements a decision point. */
  public static Builder builder(Outcome outcome) {
    return new Builder(outcome);
  }

  /** The denial that a failure leads to. */
  public static Decision failed(Failure failure) {
    Builder builder = new Builder(Outcome.DENY).reason(failure.kind().code());
    builder.failure = failure;
    return builder.build();
  }

  /** The denial of an item that a batch did not come to. */
  public static Decision notEvaluated() {
    return new Builder(Outcome.DENY).reason(NOT_EVALUATED).build();
  }

  /** The denial that this becomes because an obligation was not carried out. */
  public Decision unfulfilled(String problem) {
    Builder builder = new Builder(this);
    builder.outcome = Outcome.DENY;
    return builder.reason(OBLIGATION_UNFULFILLED).message(problem).build();
  }

  /** The same decision, made for a team of that version. */
  public Decision ofTeam(String version) {
    return version.equals(teamVersion) ? this : new Builder(this).teamVersion(version).build();
  }

  /** The same decision with these details in place of its own. */
  public Decision withDetails(Map<String, Object> others) {
    return new Builder(this).details(others).build();
  }

  /** Whether the subject may go ahead now. */
  public boolean permitted() {
    return outcome == Outcome.PERMIT;
  }

  public Outcome outcome() {
    return outcome;
  }

  /** The reason's code, such as {@code export_blocked_by_org}; empty when there is none. */
  public String reason() {
    return reason;
  }

  /** The reason in words for a person; may be empty. */
  public String message() {
    return message;
  }

  /** The policy that decided; empty when none was reached or the decision point does not say. */
  public String policy() {
    return policy;
  }

  /** The version of the policy set that decided; empty when the decision point does not say. */
  public String policyVersion() {
    return policyVersion;
  }

  /** The version of the team that was read; empty when the decision point does not say. */
  public String teamVersion() {
    return teamVersion;
  }

  /** What must be carried out; {@link ObligationHandlers} have done so already. */
  public List<Obligation> obligations() {
    return obligations;
  }

  /** What may be carried out or shown. */
  public List<Advice> advice() {
    return advice;
  }

  /** Who may approve; only with {@link Outcome#NEEDS_APPROVAL}. */
  public List<Approver> approvers() {
    return approvers;
  }

  /** Paths of the facts that were needed and not given, such as {@code context.available_seats}. */
  public List<String> missing() {
    return missing;
  }

  /** Whatever else the answer's context holds, by name. */
  public Map<String, Object> details() {
    return details;
  }

  /** Why nobody decided; empty when somebody did. */
  public Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Decision that
        && outcome == that.outcome
        && reason.equals(that.reason)
        && message.equals(that.message)
        && policy.equals(that.policy)
        && policyVersion.equals(that.policyVersion)
        && teamVersion.equals(that.teamVersion)
        && obligations.equals(that.obligations)
        && advice.equals(that.advice)
        && approvers.equals(that.approvers)
        && missing.equals(that.missing)
        && details.equals(that.details)
        && Objects.equals(failure, that.failure);
  }

  @Override
  public int hashCode() {
    return Objects.hash(outcome, reason, policy, policyVersion, obligations);
  }

  @Override
  public String toString() {
    String why = failure != null ? failure.toString() : reason;
    return outcome.code() + (why.isEmpty() ? "" : " (" + why + ")");
  }

  /** Builds decisions. Not safe for use by several threads. */
  public static final class Builder {
    private Outcome outcome;
    private String reason = "";
    private String message = "";
    private String policy = "";
    private String policyVersion = "";
    private String teamVersion = "";
    private List<Obligation> obligations = List.of();
    private List<Advice> advice = List.of();
    private List<Approver> approvers = List.of();
    private List<String> missing = List.of();
    private Map<String, Object> details = Map.of();
    private @Nullable Failure failure;

    private Builder(Outcome outcome) {
      this.outcome = outcome;
    }

    private Builder(Decision from) {
      this(from.outcome);
      reason = from.reason;
      message = from.message;
      policy = from.policy;
      policyVersion = from.policyVersion;
      teamVersion = from.teamVersion;
      obligations = from.obligations;
      advice = from.advice;
      approvers = from.approvers;
      missing = from.missing;
      details = from.details;
      failure = from.failure;
    }

    public Builder reason(String code) {
      reason = code;
      return this;
    }

    public Builder message(String words) {
      message = words;
      return this;
    }

    public Builder policy(String name) {
      policy = name;
      return this;
    }

    public Builder policyVersion(String version) {
      policyVersion = version;
      return this;
    }

    public Builder teamVersion(String version) {
      teamVersion = version;
      return this;
    }

    public Builder obligations(List<Obligation> all) {
      obligations = all;
      return this;
    }

    public Builder advice(List<Advice> all) {
      advice = all;
      return this;
    }

    public Builder approvers(List<Approver> all) {
      approvers = all;
      return this;
    }

    public Builder missing(List<String> paths) {
      missing = paths;
      return this;
    }

    public Builder details(Map<String, Object> others) {
      details = others;
      return this;
    }

    public Decision build() {
      return new Decision(this);
    }
  }
}
