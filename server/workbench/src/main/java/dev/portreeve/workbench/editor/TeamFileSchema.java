package dev.portreeve.workbench.editor;

import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a team file may say. */
final class TeamFileSchema {
  private TeamFileSchema() {}

  static Map<String, Object> document(Schema schema) {
    return JsonSchema.document("A team of the set " + schema.name(), of(schema, "id"));
  }

  /** The members of a team file, for use inside cases as well. */
  static Map<String, Object> of(Schema schema, String... required) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        "id",
        JsonSchema.described(
            "The team's id: the name of its file.",
            JsonSchema.of("type", "string", "pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")));
    Map<String, Object> attributes = TypeSchemas.struct(schema.attributes());
    if (attributes.get("properties") instanceof Map<?, ?> fields) {
      fields.forEach((name, type) -> properties.put(String.valueOf(name), type));
    }
    properties.put("settings", JsonSchema.closed(settings(schema)));
    properties.put(
        "members",
        JsonSchema.described(
            "What the team's directory says of people, by their id.",
            JsonSchema.mapOf(TypeSchemas.struct(schema.person()))));
    return JsonSchema.closed(properties, required);
  }

  private static Map<String, Object> settings(Schema schema) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (Setting setting : schema.settings()) {
      StringBuilder text = new StringBuilder(setting.title());
      if (!setting.description().isEmpty()) {
        text.append(text.length() > 0 ? ". " : "").append(setting.description());
      }
      if (!setting.plans().isEmpty()) {
        String plans = String.join(", ", setting.plans().stream().sorted().toList());
        text.append(text.length() > 0 ? ". " : "").append("Plans: ").append(plans);
      }
      settings.put(
          setting.key(), JsonSchema.described(text.toString(), TypeSchemas.of(setting.type())));
    }
    return settings;
  }
}
