package dev.portreeve.workbench.editor;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.StructType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a file of the set's directory may say. */
final class DirectoryFileSchema {
  private DirectoryFileSchema() {}

  /** Whether the set's facts may come from a directory at all. */
  static boolean wanted(Schema schema) {
    return !schema.person().fields().isEmpty() || !schema.resourceEntry().fields().isEmpty();
  }

  static Map<String, Object> document(Schema schema) {
    return JsonSchema.document(
        "A file of the directory of the set " + schema.name(),
        JsonSchema.closed(
            JsonSchema.of(
                "subjects",
                JsonSchema.described(
                    "By type and id, what is known of subjects.",
                    section(schema, Entity.SUBJECT, schema.subjectTypes(), schema.person())),
                "resources",
                JsonSchema.described(
                    "By type and id, what is known of resources.",
                    section(
                        schema,
                        Entity.RESOURCE,
                        schema.allResourceTypes(),
                        schema.resourceEntry())))));
  }

  private static Map<String, Object> section(
      Schema schema, Entity entity, List<String> types, StructType held) {
    if (types.isEmpty()) {
      return JsonSchema.mapOf(JsonSchema.mapOf(orNothing(facts(schema, entity, "", held))));
    }
    Map<String, Object> byType = new LinkedHashMap<>();
    for (String type : types) {
      byType.put(type, JsonSchema.mapOf(orNothing(facts(schema, entity, type, held))));
    }
    return JsonSchema.closed(byType);
  }

  private static Map<String, Object> facts(
      Schema schema, Entity entity, String type, StructType held) {
    Map<String, Object> facts = new LinkedHashMap<>();
    held.fields()
        .forEach(
            field -> {
              Fact fact = schema.fact(entity, field.name()).orElseThrow();
              schema
                  .stated(fact, type)
                  .ifPresent(
                      stated ->
                          facts.put(
                              field.name(),
                              JsonSchema.described(field.description(), TypeSchemas.of(stated))));
            });
    return JsonSchema.closed(facts);
  }

  /** An entry of which nothing is said has no value. */
  private static Map<String, Object> orNothing(Map<String, Object> facts) {
    return JsonSchema.of("anyOf", List.of(facts, JsonSchema.of("type", "null")));
  }
}
