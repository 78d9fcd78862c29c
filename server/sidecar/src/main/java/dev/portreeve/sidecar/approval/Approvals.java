package dev.portreeve.sidecar.approval;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.sidecar.signing.Binding;
import dev.portreeve.source.team.TeamLookup;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredRequest;
import dev.portreeve.store.TeamStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what the approvals are good for that callers present. */
public final class Approvals {
  /*
   * An approval is looked at only where the policies want one. Whether it is of use they decide once
   * more, told that it is there; one for a single use is marked used in the transaction that finds it
   * unused, before anything is answered. So two servers never permit by the same one, and a server
   * that dies in between has permitted nothing.
   */
  private static final Logger LOG = LoggerFactory.getLogger(Approvals.class);
  private static final String ID = "id";

  private final TeamStore store;
  private final DecisionPoint decisions;
  private final Executor workers;

  /**
   * @param decisions decide by the policies, and nothing else
   * @param workers wait for the database
   */
  public Approvals(TeamStore store, DecisionPoint decisions, Executor workers) {
    this.store = store;
    this.decisions = decisions;
    this.workers = workers;
  }

  /** What the approval is good for that a check presents. */
  public CompletableFuture<ApprovalFinding> find(Snapshot snapshot, Frame frame, TeamLookup team) {
    if (decisions.decide(snapshot, frame.copy(), team).outcome() != Outcome.NEEDS_APPROVAL) {
      return CompletableFuture.completedFuture(ApprovalFinding.NEEDLESS);
    }
    Object id = frame.presented() instanceof Map<?, ?> members ? members.get(ID) : null;
    if (!(id instanceof String presented)) {
      return CompletableFuture.completedFuture(ApprovalFinding.UNVERIFIABLE);
    }
    Frame granted = ApprovalFinding.grant(frame.copy());
    boolean dryRun = Boolean.TRUE.equals(frame.value(frame.schema().dryRunSlot()));
    boolean ofUse = !dryRun && decisions.decide(snapshot, granted, team).permitted();
    Frame asked = frame.copy();
    try {
      return CompletableFuture.supplyAsync(() -> find(presented, asked, ofUse), workers);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(ApprovalFinding.UNAVAILABLE);
    }
  }

  private ApprovalFinding find(String id, Frame frame, boolean ofUse) {
    try {
      Optional<StoredRequest> request = store.approval(id);
      ApprovalFinding found = judge(request, frame);
      return found.granted() && ofUse && once(request)
          ? store.<ApprovalFinding, RuntimeException>write(tx -> use(id, frame, tx))
          : found;
    } catch (StoreException e) {
      LOG.warn("an approval cannot be looked up: {}", e.getMessage());
      return ApprovalFinding.UNAVAILABLE;
    }
  }

  private static boolean once(Optional<StoredRequest> request) {
    return request.isPresent() && Approval.of(request.get()).once();
  }

  private static ApprovalFinding use(String id, Frame frame, StoreTransaction transaction)
      throws SQLException {
    Optional<StoredRequest> request = transaction.approval(id);
    ApprovalFinding found = judge(request, frame);
    if (found.granted() && request.isPresent()) {
      StoredRequest used = Approval.used(request.get(), Instant.now());
      transaction.put(used);
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("at", Instant.now().toString());
      record.put("actor", Map.of("type", frame.subjectType(), ID, frame.subjectId()));
      record.put("action", "approval.use");
      record.put("team", used.team());
      record.put("request", used.id());
      transaction.record(List.of(), JsonText.of(record));
    }
    return found;
  }

  private static ApprovalFinding judge(Optional<StoredRequest> stored, Frame frame) {
    if (stored.isEmpty() || !frame.teamId().equals(Optional.of(stored.get().team()))) {
      return ApprovalFinding.UNVERIFIABLE;
    }
    Approval approval = Approval.of(stored.get());
    Binding now = Binding.of(frame);
    if (!approval.requester().equals(frame.subjectType() + ":" + frame.subjectId())) {
      return ApprovalFinding.UNVERIFIABLE;
    }
    if (!approval.inForce(Instant.now())) {
      return ApprovalFinding.ENDED;
    }
    if (!approval.binding().equals(now)) {
      return ApprovalFinding.ELSEWHERE;
    }
    return approval.isUsed() ? ApprovalFinding.USED : ApprovalFinding.of(approval.told());
  }
}
