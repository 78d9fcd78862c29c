package dev.portreeve.sidecar.filter;

import dev.portreeve.engine.compiled.NotExpressible;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.filter.FilterMap;
import dev.portreeve.engine.filter.FilterPlan;
import dev.portreeve.engine.filter.FilterProblem;
import dev.portreeve.engine.filter.SqlRequest;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestInexpressible;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.decision.EngineDecisionPoint;
import dev.portreeve.sidecar.decision.StaleGuard;
import dev.portreeve.source.team.TeamLookup;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Answers which resources of a type a check permits, as a condition, on worker threads. */
public final class Filters {
  /** The member of a request that says what database the condition is for. */
  public static final String SQL = "sql";

  private static final FilterPlan NOTHING = new FilterPlan(Condition.never(), List.of(), "");

  private final Checks checks;
  private final BooleanSupplier stale;
  private final boolean policiesAlone;

  /**
   * @param checks knows what is in force
   * @param stale whether what is in force is too old to permit anything
   * @param policiesAlone whether decisions depend on nothing but the policies
   */
  public Filters(Checks checks, BooleanSupplier stale, boolean policiesAlone) {
    this.checks = checks;
    this.stale = stale;
    this.policiesAlone = policiesAlone;
  }

  /** What to decode and answer a request under. */
  public ServedGeneration inForce() {
    return checks.inForce();
  }

  /**
   * Answers a request.
   *
   * @param frame of it, under the generation
   * @param body as it came in
   * @param workers make the plan
   */
  public Future<Buffer> answer(
      ServedGeneration generation, Frame frame, byte[] body, Caller caller, WorkerExecutor workers)
      throws RequestRefused {
    Optional<MalformedRequest> refused = Checks.refused(frame);
    if (refused.isPresent()) {
      throw refused.get();
    }
    caller.hold(frame);
    if (!policiesAlone) {
      throw new RequestInexpressible(
          "not_expressible: this server's decisions depend on more than its policies");
    }
    Optional<SqlRequest> sql = sql(body);
    return checks
        .team(generation, frame)
        .compose(team -> workers.executeBlocking(() -> plan(generation, frame, sql, team), false));
  }

  private static Optional<SqlRequest> sql(byte[] body) throws MalformedRequest {
    Map<String, Object> members = new JsonObject(Buffer.buffer(body)).getMap();
    if (!members.containsKey(SQL)) {
      return Optional.empty();
    }
    if (!(members.get(SQL) instanceof Map<?, ?> sql)) {
      throw MalformedRequest.illTyped(SQL, "an object");
    }
    try {
      return Optional.of(SqlRequest.of(sql));
    } catch (FilterProblem e) {
      throw new MalformedRequest(e.field(), e.problem());
    }
  }

  private Buffer plan(
      ServedGeneration generation, Frame frame, Optional<SqlRequest> sql, TeamLookup lookup)
      throws RequestRefused {
    @Nullable Team team = lookup instanceof TeamLookup.Known known ? known.team() : null;
    String unavailable =
        stale.getAsBoolean()
            ? StaleGuard.REASON
            : lookup instanceof TeamLookup.Unavailable ? EngineDecisionPoint.TEAM_UNAVAILABLE : "";
    try {
      Set<Integer> without = sql.isPresent() ? sql.get().without(frame) : Set.of();
      FilterPlan plan =
          unavailable.isEmpty()
              ? FilterPlan.of(generation.snapshot(), frame, team, without)
              : NOTHING;
      JsonObject answer = new JsonObject(FilterMap.of(plan, sql, frame));
      JsonObject context = new JsonObject().put("policy_version", generation.snapshot().version());
      String reason = unavailable.isEmpty() ? plan.reason() : unavailable;
      if (!reason.isEmpty()) {
        context.put("reason", reason);
      }
      return answer.put("context", context).toBuffer();
    } catch (FilterProblem e) {
      throw new MalformedRequest(e.field(), e.problem());
    } catch (NotExpressible e) {
      throw new RequestInexpressible(e.told());
    }
  }
}
