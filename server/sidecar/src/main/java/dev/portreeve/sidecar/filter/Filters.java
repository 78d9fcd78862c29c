package dev.portreeve.sidecar.filter;

import dev.portreeve.engine.compiled.NotExpressible;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.UnknownFacts;
import dev.portreeve.engine.filter.FilterMap;
import dev.portreeve.engine.filter.FilterPlan;
import dev.portreeve.engine.filter.FilterProblem;
import dev.portreeve.engine.filter.SqlRequest;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.UnknownFact;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestInexpressible;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.SearchRequest;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.decision.EngineDecisionPoint;
import dev.portreeve.sidecar.decision.StaleGuard;
import dev.portreeve.sidecar.log.CheckSource;
import dev.portreeve.sidecar.log.LoggedSearch;
import dev.portreeve.sidecar.metrics.FilterMeter;
import dev.portreeve.source.team.TeamLookup;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
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

  private static final String REASON = "reason";

  private static final FilterPlan NOTHING = new FilterPlan(Condition.never(), List.of(), "");

  private final Checks checks;
  private final BooleanSupplier stale;
  private final boolean policiesAlone;
  private final FilterMeter meter;

  /**
   * @param checks knows what is in force
   * @param stale whether what is in force is too old to permit anything
   * @param policiesAlone whether decisions depend on nothing but the policies
   */
  public Filters(Checks checks, BooleanSupplier stale, boolean policiesAlone, FilterMeter meter) {
    this.meter = meter;
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
   * @param request with the member {@link #SQL}, under the generation
   * @param caller who asks
   * @param source the same for the record
   * @param workers make the plan
   */
  public Future<Buffer> answer(
      ServedGeneration generation,
      SearchRequest request,
      Caller caller,
      CheckSource source,
      WorkerExecutor workers)
      throws RequestRefused {
    Frame frame = request.frame();
    checks.expectDeclared(generation, frame, frame.actionName());
    caller.hold(frame);
    checks.forgetKept(frame);
    if (!policiesAlone) {
      throw new RequestInexpressible(
          "not_expressible: this server's decisions depend on more than its policies");
    }
    Optional<SqlRequest> sql = sql(request);
    return checks
        .team(generation, frame)
        .compose(team -> checks.recorder().whenReady().map(team))
        .compose(
            team ->
                workers.executeBlocking(() -> plan(generation, frame, sql, team, source), false));
  }

  private static Optional<SqlRequest> sql(SearchRequest request) throws MalformedRequest {
    if (!request.beside().containsKey(SQL)) {
      return Optional.empty();
    }
    if (!(request.beside().get(SQL) instanceof Map<?, ?> sql)) {
      throw MalformedRequest.illTyped(SQL, "an object");
    }
    try {
      return Optional.of(SqlRequest.of(sql));
    } catch (FilterProblem e) {
      throw new MalformedRequest(e.field(), e.problem());
    }
  }

  private Buffer plan(
      ServedGeneration generation,
      Frame frame,
      Optional<SqlRequest> sql,
      TeamLookup lookup,
      CheckSource source)
      throws RequestRefused {
    long began = System.nanoTime();
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
      String reason = unavailable.isEmpty() ? plan.reason() : unavailable;
      JsonObject answer = answer(plan, sql, frame, generation.snapshot().version(), reason);
      Map<String, Object> told = new LinkedHashMap<>();
      told.put(FilterMap.FILTER, answer.getString(FilterMap.FILTER));
      told.put(SQL, sql.isPresent());
      if (!reason.isEmpty()) {
        told.put(REASON, reason);
      }
      meter.answered(answer.getString(FilterMap.FILTER));
      LoggedSearch record =
          new LoggedSearch(
              LoggedSearch.Type.FILTER,
              Entity.RESOURCE,
              generation.snapshot(),
              frame,
              team,
              told,
              source,
              System.nanoTime() - began);
      checks.recorder().record(record);
      return answer.toBuffer();
    } catch (FilterProblem e) {
      throw new MalformedRequest(e.field(), e.problem());
    } catch (NotExpressible e) {
      throw new RequestInexpressible(e.told());
    }
  }

  /**
   * The body of an answer.
   *
   * @param version of the policy set
   * @param reason why nothing is permitted whatever the resource, or empty
   */
  public static JsonObject answer(
      FilterPlan plan, Optional<SqlRequest> sql, Frame frame, String version, String reason)
      throws NotExpressible, FilterProblem {
    JsonObject context = new JsonObject().put("policy_version", version);
    if (!reason.isEmpty()) {
      context.put(REASON, reason);
    }
    @Nullable UnknownFacts unknown = frame.unknown();
    if (unknown != null && !unknown.named().isEmpty()) {
      context.put("unknown_facts", unknown.named().stream().map(UnknownFact::told).toList());
    }
    return new JsonObject(FilterMap.of(plan, sql, frame)).put("context", context);
  }
}
