package dev.portreeve.workbench.editor;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a file of cases may say. */
final class CaseFileSchema {
  private final Snapshot snapshot;
  private final Schema schema;
  private final Set<String> teams;

  /**
   * @param teams the ids of those that the set ships
   */
  CaseFileSchema(Snapshot snapshot, Set<String> teams) {
    this.snapshot = snapshot;
    this.schema = snapshot.schema();
    this.teams = teams;
  }

  Map<String, Object> document() {
    Map<String, Object> one =
        JsonSchema.of(
            "name", JsonSchema.string(),
            "description", JsonSchema.string(),
            "cites", JsonSchema.list(JsonSchema.oneOf(snapshot.requirements().byId().keySet())));
    one.putAll(request());
    one.put(
        "matrix",
        JsonSchema.described(
            "Values at paths of the case; it is run for every combination.",
            JsonSchema.of(
                "type",
                "object",
                "propertyNames",
                JsonSchema.suggested(paths()),
                "additionalProperties",
                JsonSchema.of("type", "array", "minItems", 1))));
    one.put("columns", JsonSchema.list(JsonSchema.suggested(paths())));
    one.put("rows", JsonSchema.list(JsonSchema.of("type", "array")));
    one.put("want", want());
    Map<String, Object> file =
        JsonSchema.closed(
            JsonSchema.of(
                "action", JsonSchema.suggested(schema.policies()),
                "description", JsonSchema.string(),
                "defaults", JsonSchema.closed(request()),
                "cases", JsonSchema.list(JsonSchema.closed(one, "name"))),
            "action",
            "cases");
    file.put("definitions", JsonSchema.of("team", TeamFileSchema.of(schema)));
    return JsonSchema.document("Cases of the set " + schema.name(), file);
  }

  private Map<String, Object> request() {
    Map<String, Object> request = new LinkedHashMap<>();
    for (Entity entity : Entity.values()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      if (entity == Entity.SUBJECT || entity == Entity.RESOURCE) {
        facts.put(
            "type",
            JsonSchema.suggested(
                entity == Entity.SUBJECT ? schema.subjectTypes() : resourceTypes()));
        facts.put("id", JsonSchema.string());
      }
      for (Fact fact : schema.facts()) {
        if (fact.entity() == entity) {
          // Cases may say what does not fit, to see it refused: so facts are suggested, not
          // required.
          facts.put(
              fact.name(),
              JsonSchema.described(
                  fact.description(),
                  JsonSchema.of("anyOf", List.of(TypeSchemas.of(fact.type()), Map.of()))));
        }
      }
      request.put(entity.variable(), JsonSchema.of("type", "object", "properties", facts));
    }
    if (schema.team().isPresent()) {
      List<String> names = new ArrayList<>(teams);
      names.add("none");
      request.put(
          "team", JsonSchema.of("anyOf", List.of(JsonSchema.oneOf(names), JsonSchema.ref("team"))));
    }
    return request;
  }

  private List<String> resourceTypes() {
    return schema.actions().values().stream()
        .flatMap(action -> action.resourceTypes().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private List<String> paths() {
    List<String> paths = new ArrayList<>(List.of("subject.type", "subject.id", "resource.id"));
    for (Fact fact : schema.facts()) {
      paths.add(fact.variable());
    }
    if (schema.team().isPresent()) {
      paths.add("team");
      schema.attributes().fields().forEach(field -> paths.add("team." + field.name()));
      paths.add("team.settings");
      for (Setting setting : schema.settings()) {
        paths.add("team.settings." + setting.key());
      }
    }
    for (String member : List.of("outcome", "reason", "advice", "obligations", "detail")) {
      paths.add("want." + member);
    }
    return paths;
  }

  private Map<String, Object> want() {
    Set<String> reasons = new TreeSet<>(snapshot.messages().reasons());
    reasons.addAll(Reasons.ALL);
    reasons.add("none");
    List<String> missing = schema.facts().stream().map(Fact::path).toList();
    Map<String, Object> acts =
        JsonSchema.list(
            JsonSchema.of(
                "anyOf",
                List.of(
                    JsonSchema.string(),
                    JsonSchema.of("type", "object", "required", List.of("action")))));
    return JsonSchema.closed(
        JsonSchema.of(
            "outcome",
                JsonSchema.oneOf(List.of(Outcome.values()).stream().map(Outcome::code).toList()),
            "reason", JsonSchema.suggested(reasons),
            "obligations", acts,
            "advice", acts,
            "approvers",
                JsonSchema.list(JsonSchema.of("type", "string", "pattern", "^(role|user|group):")),
            "missing", JsonSchema.list(JsonSchema.suggested(missing)),
            "detail", JsonSchema.of("type", "object")));
  }
}
