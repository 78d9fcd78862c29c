package dev.portreeve.workbench.generate;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests of a set's actions as JSON Schemas (2020-12). */
final class RequestSchemas {
  static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private RequestSchemas() {}

  /** The schema of one action's request, as the whole of a file. */
  static Map<String, Object> document(Schema set, RequestShape shape) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("$schema", DIALECT);
    document.put("title", set.name() + ": " + shape.action().name());
    document.putAll(of(shape));
    return document;
  }

  /** The schema of one action's request. */
  static Map<String, Object> of(RequestShape shape) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("subject", party(shape, Entity.SUBJECT, shape.subjectTypes()));
    parts.put("action", action(shape));
    parts.put("resource", party(shape, Entity.RESOURCE, shape.resourceTypes()));
    parts.put("context", context(shape));
    List<String> required = new ArrayList<>(List.of("subject", "action", "resource"));
    if (shape.needsAny(Entity.CONTEXT)) {
      required.add("context");
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    if (!shape.action().description().isEmpty()) {
      schema.put("description", shape.action().description());
    }
    schema.putAll(ValueSchemas.object(parts, required));
    return schema;
  }

  private static Map<String, Object> party(RequestShape shape, Entity entity, List<String> types) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", types.isEmpty() ? ValueSchemas.filled() : Map.of("enum", types));
    members.put("id", ValueSchemas.filled());
    return withProperties(shape, entity, members, "type", "id");
  }

  private static Map<String, Object> action(RequestShape shape) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", Map.of("const", shape.action().name()));
    return withProperties(shape, Entity.ACTION, members, "name");
  }

  private static Map<String, Object> withProperties(
      RequestShape shape, Entity entity, Map<String, Object> members, String... required) {
    List<String> all = new ArrayList<>(List.of(required));
    members.put("properties", facts(shape, entity, Map.of()));
    if (shape.needsAny(entity)) {
      all.add("properties");
    }
    return ValueSchemas.object(members, all);
  }

  private static Map<String, Object> context(RequestShape shape) {
    Map<String, Object> server = new LinkedHashMap<>();
    server.put("decision_id", Map.of("type", "boolean"));
    server.put("explain", Map.of("type", "boolean"));
    server.put("fulfil", Map.of("type", "boolean"));
    server.put("unknown_facts", Map.of("enum", List.of("ignore", "report", "refuse")));
    return facts(shape, Entity.CONTEXT, server);
  }

  private static Map<String, Object> facts(
      RequestShape shape, Entity entity, Map<String, Object> beside) {
    Map<String, Object> members = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RequestShape.Part part : shape.facts(entity)) {
      members.put(part.fact().name(), ValueSchemas.of(part));
      if (part.required()) {
        required.add(part.fact().name());
      }
    }
    beside.forEach(members::putIfAbsent);
    Optional<ProposedChange> change = shape.change(entity);
    change.ifPresent(proposed -> ChangeSchema.declare(proposed, members));
    Map<String, Object> schema = ValueSchemas.object(members, required);
    change.ifPresent(proposed -> schema.put("anyOf", ChangeSchema.choices(proposed)));
    return schema;
  }
}
