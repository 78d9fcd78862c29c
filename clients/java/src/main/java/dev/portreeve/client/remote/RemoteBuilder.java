package dev.portreeve.client.remote;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.ObligationHandlers;
import dev.portreeve.client.enforce.CachingDecisionPoint;
import dev.portreeve.client.enforce.ObligingDecisionPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What every client over a network may be told; see each method for what holds without it.
 *
 * @param <B> the builder of one kind of client
 */
public abstract class RemoteBuilder<B extends RemoteBuilder<B>> {
  private static final int MAX_PERMITS = 10_000;

  private final List<String> addresses = new ArrayList<>();
  private Duration deadline = Duration.ofSeconds(1);
  private int attempts = 3;
  private ObligationHandlers obligations = ObligationHandlers.none();
  private Duration permitLifetime = Duration.ZERO;

  /** This builder. */
  protected abstract B self();

  /** A client for the addresses, without cache and obligations. */
  protected abstract DecisionPoint connect();

  /** The addresses, in the order of preference. */
  protected final List<String> addresses() {
    return List.copyOf(addresses);
  }

  /** How long a check may take. */
  protected final Duration deadline() {
    return deadline;
  }

  /** What asks these endpoints within deadline and attempts. */
  protected final <Q, A> RetryingAsker<Q, A> asker(List<? extends Endpoint<Q, A>> endpoints) {
    return new RetryingAsker<>(endpoints, deadline, attempts);
  }

  /**
   * Adds an address; at least one is needed. The first is asked as long as it answers, the next
   * ones when it does not.
   *
   * @throws IllegalArgumentException when it is none
   */
  public B address(String address) {
    addresses.add(address);
    return self();
  }

  /**
   * How long a check may take with all its attempts, the whole answer included. Without it one
   * second.
   */
  public final B deadline(Duration time) {
    deadline = positive("deadline", time);
    return self();
  }

  /**
   * How often a check is sent at most, at least once to each address. Without it three times; 1
   * with one address means never again.
   */
  public final B attempts(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("attempts must be at least 1");
    }
    attempts = count;
    return self();
  }

  /** What carries obligations out. Without it every permit with an obligation is a denial. */
  public final B obligations(ObligationHandlers handlers) {
    obligations = handlers;
    return self();
  }

  /**
   * Lets a permit without obligations be used again for the same facts until it is that old, or
   * until an answer carries another {@code policy_version} or {@code team_version}. Without it
   * nothing is kept.
   *
   * @param lifetime for how long someone may still be permitted what is denied already
   */
  public final B cachePermits(Duration lifetime) {
    permitLifetime = positive("lifetime", lifetime);
    return self();
  }

  /**
   * The client; make one for the life of the service, since it keeps connections.
   *
   * @throws IllegalArgumentException when there is no address
   */
  public final DecisionPoint build() {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("the client has no address");
    }
    DecisionPoint asked = connect();
    DecisionPoint cached =
        permitLifetime.isZero()
            ? asked
            : new CachingDecisionPoint(asked, permitLifetime, MAX_PERMITS, System::nanoTime);
    return new ObligingDecisionPoint(cached, obligations);
  }

  private static Duration positive(String what, Duration time) {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException(what + " must be more than nothing");
    }
    return time;
  }
}
