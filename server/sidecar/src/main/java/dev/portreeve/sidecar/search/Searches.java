package dev.portreeve.sidecar.search;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.UnknownFacts;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.search.Candidates;
import dev.portreeve.engine.search.GroupingFields;
import dev.portreeve.engine.search.Search;
import dev.portreeve.engine.search.SearchBudget;
import dev.portreeve.engine.search.SearchIndex;
import dev.portreeve.engine.search.SearchPage;
import dev.portreeve.engine.search.SearchPlan;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.CallerLimits;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.PageRequest;
import dev.portreeve.sidecar.check.RequestForbidden;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.SearchRequest;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.sidecar.decision.StaleGuard;
import dev.portreeve.sidecar.log.CheckSource;
import dev.portreeve.sidecar.log.LoggedSearch;
import dev.portreeve.sidecar.metrics.SearchMeter;
import dev.portreeve.source.team.TeamLookup;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers searches, page by page, on worker threads: each candidate is decided as a check. */
public final class Searches {
  /** What can be sought. */
  public static final List<Entity> SOUGHT = List.of(Entity.SUBJECT, Entity.RESOURCE, Entity.ACTION);

  /** How many results a page has when a request does not say. */
  static final int USUAL_LIMIT = 100;

  /** The most results of a page. */
  public static final int MOST = 1_000;

  private final Checks checks;
  private final DecisionPoint decisions;
  private final PageTokens tokens;
  private final SearchBudget budget;
  private final SearchMeter meter;
  private final boolean groups;

  /* Of the snapshot in force; threads that make it at the same time make the same one. */
  private volatile @Nullable GroupingFields grouping;

  /**
   * @param checks knows what is in force
   * @param decisions decides candidates; not counted as checks
   * @param groups whether that depends on nothing but the policies, so that candidates which these
   *     decide alike need not be decided one by one
   * @param budget how much one page may take
   */
  public Searches(
      Checks checks,
      DecisionPoint decisions,
      boolean groups,
      PageTokens tokens,
      SearchBudget budget,
      SearchMeter meter) {
    this.checks = checks;
    this.decisions = decisions;
    this.groups = groups;
    this.tokens = tokens;
    this.budget = budget;
    this.meter = meter;
  }

  /** What to decode and answer a search under. */
  public ServedGeneration inForce() {
    return checks.inForce();
  }

  /**
   * Who searches.
   *
   * @param caller within whose limits candidates are decided
   * @param source the same for the record
   * @param explained whether the answer says which candidates were looked at, and why
   */
  public record Asker(Caller caller, CheckSource source, boolean explained) {}

  /** Where a page begins and how long it may be. */
  private record Span(String after, int limit, boolean policyChanged) {}

  /**
   * Answers a search, or fails with {@link RequestRefused} what only its run can tell.
   *
   * @param generation that the request was decoded under
   * @param body as it came in
   * @param asker who asks, and how much the answer says
   * @param workers run the search
   */
  public Future<Buffer> answer(
      ServedGeneration generation,
      SearchRequest request,
      byte[] body,
      Asker asker,
      WorkerExecutor workers)
      throws RequestRefused {
    checks.expectDeclared(
        generation,
        request.frame(),
        request.sought() == Entity.ACTION ? "" : request.frame().actionName());
    checks.forgetKept(request.frame());
    QueryFingerprint query = new QueryFingerprint(body, request.sought(), asker.caller().id());
    Span span = span(request, query, generation.snapshot().version());
    expectWithinLimits(request, asker.caller().limits());
    return checks
        .team(generation, request.frame())
        .compose(team -> checks.recorder().whenReady().map(team))
        .compose(
            team ->
                workers.executeBlocking(
                    () -> run(generation, request, span, query, asker, team), false));
  }

  private Span span(SearchRequest request, QueryFingerprint query, String version)
      throws RequestRefused {
    Optional<Integer> limit =
        request.page().flatMap(PageRequest::limit).map(given -> Math.min(given, MOST));
    Optional<String> text = request.page().flatMap(PageRequest::token);
    if (text.isEmpty()) {
      return new Span("", limit.orElse(USUAL_LIMIT), false);
    }
    Optional<PageToken> token = tokens.open(text.get());
    if (token.isEmpty()) {
      throw new MalformedRequest(
          "page.token", "`page.token` is none of this server's: send `next_token` as it came");
    }
    if (!token.get().query().equals(query.text())) {
      throw new MalformedRequest(
          "page.token",
          "`page.token` belongs to another search: only `page.token` may differ between pages");
    }
    if (limit.isPresent() && limit.get() != token.get().limit()) {
      throw new MalformedRequest(
          "page.limit",
          "`page.limit` must be that of the first page, " + token.get().limit() + ", or left out");
    }
    return new Span(
        token.get().after(), token.get().limit(), !token.get().policyVersion().equals(version));
  }

  /** Refuses a search that lies beyond the caller's limits whatever is found. */
  private static void expectWithinLimits(SearchRequest request, CallerLimits limits)
      throws RequestForbidden {
    Optional<CallerLimits.Beyond> beyond = limits.apply(request.frame().copy());
    if (beyond.isPresent() && !concerns(beyond.get(), request.sought())) {
      throw new RequestForbidden(beyond.get().field(), beyond.get().problem());
    }
  }

  private static boolean concerns(CallerLimits.Beyond beyond, Entity sought) {
    return beyond.field().startsWith(sought.variable() + ".") && sought != Entity.RESOURCE;
  }

  private Buffer run(
      ServedGeneration generation,
      SearchRequest request,
      Span span,
      QueryFingerprint query,
      Asker asker,
      TeamLookup lookup) {
    long began = System.nanoTime();
    Caller caller = asker.caller();
    Frame asked = request.frame().copy();
    @Nullable Team team = lookup instanceof TeamLookup.Known known ? known.team() : null;
    Entity sought = request.sought();
    SearchPlan plan = plan(generation.snapshot(), request, asker, team);
    Deciding deciding = new Deciding(generation, sought, caller.limits(), lookup);
    Candidates candidates =
        Candidates.of(
            generation.snapshot(),
            sought,
            request.frame(),
            team,
            grouping(generation.snapshot(), request, caller),
            plan.places(),
            span.after());
    SearchPage page =
        new Search(sought, request.frame(), deciding::permits)
            .run(candidates, span.after(), span.limit(), budget);
    long nanos = System.nanoTime() - began;
    meter.answered(sought, plan.indexed(), page.decided(), nanos);
    String version = generation.snapshot().version();
    @Nullable UnknownFacts unknown = request.frame().unknown();
    boolean more = page.end() != SearchPage.End.ALL && !deciding.stale;
    String token =
        more ? tokens.seal(new PageToken(query.text(), version, span.limit(), page.after())) : "";
    SearchAnswer answer =
        new SearchAnswer(
            sought,
            asked.type(sought),
            page,
            deciding.obligations,
            token,
            request.page().isPresent(),
            version,
            span.policyChanged(),
            deciding.stale ? StaleGuard.REASON : "",
            unknown == null ? List.of() : unknown.named(),
            plan,
            asker.explained());
    checks
        .recorder()
        .record(
            new LoggedSearch(
                LoggedSearch.Type.SEARCH,
                sought,
                generation.snapshot(),
                asked,
                team,
                answer.told(span.limit(), !span.after().isEmpty()),
                asker.source(),
                nanos));
    return answer.json();
  }

  /**
   * Which entries a search looks at: all of them where decisions depend on more than the policies,
   * or the caller may ask about one candidate alone.
   */
  private SearchPlan plan(
      Snapshot snapshot, SearchRequest request, Asker asker, @Nullable Team team) {
    Frame frame = request.frame().copy();
    if (!groups) {
      return SearchPlan.scan(0, "this server's decisions depend on more than its policies");
    }
    if (asker.caller().limits().apply(frame).isPresent()) {
      return SearchPlan.scan(0, "the caller may ask about some candidates alone");
    }
    return asker.explained()
        ? SearchIndex.explained(snapshot, request.sought(), frame, team)
        : SearchIndex.plan(snapshot, request.sought(), frame, team);
  }

  /** What candidates that are decided alike agree in; empty where each is decided by itself. */
  private Optional<List<Integer>> grouping(
      Snapshot snapshot, SearchRequest request, Caller caller) {
    boolean byId = request.sought() == Entity.SUBJECT && caller.limits().self().isPresent();
    if (!groups || byId) {
      return Optional.empty();
    }
    GroupingFields known = grouping;
    if (known == null || known.snapshot() != snapshot) {
      known = new GroupingFields(snapshot);
      grouping = known;
    }
    return known.of(request.sought(), request.frame().actionName());
  }

  /** Decides candidates within a caller's limits. */
  private final class Deciding {
    private final ServedGeneration generation;
    private final Entity sought;
    private final CallerLimits limits;
    private final TeamLookup team;
    private final Map<String, List<Obligation>> obligations = new HashMap<>();
    private boolean stale;

    Deciding(ServedGeneration generation, Entity sought, CallerLimits limits, TeamLookup team) {
      this.generation = generation;
      this.sought = sought;
      this.limits = limits;
      this.team = team;
    }

    boolean permits(Frame frame) {
      if (stale || limits.apply(frame).isPresent()) {
        return false;
      }
      Decision decision = decisions.decide(generation.snapshot(), frame, team);
      stale = decision.reason().equals(StaleGuard.REASON);
      if (decision.permitted() && !decision.obligations().isEmpty()) {
        obligations.put(frame.id(sought), decision.obligations());
      }
      return decision.permitted();
    }
  }
}
