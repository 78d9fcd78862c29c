package dev.portreeve.cli;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.search.Candidates;
import dev.portreeve.engine.search.GroupingFields;
import dev.portreeve.engine.search.Search;
import dev.portreeve.engine.search.SearchBudget;
import dev.portreeve.engine.search.SearchIndex;
import dev.portreeve.engine.search.SearchPage;
import dev.portreeve.engine.search.SearchPlan;
import dev.portreeve.sidecar.check.PageRequest;
import dev.portreeve.sidecar.check.SearchRequest;
import dev.portreeve.sidecar.search.SearchAnswer;
import dev.portreeve.sidecar.search.Searches;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A search of a policy set in this process, as a server would answer it that serves the set. */
final class LocalSearch {
  private final Snapshot snapshot;
  private final SearchRequest request;
  private final @Nullable Team team;
  private final Map<String, List<Obligation>> obligations = new HashMap<>();

  LocalSearch(LocalSet set, Sought sought, JsonObject request) throws NoAnswerException {
    this.snapshot = set.snapshot();
    this.request = set.search(sought, request, Set.of());
    this.team = set.team(this.request.frame());
  }

  /** Which candidates are looked at, and why. */
  SearchPlan plan() {
    return SearchIndex.explained(snapshot, request.sought(), request.frame().copy(), team);
  }

  /** The answer, in AuthZEN's form; what a server would give page by page comes at once. */
  JsonObject answer() {
    SearchPlan plan = plan();
    int limit = request.page().flatMap(PageRequest::limit).orElse(Searches.MOST);
    List<SearchPage.Found> found = new ArrayList<>();
    SearchPage page = new SearchPage(List.of(), SearchPage.End.BUDGET, "", 0, 0);
    int examined = 0;
    int decided = 0;
    while (page.end() == SearchPage.End.BUDGET) {
      page = page(plan, page.after(), limit - found.size());
      found.addAll(page.found());
      examined += page.examined();
      decided += page.decided();
    }
    SearchPage whole = new SearchPage(found, page.end(), page.after(), examined, decided);
    return new SearchAnswer(
            request.sought(),
            request.frame().type(request.sought()),
            whole,
            obligations,
            /* nextToken= */ "",
            /* paged= */ true,
            snapshot.version(),
            /* policyChanged= */ false,
            /* reason= */ "",
            List.of(),
            plan,
            /* explained= */ true)
        .json()
        .toJsonObject();
  }

  private SearchPage page(SearchPlan plan, String after, int limit) {
    Candidates candidates =
        Candidates.of(
            snapshot,
            request.sought(),
            request.frame(),
            team,
            new GroupingFields(snapshot).of(request.sought(), request.frame().actionName()),
            plan.places(),
            after);
    return new Search(request.sought(), request.frame().copy(), this::permits)
        .run(candidates, after, limit, SearchBudget.USUAL);
  }

  private boolean permits(Frame frame) {
    Decision decision = team == null ? snapshot.decide(frame) : snapshot.decide(frame, team);
    if (decision.permitted() && !decision.obligations().isEmpty()) {
      obligations.put(frame.id(request.sought()), decision.obligations());
    }
    return decision.permitted();
  }
}
