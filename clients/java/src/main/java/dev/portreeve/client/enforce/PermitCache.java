package dev.portreeve.client.enforce;

import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Permits by the facts they were given for. Safe for use by several threads. */
final class PermitCache {
  /*
   * Versions are hashes and have no order, so an answer that was under way while the version moved
   * cannot be told from one of a newer version still. What was asked before the last move therefore
   * neither moves the version nor is kept.
   *
   * Which team a check is about, only the policy set knows; the shipped set and most others name it
   * in resource.properties.team. Checks that name none there form one group, whose permits go when
   * any of its answers carries another team version: too many go, never too few.
   */
  private static final String TEAM = "team";

  private final long lifetimeNanos;
  private final int maxPermits;
  private final LongSupplier nanoTime;
  private final Map<Check, Permit> permits = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, String> teamVersions = new HashMap<>();
  private String policyVersion = "";
  private long moves;

  private record Permit(Decision decision, long until) {}

  /**
   * A question under way.
   *
   * @param moves how often a version had moved when it was asked
   * @param began when it was asked; a permit's life counts from there
   */
  record Asking(long moves, long began) {}

  PermitCache(Duration lifetime, int maxPermits, LongSupplier nanoTime) {
    this.lifetimeNanos = lifetime.toNanos();
    this.maxPermits = maxPermits;
    this.nanoTime = nanoTime;
  }

  synchronized Optional<Decision> find(Check check) {
    @Nullable Permit permit = permits.get(check);
    if (permit == null) {
      return Optional.empty();
    }
    if (permit.until() - nanoTime.getAsLong() <= 0) {
      permits.remove(check);
      return Optional.empty();
    }
    return Optional.of(permit.decision());
  }

  synchronized Asking ask() {
    return new Asking(moves, nanoTime.getAsLong());
  }

  synchronized void answered(Asking asking, Check check, Decision decision) {
    if (decision.policyVersion().isEmpty() || asking.moves() != moves) {
      return;
    }
    boolean policyMoved = policyMoved(decision);
    boolean teamMoved = teamMoved(check, decision);
    if (policyMoved || teamMoved) {
      moves++;
    }
    if (check.repeatable() && decision.permitted() && decision.obligations().isEmpty()) {
      permits.put(check, new Permit(decision, asking.began() + lifetimeNanos));
      while (permits.size() > maxPermits) {
        permits.remove(permits.keySet().iterator().next());
      }
    }
  }

  private boolean policyMoved(Decision decision) {
    if (decision.policyVersion().equals(policyVersion)) {
      return false;
    }
    permits.clear();
    teamVersions.clear();
    policyVersion = decision.policyVersion();
    return true;
  }

  private boolean teamMoved(Check check, Decision decision) {
    if (decision.teamVersion().isEmpty()) {
      return false;
    }
    if (teamVersions.size() > maxPermits) {
      permits.clear();
      teamVersions.clear();
    }
    String team = team(check);
    String before = teamVersions.put(team, decision.teamVersion());
    if (before == null || before.equals(decision.teamVersion())) {
      return false;
    }
    permits.keySet().removeIf(kept -> team(kept).equals(team));
    return true;
  }

  private static String team(Check check) {
    return check.resource().properties().get(TEAM) instanceof String team ? team : "";
  }

  synchronized void clear() {
    permits.clear();
    moves++;
  }
}
