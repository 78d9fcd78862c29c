package dev.portreeve.workbench.editor;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The declared types of a set as JSON Schemas. */
final class TypeSchemas {
  private TypeSchemas() {}

  static Map<String, Object> of(ValueType type) {
    if (type instanceof BooleanType) {
      return JsonSchema.of("type", "boolean");
    }
    if (type instanceof IntegerType integer) {
      return integer(integer);
    }
    if (type instanceof NumberType number) {
      return number(number);
    }
    if (type instanceof StringType text) {
      return JsonSchema.oneOf(text.values());
    }
    if (type instanceof TimestampType) {
      return JsonSchema.of("type", "string", "format", "date-time");
    }
    if (type instanceof SealedType) {
      return JsonSchema.of("type", "string", "pattern", "^sealed:");
    }
    if (type instanceof PatternsType) {
      return JsonSchema.list(
          JsonSchema.described("A package pattern: npm:lodash@4.*", JsonSchema.string()));
    }
    if (type instanceof ListType list) {
      Map<String, Object> items = JsonSchema.list(of(list.items()));
      return list.split().isEmpty()
          ? items
          : JsonSchema.of("anyOf", List.of(items, JsonSchema.string()));
    }
    if (type instanceof MapType map) {
      return JsonSchema.mapOf(of(map.values()));
    }
    return type instanceof StructType struct ? struct(struct) : Map.of();
  }

  private static Map<String, Object> integer(IntegerType type) {
    Map<String, Object> schema = new LinkedHashMap<>(JsonSchema.of("type", "integer"));
    if (type.minimum() != Long.MIN_VALUE) {
      schema.put("minimum", type.minimum());
    }
    if (type.maximum() != Long.MAX_VALUE) {
      schema.put("maximum", type.maximum());
    }
    return schema;
  }

  private static Map<String, Object> number(NumberType type) {
    Map<String, Object> schema = new LinkedHashMap<>(JsonSchema.of("type", "number"));
    if (Double.isFinite(type.minimum())) {
      schema.put("minimum", type.minimum());
    }
    if (Double.isFinite(type.maximum())) {
      schema.put("maximum", type.maximum());
    }
    return schema;
  }

  /** A map with the fields of a struct and, in files, no others. */
  static Map<String, Object> struct(StructType type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Field field : type.fields()) {
      properties.put(field.name(), JsonSchema.described(field.description(), of(field.type())));
      if (field.required()) {
        required.add(field.name());
      }
    }
    return JsonSchema.closed(properties, required.toArray(String[]::new));
  }
}
