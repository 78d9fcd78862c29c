package dev.portreeve.workbench.editor;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.StringType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What messages, requirements and routes may say. */
final class PlainFileSchemas {
  private final Schema schema;

  PlainFileSchemas(Snapshot snapshot) {
    this.schema = snapshot.schema();
  }

  Map<String, Object> messages() {
    Map<String, Object> byAction = new LinkedHashMap<>();
    byAction.put("default", JsonSchema.string());
    new TreeSet<>(schema.actions().keySet())
        .forEach(action -> byAction.put(action, JsonSchema.string()));
    return JsonSchema.document(
        "The messages of the set " + schema.name(),
        JsonSchema.mapOf(
            JsonSchema.of("anyOf", List.of(JsonSchema.string(), JsonSchema.closed(byAction)))));
  }

  Map<String, Object> requirements() {
    return JsonSchema.document(
        "The requirements of the set " + schema.name(),
        JsonSchema.mapOf(
            JsonSchema.closed(
                JsonSchema.of(
                    "basis",
                        JsonSchema.described(
                            "source: a source says it; derived: it follows; doc: other pages.",
                            JsonSchema.oneOf(List.of("source", "derived", "doc"))),
                    "text", JsonSchema.string()),
                "basis",
                "text")));
  }

  Map<String, Object> routes() {
    Map<String, Object> route =
        JsonSchema.of(
            "host", JsonSchema.string(),
            "method",
                JsonSchema.of(
                    "anyOf", List.of(JsonSchema.string(), JsonSchema.list(JsonSchema.string()))),
            "path", JsonSchema.string(),
            "action",
                JsonSchema.of(
                    "anyOf",
                    List.of(
                        JsonSchema.oneOf(new TreeSet<>(schema.actions().keySet())),
                        facts(Entity.ACTION, "name"))));
    route.put("subject", facts(Entity.SUBJECT));
    route.put("resource", facts(Entity.RESOURCE, "type", "id"));
    route.put("context", facts(Entity.CONTEXT));
    return JsonSchema.document(
        "The routes of the set " + schema.name(),
        JsonSchema.closed(
            JsonSchema.of(
                "default", JsonSchema.oneOf(List.of("deny", "permit")),
                "trusted_headers", JsonSchema.list(JsonSchema.string()),
                "routes", JsonSchema.list(JsonSchema.of("type", "object", "properties", route)))));
  }

  private Map<String, Object> facts(Entity entity, String... own) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (String name : own) {
      facts.put(name, Map.of());
    }
    for (Fact fact : schema.facts()) {
      if (fact.entity() == entity && !Schema.BUILT_IN.contains(fact.name())) {
        facts.put(fact.name(), JsonSchema.described(fact.description(), source()));
      }
    }
    return JsonSchema.of("type", "object", "properties", facts);
  }

  private static Map<String, Object> source() {
    Map<String, Object> sources = new LinkedHashMap<>();
    for (String kind : List.of("path", "query", "header", "claim", "identity", "constant")) {
      sources.put(kind, Map.of());
    }
    return JsonSchema.of(
        "anyOf",
        List.of(
            JsonSchema.of("type", "object", "properties", sources, "maxProperties", 1),
            JsonSchema.of("type", List.of("string", "number", "boolean", "array"))));
  }

  /** The values of the team attribute `plan`; none when there is no such attribute. */
  List<String> plans() {
    int at = schema.attributes().indexOf("plan");
    return at >= 0 && schema.attributes().field(at).type() instanceof StringType text
        ? text.values()
        : List.of();
  }
}
