package dev.portreeve.sidecar.search;

import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.UnknownFact;
import dev.portreeve.engine.search.SearchPage;
import dev.portreeve.engine.search.SearchPlan;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page of results and what there is to say of it.
 *
 * @param sought subject, resource or action
 * @param type of the subjects or resources; empty for actions
 * @param page what was found
 * @param obligations what a caller must carry out with each of them, if anything
 * @param nextToken what the next page is asked for with; empty when nothing is left
 * @param paged whether the request says something of pages
 * @param policyVersion that the page was decided under
 * @param policyChanged whether an earlier page was decided under another one
 * @param reason why nothing is listed though something might be, or empty
 * @param unknown what the request says that the schema does not declare, if it is to be told
 * @param plan which candidates were to be looked at
 * @param explained whether the plan is told in full
 */
public record SearchAnswer(
    Entity sought,
    String type,
    SearchPage page,
    Map<String, List<Obligation>> obligations,
    String nextToken,
    boolean paged,
    String policyVersion,
    boolean policyChanged,
    String reason,
    List<UnknownFact> unknown,
    SearchPlan plan,
    boolean explained) {
  public SearchAnswer {
    obligations = Map.copyOf(obligations);
    unknown = List.copyOf(unknown);
  }

  /** The body of the response; a search whose results fit into one page is told these alone. */
  public Buffer json() {
    JsonObject body = new JsonObject();
    if (inPages()) {
      body.put(
          "page",
          new JsonObject()
              .put("next_token", nextToken)
              .put("count", page.found().size())
              .put(
                  "properties",
                  new JsonObject()
                      .put("examined", page.examined())
                      .put("decided", page.decided())
                      .put("by", plan.by())
                      .put("end", end())));
    }
    JsonObject context = context();
    if (!context.isEmpty()) {
      body.put("context", context);
    }
    JsonArray results = new JsonArray();
    page.found().forEach(found -> results.add(result(found)));
    return body.put("results", results).toBuffer();
  }

  private boolean inPages() {
    return paged || !nextToken.isEmpty();
  }

  private JsonObject context() {
    JsonObject context = new JsonObject();
    if (inPages()) {
      context.put("policy_version", policyVersion);
      if (policyChanged) {
        context.put("policy_changed", true);
      }
    }
    if (!reason.isEmpty()) {
      context.put("reason", reason);
    }
    if (!unknown.isEmpty()) {
      context.put("unknown_facts", unknown.stream().map(UnknownFact::told).toList());
    }
    if (explained) {
      context.put("explanation", new JsonObject(plan.map()));
    }
    return context;
  }

  /**
   * What a record tells of it.
   *
   * @param limit the most results that were wanted
   * @param continued whether it is not the first page
   */
  Map<String, Object> told(int limit, boolean continued) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("results", page.found().size());
    told.put("examined", page.examined());
    told.put("decided", page.decided());
    told.put("by", plan.by());
    told.put("end", end());
    told.put("limit", limit);
    told.put("continued", continued);
    if (!reason.isEmpty()) {
      told.put("reason", reason);
    }
    return told;
  }

  private String end() {
    return switch (page.end()) {
      case ALL -> "all";
      case LIMIT -> "limit";
      case BUDGET -> "budget";
    };
  }

  private JsonObject result(SearchPage.Found found) {
    JsonObject result =
        sought == Entity.ACTION
            ? new JsonObject().put("name", found.id())
            : new JsonObject().put("type", type).put("id", found.id());
    List<Obligation> own = obligations.getOrDefault(found.like(), List.of());
    return own.isEmpty() ? result : result.put("obligations", json(own));
  }

  private static JsonArray json(List<Obligation> obligations) {
    JsonArray json = new JsonArray();
    for (Obligation obligation : obligations) {
      json.add(
          new JsonObject()
              .put("id", Integer.toString(json.size() + 1))
              .put("type", obligation.type())
              .put("properties", new JsonObject(obligation.properties())));
    }
    return json;
  }
}
