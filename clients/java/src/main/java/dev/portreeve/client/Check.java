package dev.portreeve.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question: may this subject do this action on this resource? Immutable; two checks that say
 * the same are equal.
 *
 * @param subject who asks
 * @param action what is to be done
 * @param resource what it is to be done to
 * @param context the facts of the moment, such as {@code available_seats}
 */
public record Check(
    Subject subject, Action action, Resource resource, Map<String, Object> context) {
  private static final String DRY_RUN = "dry_run";
  private static final String APPROVAL = "approval";
  private static final String FULFIL = "fulfil";

  public Check {
    context = Facts.copyOf(context);
  }

  public static Check of(Subject subject, Action action, Resource resource) {
    return new Check(subject, action, resource, Map.of());
  }

  public static Builder builder() {
    return new Builder();
  }

  /** A builder that begins with what this check says. */
  public Builder toBuilder() {
    Builder builder = new Builder().subject(subject).action(action).resource(resource);
    builder.context = context;
    return builder;
  }

  /** Whether the caller only wants to know, so that obligations come as advice. */
  public boolean dryRun() {
    return Boolean.TRUE.equals(context.get(DRY_RUN));
  }

  /**
   * Whether asking it again changes nothing at the decision point. One that presents an approval
   * may use it up, and one that has its obligations fulfilled there would have them fulfilled
   * twice: such a check is sent once, and its permit is never kept.
   */
  public boolean repeatable() {
    return !context.containsKey(APPROVAL) && !Boolean.TRUE.equals(context.get(FULFIL));
  }

  /** Builds checks, part by part. Not safe for use by several threads. */
  public static final class Builder {
    private @Nullable Subject subject;
    private @Nullable Action action;
    private @Nullable Resource resource;
    private Map<String, Object> context = Map.of();

    private Builder() {}

    Builder copy() {
      Builder copy = new Builder();
      copy.subject = subject;
      copy.action = action;
      copy.resource = resource;
      copy.context = context;
      return copy;
    }

    public Builder subject(Subject who) {
      subject = who;
      return this;
    }

    public Builder subject(String type, String id) {
      return subject(Subject.of(type, id));
    }

    public Builder action(Action what) {
      action = what;
      return this;
    }

    public Builder action(String name) {
      return action(Action.of(name));
    }

    public Builder resource(Resource which) {
      resource = which;
      return this;
    }

    public Builder resource(String type, String id) {
      return resource(Resource.of(type, id));
    }

    /**
     * Gives a fact of the moment.
     *
     * @param value a string, boolean, number, {@link java.time.Instant}, list or map; never null
     */
    public Builder context(String fact, Object value) {
      context = Facts.with(context, fact, value);
      return this;
    }

    /**
     * Asks only to know, to grey out a button: obligations come as advice, and nothing is carried
     * out.
     */
    public Builder dryRun() {
      return context(DRY_RUN, true);
    }

    /**
     * Presents an approval, so that what needed one is permitted if the approval is for this.
     *
     * @param id as the approved request was answered
     */
    public Builder approval(String id) {
      return context(APPROVAL, Map.of("id", id));
    }

    /**
     * Has the server carry out those obligations of a permit that it can; its credential needs the
     * scope {@code fulfil}.
     */
    public Builder fulfil() {
      return context(FULFIL, true);
    }

    /** Has a request refused that says what the policy set does not declare, such as a typo. */
    public Builder refuseUnknownFacts() {
      return context("unknown_facts", "refuse");
    }

    /**
     * The check.
     *
     * @throws IllegalArgumentException when subject, action or resource was not given
     */
    public Check build() {
      Subject who = subject;
      Action what = action;
      Resource which = resource;
      if (who == null || what == null || which == null) {
        String missing = who == null ? "subject" : what == null ? "action" : "resource";
        throw new IllegalArgumentException("the check has no " + missing);
      }
      return new Check(who, what, which, context);
    }
  }
}
