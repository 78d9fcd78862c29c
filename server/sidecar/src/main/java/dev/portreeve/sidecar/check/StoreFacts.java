package dev.portreeve.sidecar.check;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.approval.ApprovalFinding;
import dev.portreeve.sidecar.approval.Approvals;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.sidecar.log.CheckSource;
import dev.portreeve.sidecar.loop.OnLoop;
import dev.portreeve.sidecar.record.Found;
import dev.portreeve.sidecar.record.KeptRecords;
import dev.portreeve.source.team.TeamLookup;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has the store's say in checks: approvals that are presented, records that it keeps. */
public final class StoreFacts {
  /** Where there is no store. */
  public static final StoreFacts NONE = new StoreFacts(Optional.empty(), Optional.empty());

  private static final DecisionPoint UNDECIDED =
      (snapshot, frame, team) -> {
        throw new IllegalStateException("nothing is decided here");
      };

  private final @Nullable Approvals approvals;
  private final @Nullable KeptRecords records;

  /**
   * @param approvals knows what was approved; empty: nothing was
   * @param records has what is kept; empty: nothing is
   */
  public StoreFacts(Optional<Approvals> approvals, Optional<KeptRecords> records) {
    this.approvals = approvals.orElse(null);
    this.records = records.orElse(null);
  }

  /** Whether a check waits for the store. */
  boolean concern(ServedGeneration generation, Frame frame) {
    return frame.wishes() != null || keeps(generation.snapshot(), frame);
  }

  private boolean keeps(Snapshot snapshot, Frame frame) {
    return records != null && records.facts().concern(snapshot, frame);
  }

  /** Takes away what a request states and only the store may. */
  public void forget(Frame frame) {
    if (records != null) {
      records.facts().forget(frame);
    }
  }

  /** States what is known of a check, which is then not decided but explained. */
  Future<TeamLookup> state(Snapshot snapshot, Frame frame, TeamLookup team) {
    return records == null || !keeps(snapshot, frame)
        ? Future.succeededFuture(team)
        : OnLoop.of(records.state(snapshot, frame, team, UNDECIDED)).map(team);
  }

  /** Why a check is not decided that wants something fulfilled; usually it is. */
  Optional<MalformedRequest> refusal(Frame frame) {
    if (!frame.fulfils()) {
      return Optional.empty();
    }
    if (records == null) {
      return Optional.of(
          new MalformedRequest(
              "context.fulfil",
              "`context.fulfil` asks for what this server does not do: it runs without --store and"
                  + " --records"));
    }
    return Boolean.TRUE.equals(frame.value(frame.schema().dryRunSlot()))
        ? Optional.of(
            new MalformedRequest(
                "context.fulfil",
                "`context.fulfil` and `context.dry_run` contradict each other: send one of them"))
        : Optional.empty();
  }

  /**
   * What decides a check that waits for the store, once that has spoken.
   *
   * @param team that it names
   * @param decisions decide all other checks
   * @param source who asks
   */
  Future<Found> find(
      Snapshot snapshot,
      Frame frame,
      TeamLookup team,
      DecisionPoint decisions,
      CheckSource source) {
    boolean stateFirst = keeps(snapshot, frame) && (frame.presented() != null || !frame.fulfils());
    Future<Found> stated =
        stateFirst && records != null
            ? OnLoop.of(records.state(snapshot, frame, team, decisions))
            : Future.succeededFuture(Found.open(decisions, team));
    return stated
        .compose(found -> found.decided() ? done(found) : approved(snapshot, frame, found))
        .compose(
            found ->
                found.decided() || !frame.fulfils() || records == null
                    ? done(found)
                    : OnLoop.of(records.fulfil(snapshot, frame, found.team(), found.by(), source)));
  }

  private static Future<Found> done(Found found) {
    return Future.succeededFuture(found);
  }

  private Future<Found> approved(Snapshot snapshot, Frame frame, Found found) {
    if (frame.presented() == null) {
      return done(found);
    }
    if (approvals == null) {
      return done(told(ApprovalFinding.UNVERIFIABLE, found));
    }
    return OnLoop.of(approvals.find(snapshot, frame, found.team()))
        .map(
            finding -> {
              finding.tell(frame);
              return told(finding, found);
            });
  }

  /** Decisions that say what the approval was good for. */
  private static Found told(ApprovalFinding finding, Found found) {
    DecisionPoint by = found.by();
    return Found.open(
        (snapshot, frame, team) -> finding.told(by.decide(snapshot, frame, team)), found.team());
  }
}
