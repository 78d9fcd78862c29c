package dev.portreeve.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Several checks that are answered together, under one policy set. Immutable. What all of them
 * share is sent once.
 *
 * @param items at least one
 * @param semantic when to stop
 */
public record Batch(List<Check> items, BatchSemantic semantic) {
  /**
   * @throws IllegalArgumentException when there is no item
   */
  public Batch {
    items = List.copyOf(items);
    if (items.isEmpty()) {
      throw new IllegalArgumentException("the batch has no items");
    }
  }

  /** All of these checks. */
  public static Batch of(List<Check> items) {
    return new Batch(items, BatchSemantic.EXECUTE_ALL);
  }

  /**
   * Whether asking it again changes nothing at the decision point; see {@link Check#repeatable}.
   */
  public boolean repeatable() {
    return items.stream().allMatch(Check::repeatable);
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * Builds batches: first what the items share, then the items. Not safe for use by several
   * threads.
   */
  public static final class Builder {
    private final Check.Builder shared = Check.builder();
    private final List<Check> items = new ArrayList<>();
    private BatchSemantic semantic = BatchSemantic.EXECUTE_ALL;

    private Builder() {}

    /** Gives the subject of every following item that says none of its own. */
    public Builder subject(Subject who) {
      shared.subject(who);
      return this;
    }

    /** Gives the action of every following item that says none of its own. */
    public Builder action(Action what) {
      shared.action(what);
      return this;
    }

    /** Gives the action of every following item that says none of its own. */
    public Builder action(String name) {
      return action(Action.of(name));
    }

    /** Gives the resource of every following item that says none of its own. */
    public Builder resource(Resource which) {
      shared.resource(which);
      return this;
    }

    /** Gives every following item a fact of the moment. */
    public Builder context(String fact, Object value) {
      shared.context(fact, value);
      return this;
    }

    /** Asks only to know: obligations come as advice. */
    public Builder dryRun() {
      shared.dryRun();
      return this;
    }

    /** Adds the check that the shared parts become when one says what else it has. */
    public Builder item(UnaryOperator<Check.Builder> own) {
      items.add(own.apply(shared.copy()).build());
      return this;
    }

    /** Adds a check of the shared parts on this resource. */
    public Builder item(Resource which) {
      return item(check -> check.resource(which));
    }

    public Builder semantic(BatchSemantic when) {
      semantic = when;
      return this;
    }

    /**
     * The batch.
     *
     * @throws IllegalArgumentException when there is no item
     */
    public Batch build() {
      return new Batch(items, semantic);
    }
  }
}
