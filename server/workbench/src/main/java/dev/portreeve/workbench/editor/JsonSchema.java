package dev.portreeve.workbench.editor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The vocabulary of JSON Schema (draft 7) as plain maps. */
final class JsonSchema {
  private JsonSchema() {}

  static Map<String, Object> of(Object... namesAndValues) {
    Map<String, Object> schema = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      schema.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return schema;
  }

  static Map<String, Object> string() {
    return of("type", "string");
  }

  static Map<String, Object> described(String description, Map<String, Object> schema) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (!description.isEmpty()) {
      all.put("description", description);
    }
    all.putAll(schema);
    return all;
  }

  /** One of some texts; any text where none is known. */
  static Map<String, Object> oneOf(Collection<String> values) {
    return values.isEmpty() ? string() : of("enum", List.copyOf(values));
  }

  /** Any text, with some to choose from. */
  static Map<String, Object> suggested(Collection<String> values) {
    return values.isEmpty() ? string() : of("anyOf", List.of(oneOf(values), string()));
  }

  static Map<String, Object> list(Map<String, Object> items) {
    return of("type", "array", "items", items);
  }

  /** A map of these members and no others. */
  static Map<String, Object> closed(Map<String, Object> properties, String... required) {
    Map<String, Object> schema =
        of("type", "object", "properties", properties, "additionalProperties", false);
    if (required.length > 0) {
      schema.put("required", List.of(required));
    }
    return schema;
  }

  /** A map of any members, which are all alike. */
  static Map<String, Object> mapOf(Map<String, Object> values) {
    return of("type", "object", "additionalProperties", values);
  }

  static Map<String, Object> ref(String definition) {
    return of("$ref", "#/definitions/" + definition);
  }

  /** The whole of a file's schema. */
  static Map<String, Object> document(String title, Map<String, Object> schema) {
    Map<String, Object> document =
        of("$schema", "http://json-schema.org/draft-07/schema#", "title", title);
    document.putAll(schema);
    return document;
  }
}
