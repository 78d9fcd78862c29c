package dev.portreeve.sidecar.record;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.sidecar.log.CheckSource;
import dev.portreeve.source.team.TeamLookup;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.TeamStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides checks whose facts the store states, and those that want something fulfilled. */
public final class KeptRecords {
  private static final Logger LOG = LoggerFactory.getLogger(KeptRecords.class);

  private final TeamStore store;
  private final KeptFacts facts;
  private final Executor workers;

  /**
   * @param facts which of them the store keeps
   * @param workers wait for the database
   */
  public KeptRecords(TeamStore store, KeptFacts facts, Executor workers) {
    this.store = store;
    this.facts = facts;
    this.workers = workers;
  }

  /** Which facts the store keeps. */
  public KeptFacts facts() {
    return facts;
  }

  /**
   * States what is known of a check.
   *
   * @param frame of the check, which is not to be touched until this completes
   * @param team that it names
   * @param decisions decide it
   */
  public CompletableFuture<Found> state(
      Snapshot snapshot, Frame frame, TeamLookup team, DecisionPoint decisions) {
    if (team instanceof TeamLookup.Known known && !facts.ask(snapshot, frame, known.team())) {
      facts.forget(frame);
      return CompletableFuture.completedFuture(Found.open(decisions, team));
    }
    return done(frame, team, decisions, (id, known) -> read(snapshot, frame, id, known, decisions));
  }

  /**
   * Decides a check and fulfils what a permit brings.
   *
   * @param frame of the check, which is not to be touched until this completes
   * @param team that it names
   * @param decisions decide it
   * @param source who asks, for the audit
   */
  public CompletableFuture<Found> fulfil(
      Snapshot snapshot,
      Frame frame,
      TeamLookup team,
      DecisionPoint decisions,
      CheckSource source) {
    Fulfiller fulfiller = new Fulfiller(facts, snapshot, decisions, source);
    return done(
        frame, team, decisions, (id, known) -> fulfil(snapshot, fulfiller, frame, id, known));
  }

  private Found fulfil(
      Snapshot snapshot, Fulfiller fulfiller, Frame frame, String id, TeamLookup team)
      throws StoreException {
    try {
      return store.<Found, Impossible>write(
          transaction -> fulfiller.fulfil(frame, id, transaction));
    } catch (Impossible e) {
      if (e.fact().isPresent()) {
        return Found.decided(snapshot.denial(e.fact().get()), team);
      }
      LOG.error(
          "a permit of {} cannot be fulfilled and is denied: {}",
          frame.actionName(),
          e.getMessage());
      return Found.decided(snapshot.denial(Reasons.POLICY_ERROR), team);
    }
  }

  /** What waits for the database. */
  private interface Work {
    Found of(String teamId, TeamLookup.Known team) throws StoreException;
  }

  private CompletableFuture<Found> done(
      Frame frame, TeamLookup team, DecisionPoint decisions, Work work) {
    Optional<String> id = frame.teamId();
    if (id.isEmpty() || !(team instanceof TeamLookup.Known known)) {
      facts.forget(frame); // nothing is known, and nothing to be believed
      return CompletableFuture.completedFuture(Found.open(decisions, team));
    }
    try {
      return CompletableFuture.supplyAsync(() -> tried(work, id.get(), known, decisions), workers);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(Found.unavailable(decisions));
    }
  }

  private static Found tried(Work work, String id, TeamLookup.Known team, DecisionPoint decisions) {
    try {
      return work.of(id, team);
    } catch (StoreException e) {
      LOG.warn("a check waits for better times: {}", e.problem());
      return Found.unavailable(decisions);
    }
  }

  private Found read(
      Snapshot snapshot, Frame frame, String teamId, TeamLookup.Known team, DecisionPoint decisions)
      throws StoreException {
    Optional<String> unknown =
        facts.state(snapshot, frame, team.team(), RecordSource.of(store, teamId));
    return unknown.isPresent()
        ? Found.decided(snapshot.invalidFact(unknown.get()), team)
        : Found.open(decisions, team);
  }
}
