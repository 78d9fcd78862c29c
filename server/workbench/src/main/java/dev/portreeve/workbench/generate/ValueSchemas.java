package dev.portreeve.workbench.generate;

import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.MapType;
import dev.portreeve.engine.type.NumberType;
import dev.portreeve.engine.type.PatternsType;
import dev.portreeve.engine.type.SealedType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The types of facts as JSON Schemas. */
final class ValueSchemas {
  private static final String TYPE = "type";

  private ValueSchemas() {}

  static Map<String, Object> of(RequestShape.Part part) {
    return described(part.fact().description(), of(part.type()));
  }

  static Map<String, Object> of(ValueType type) {
    if (type instanceof BooleanType) {
      return Map.of(TYPE, "boolean");
    }
    if (type instanceof IntegerType integer) {
      Map<String, Object> schema = typed("integer");
      put(schema, "minimum", integer.minimum(), integer.minimum() != Long.MIN_VALUE);
      put(schema, "maximum", integer.maximum(), integer.maximum() != Long.MAX_VALUE);
      return schema;
    }
    if (type instanceof NumberType number) {
      Map<String, Object> schema = typed("number");
      put(schema, "minimum", number.minimum(), Double.isFinite(number.minimum()));
      put(schema, "maximum", number.maximum(), Double.isFinite(number.maximum()));
      return schema;
    }
    if (type instanceof StringType text) {
      return text.values().isEmpty() ? typed("string") : Map.of("enum", text.values());
    }
    if (type instanceof TimestampType) {
      Map<String, Object> schema = typed("string");
      schema.put("format", "date-time");
      return schema;
    }
    if (type instanceof SealedType) {
      Map<String, Object> schema = typed("string");
      schema.put("pattern", "^sealed:");
      return schema;
    }
    if (type instanceof PatternsType) {
      return list(typed("string"));
    }
    if (type instanceof ListType list) {
      Map<String, Object> items = list(of(list.items()));
      return list.split().isEmpty() ? items : Map.of("anyOf", List.of(items, typed("string")));
    }
    if (type instanceof MapType map) {
      Map<String, Object> schema = typed("object");
      schema.put("additionalProperties", of(map.values()));
      return schema;
    }
    return type instanceof StructType struct ? struct(struct) : new LinkedHashMap<>();
  }

  private static Map<String, Object> struct(StructType struct) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (Field field : struct.fields()) {
      members.put(field.name(), described(field.description(), of(field.type())));
    }
    return object(members, struct.required().stream().map(Field::name).toList());
  }

  /** An object with these members and no others. */
  static Map<String, Object> object(Map<String, Object> members, List<String> required) {
    Map<String, Object> schema = typed("object");
    schema.put("properties", members);
    put(schema, "required", required, !required.isEmpty());
    schema.put("additionalProperties", false);
    return schema;
  }

  /** A string that says something. */
  static Map<String, Object> filled() {
    Map<String, Object> schema = typed("string");
    schema.put("minLength", 1);
    return schema;
  }

  private static Map<String, Object> list(Map<String, Object> items) {
    Map<String, Object> schema = typed("array");
    schema.put("items", items);
    return schema;
  }

  private static Map<String, Object> typed(String type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, type);
    return schema;
  }

  private static void put(Map<String, Object> schema, String name, Object value, boolean holds) {
    if (holds) {
      schema.put(name, value);
    }
  }

  private static Map<String, Object> described(String text, Map<String, Object> schema) {
    if (text.isEmpty()) {
      return schema;
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("description", text);
    all.putAll(schema);
    return all;
  }
}
