package dev.portreeve.sidecar.management;

import dev.portreeve.sidecar.config.Staleness;
import dev.portreeve.source.reload.Reloader;
import java.time.Duration;

/** Whether what is in force is as new as the operator wants it. */
public final class Freshness {
  private final Reloader<?> reloader;
  private final Staleness allowed;

  public Freshness(Reloader<?> reloader, Staleness allowed) {
    this.reloader = reloader;
    this.allowed = allowed;
  }

  /** Whether policy set or teams may be older than allowed. */
  public boolean stale() {
    return allowed.most().isPresent() && staleness().compareTo(allowed.most().get()) > 0;
  }

  /** Whether checks are to be denied because of that. */
  public boolean denies() {
    return allowed.action() == Staleness.Action.DENY && stale();
  }

  /** Whether checks may ever be denied because of that. */
  public boolean mayDeny() {
    return allowed.action() == Staleness.Action.DENY && allowed.most().isPresent();
  }

  private Duration staleness() {
    Duration policySet = reloader.policySetClock().staleness();
    Duration teams = reloader.teamsClock().staleness();
    return policySet.compareTo(teams) > 0 ? policySet : teams;
  }
}
