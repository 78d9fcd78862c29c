package dev.portreeve.cli;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/** An AuthZEN request as it is put together on a command line. */
final class CheckRequestBuilder {
  private final JsonObject json;

  /**
   * @param json what it begins with
   */
  CheckRequestBuilder(JsonObject json) {
    this.json = json.copy();
  }

  /** Says who or what an entity is, and facts about it; of either there may be none to say. */
  void entity(String name, Map<String, String> identity, Map<String, String> properties) {
    if (identity.isEmpty() && properties.isEmpty()) {
      return;
    }
    JsonObject entity = member(json, name);
    identity.forEach(entity::put);
    if (!properties.isEmpty()) {
      facts(member(entity, "properties"), properties);
    }
  }

  /** Says facts of the moment. */
  void context(Map<String, String> context) {
    if (!context.isEmpty()) {
      facts(member(json, "context"), context);
    }
  }

  JsonObject json() {
    return json;
  }

  private static JsonObject member(JsonObject parent, String name) {
    if (!(parent.getValue(name) instanceof JsonObject)) {
      parent.put(name, new JsonObject());
    }
    return parent.getJsonObject(name);
  }

  private static void facts(JsonObject entity, Map<String, String> facts) {
    facts.forEach((name, text) -> entity.put(name, FlagValue.json(text)));
  }
}
