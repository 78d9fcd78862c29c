package dev.portreeve.engine.cases;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A check as a caller would send it: raw values in AuthZEN's shape.
 *
 * @param subject who
 * @param action its name
 * @param actionProperties its facts
 * @param resource what
 * @param context further facts
 */
public record CaseRequest(
    Party subject,
    String action,
    Map<String, Object> actionProperties,
    Party resource,
    Map<String, Object> context) {

  public CaseRequest {
    actionProperties = unmodifiable(actionProperties);
    context = unmodifiable(context);
  }

  /**
   * A subject or resource.
   *
   * @param type what kind
   * @param id which one
   * @param properties its facts
   */
  public record Party(String type, String id, Map<String, Object> properties) {
    public Party {
      properties = unmodifiable(properties);
    }

    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("type", type);
      json.put("id", id);
      if (!properties.isEmpty()) {
        json.put("properties", properties);
      }
      return json;
    }
  }

  /** What the engine decides about. */
  public Frame frame(Schema schema, Instant now) {
    Frame frame =
        Frame.of(schema, now)
            .subject(subject.type(), subject.id())
            .action(action)
            .resource(resource.type(), resource.id());
    subject.properties().forEach((name, raw) -> frame.fact(Entity.SUBJECT, name, raw));
    actionProperties.forEach((name, raw) -> frame.fact(Entity.ACTION, name, raw));
    resource.properties().forEach((name, raw) -> frame.fact(Entity.RESOURCE, name, raw));
    context.forEach((name, raw) -> frame.fact(Entity.CONTEXT, name, raw));
    return frame;
  }

  /** The body of an AuthZEN evaluation request: maps, lists, scalars and JSON nulls. */
  public Map<String, Object> json() {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("name", action);
    if (!actionProperties.isEmpty()) {
      named.put("properties", actionProperties);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("subject", subject.json());
    json.put("action", named);
    json.put("resource", resource.json());
    if (!context.isEmpty()) {
      json.put("context", context);
    }
    return json;
  }

  private static Map<String, Object> unmodifiable(Map<String, Object> facts) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }
}
