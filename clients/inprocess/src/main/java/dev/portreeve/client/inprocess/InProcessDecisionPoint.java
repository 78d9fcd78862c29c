package dev.portreeve.client.inprocess;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.ObligationHandlers;
import dev.portreeve.client.enforce.ObligingDecisionPoint;
import dev.portreeve.engine.facts.UnknownFacts;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.source.reload.TypeCheckDirectory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A decision point inside the service: the same policy set, the same reloads and the same decisions
 * as a server's, without a server.
 *
 * <pre>{@code
 * DecisionPoint pdp = InProcessDecisionPoint.open(Path.of("/etc/portreeve/policies"));
 * }</pre>
 */
public final class InProcessDecisionPoint {
  private static final int TEAMS_SHARE_OF_HEAP = 16;

  private InProcessDecisionPoint() {}

  /**
   * Loads the policy set of a directory, with the teams in its folder {@code teams}, and follows
   * its changes.
   *
   * @throws PolicySetException when it does not load; its message names every problem
   */
  public static DecisionPoint open(Path policies) {
    return builder(policies).open();
  }

  /** Begins with the policy set of a directory. */
  public static Builder builder(Path policies) {
    return new Builder(policies);
  }

  /** What an embedded policy set may be told; see each method for what holds without it. */
  public static final class Builder {
    private final Path policies;
    private @Nullable Path teams;
    private TypeCheckStore checked = TypeCheckStore.NONE;
    private long teamCacheBytes = Runtime.getRuntime().maxMemory() / TEAMS_SHARE_OF_HEAP;
    private ObligationHandlers obligations = ObligationHandlers.none();
    private UnknownFacts.Mode unknownFacts = UnknownFacts.Mode.IGNORE;
    private Optional<Consumer<String>> undeclared = Optional.empty();

    private Builder(Path policies) {
      this.policies = policies;
    }

    /** Where the team files lie. Without it in {@code teams} inside the policy set. */
    public Builder teams(Path directory) {
      teams = directory;
      return this;
    }

    /**
     * Where checked policies are kept, so that a start need not check them again. Without it
     * nowhere. Whoever can write there can decide.
     */
    public Builder cache(Path directory) {
      checked = TypeCheckDirectory.of(directory);
      return this;
    }

    /** Roughly how many bytes teams may take in memory. Without it a sixteenth of the heap. */
    public Builder teamCache(long bytes) {
      teamCacheBytes = bytes;
      return this;
    }

    /** What carries obligations out. Without it every permit with an obligation is a denial. */
    public Builder obligations(ObligationHandlers handlers) {
      obligations = handlers;
      return this;
    }

    /**
     * What becomes of facts that the schema does not declare, unless a check's {@code
     * context.unknown_facts} wants it stricter. Without it they are ignored, as a server does by
     * default; {@code REPORT} names them in the decision's details, and {@code REFUSE} denies.
     */
    public Builder unknownFacts(UnknownFacts.Mode mode) {
      unknownFacts = mode;
      return this;
    }

    /**
     * Is told of each fact of a check that the schema does not declare, with the name that was
     * probably meant.
     *
     * @param listener called on the thread that asks; what it throws denies the check
     */
    public Builder onUndeclaredFact(Consumer<String> listener) {
      undeclared = Optional.of(listener);
      return this;
    }

    /**
     * Loads the policy set and follows its changes.
     *
     * @throws PolicySetException when it does not load; its message names every problem
     */
    public DecisionPoint open() {
      return new ObligingDecisionPoint(openUnobliged(), obligations);
    }

    /**
     * The same without regard to obligations, for whoever wraps it in an {@link
     * ObligingDecisionPoint} of its own: its permits are not to be acted on.
     */
    public DecisionPoint openUnobliged() {
      Path where = teams != null ? teams : policies.resolve("teams");
      InProcessOptions options =
          new InProcessOptions(policies, where, checked, teamCacheBytes, unknownFacts, undeclared);
      return new EmbeddedPolicySet(options);
    }
  }
}
