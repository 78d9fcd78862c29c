package dev.portreeve.workbench.editor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code schema.yaml} itself may say. */
final class SchemaFileSchema {
  private SchemaFileSchema() {}

  /**
   * @param plans the plans of the set, which settings may name
   */
  static Map<String, Object> document(List<String> plans) {
    Map<String, Object> facts = entity();
    Map<String, Object> setting = type();
    setting.put("plans", JsonSchema.list(JsonSchema.oneOf(plans)));
    setting.put("roles", JsonSchema.list(JsonSchema.string()));
    Map<String, Object> path =
        JsonSchema.of(
            "type", "string", "pattern", "^(subject|action|resource)\\.properties\\.|^context\\.");
    Map<String, Object> action =
        JsonSchema.of(
            "description", JsonSchema.string(),
            "resource",
                JsonSchema.of("anyOf", List.of(JsonSchema.list(JsonSchema.string()), facts)),
            "subject", facts,
            "context", facts,
            "action", JsonSchema.mapOf(JsonSchema.ref("type")),
            "fulfil", fulfilment());
    Map<String, Object> schema =
        JsonSchema.of(
            "type",
            "object",
            "required",
            List.of("name"),
            "properties",
            JsonSchema.of(
                "name", JsonSchema.string(),
                "description", JsonSchema.string(),
                "team", JsonSchema.described("The fact that carries the team's id.", path),
                "$defs", JsonSchema.mapOf(JsonSchema.ref("type")),
                "groups",
                    JsonSchema.described(
                        "Actions that share the policy of the group's name.",
                        JsonSchema.mapOf(JsonSchema.list(JsonSchema.string()))),
                "subject", facts,
                "action", facts,
                "resource", facts,
                "context", facts,
                "team_attributes", JsonSchema.mapOf(JsonSchema.ref("type")),
                "settings",
                    JsonSchema.mapOf(JsonSchema.of("type", "object", "properties", setting)),
                "change",
                    JsonSchema.closed(
                        JsonSchema.of("setting", path, "value", path, "add", path, "remove", path)),
                "requests", requests(),
                "records", records(),
                "secrets", JsonSchema.mapOf(JsonSchema.string()),
                "provisioning",
                    JsonSchema.closed(
                        JsonSchema.of(
                            "groups",
                            JsonSchema.string(),
                            "roles",
                            JsonSchema.string(),
                            "new",
                            JsonSchema.of("type", "object"))),
                "actions", JsonSchema.mapOf(JsonSchema.of("type", "object", "properties", action)),
                "obligations", obligations()));
    schema.put(
        "definitions",
        JsonSchema.of("type", JsonSchema.of("type", "object", "properties", type())));
    return JsonSchema.document("The schema of a policy set", schema);
  }

  /** What becomes of what needs approval. */
  private static Map<String, Object> requests() {
    Map<String, Object> days = JsonSchema.of("type", "integer");
    return JsonSchema.closed(
        JsonSchema.of(
            "obligation", JsonSchema.string(),
            "kind", JsonSchema.string(),
            "facts", JsonSchema.mapOf(JsonSchema.mapOf(JsonSchema.string())),
            "may_change", JsonSchema.list(JsonSchema.string()),
            "waits", JsonSchema.closed(JsonSchema.of("member", JsonSchema.string(), "days", days)),
            "approval",
                JsonSchema.closed(
                    JsonSchema.of(
                        "uses",
                        JsonSchema.oneOf(List.of("once", "until_it_ends")),
                        "days",
                        days))));
  }

  /** What decisions carry, and what the store does about it. */
  private static Map<String, Object> obligations() {
    return JsonSchema.mapOf(
        JsonSchema.of(
            "type",
            "object",
            "properties",
            JsonSchema.of(
                "description", JsonSchema.string(),
                "required", JsonSchema.list(JsonSchema.string()),
                "properties", JsonSchema.mapOf(JsonSchema.ref("type")),
                "fulfil", fulfilment())));
  }

  /** What becomes of records: one thing, or several one after the other. */
  private static Map<String, Object> fulfilment() {
    Map<String, Object> any = JsonSchema.of("type", "object");
    Map<String, Object> parts = new LinkedHashMap<>();
    for (String operation : List.of("put", "keep", "set", "touch", "remove", "id")) {
      parts.put(operation, JsonSchema.string());
    }
    for (String part : List.of("where", "members", "add", "drop", "when")) {
      parts.put(part, any);
    }
    Map<String, Object> one = JsonSchema.closed(parts);
    return JsonSchema.described(
        "What a server that keeps records does about it: put, keep, set, touch or remove one.",
        JsonSchema.of("anyOf", List.of(one, JsonSchema.list(one))));
  }

  /** What a store can keep beside facts of subjects and resources. */
  private static Map<String, Object> records() {
    Map<String, Object> any = JsonSchema.of("type", "object");
    Map<String, Object> fact =
        JsonSchema.closed(
            JsonSchema.of(
                "fact", JsonSchema.string(),
                "actions", JsonSchema.list(JsonSchema.string()),
                "when", any,
                "where", any,
                "values", JsonSchema.string(),
                "each", JsonSchema.mapOf(JsonSchema.string()),
                "named", JsonSchema.of("type", "boolean"),
                "count", JsonSchema.mapOf(any)));
    return JsonSchema.mapOf(
        JsonSchema.closed(
            JsonSchema.of(
                "description", JsonSchema.string(),
                "properties", JsonSchema.mapOf(JsonSchema.ref("type")),
                "facts", JsonSchema.list(fact))));
  }

  /** An entity's facts, some of them of one type alone. */
  private static Map<String, Object> entity() {
    Map<String, Object> properties =
        JsonSchema.of("properties", JsonSchema.mapOf(JsonSchema.ref("type")));
    Map<String, Object> byType =
        JsonSchema.mapOf(
            JsonSchema.of("type", List.of("object", "null"), "properties", properties));
    Map<String, Object> all =
        JsonSchema.of(
            "types", JsonSchema.of("anyOf", List.of(JsonSchema.list(JsonSchema.string()), byType)));
    all.putAll(properties);
    return JsonSchema.of("type", "object", "properties", all);
  }

  private static Map<String, Object> type() {
    return JsonSchema.of(
        "type",
            JsonSchema.oneOf(List.of("boolean", "integer", "number", "string", "array", "object")),
        "$ref", JsonSchema.described("What $defs says of this name.", JsonSchema.string()),
        "enum", JsonSchema.of("type", "array"),
        "items", JsonSchema.ref("type"),
        "properties", JsonSchema.mapOf(JsonSchema.ref("type")),
        "additionalProperties", JsonSchema.ref("type"),
        "required", JsonSchema.list(JsonSchema.string()),
        "default", Map.of(),
        "format", JsonSchema.oneOf(List.of("date-time", "semver", "package-pattern", "sealed")),
        "pattern", JsonSchema.string(),
        "minimum", JsonSchema.of("type", "number"),
        "maximum", JsonSchema.of("type", "number"),
        "title", JsonSchema.string(),
        "description", JsonSchema.string(),
        "split", JsonSchema.string(),
        "entry", Map.of(),
        "directory", Map.of());
  }
}
