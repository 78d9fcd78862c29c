package dev.portreeve.engine.differential;

import dev.portreeve.engine.type.AnyType;
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
import dev.portreeve.engine.yaml.JsonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Raw values of declared types, with a bias to those that policies mention. */
final class RandomValues {
  static final List<String> STRINGS =
      List.of(
          "",
          "a",
          "b",
          "ab",
          "admin",
          "é",
          "😀",
          "a😀b",
          "\uffee",
          "npm:left-pad@1.2.3",
          "1.2.3",
          "jsr:@std/path@1.0.0",
          "npm:@acme/kit",
          "npm:left-pad",
          "./local.js",
          "npm:x@latest");
  static final List<String> VERSIONS = List.of("1.2.3", "1.0.0", "2.0.0-rc.1", "0.9.10");
  static final List<String> MOMENTS =
      List.of(
          "2026-01-01T00:00:00Z",
          "2026-01-01T00:00:00.5Z",
          "2026-06-01T02:00:00+02:00",
          "0001-01-01T00:00:00Z",
          "9999-12-31T23:59:59.999999999Z");
  static final List<String> PATTERNS =
      List.of(
          "npm:*@*",
          "npm:left-pad@*",
          "npm:left-pad@1.2.3",
          "npm:@acme/*@*",
          "jsr:@std/*@1.*",
          "npm:x@1.*",
          "npm:{x,left-pad}@2.*");

  private final Dice dice;
  private final List<String> strings;
  private final double illTyped;

  /**
   * @param strings what free strings are taken from
   * @param illTyped how often a value is of another type
   */
  RandomValues(Dice dice, List<String> strings, double illTyped) {
    this.dice = dice;
    this.strings = strings;
    this.illTyped = illTyped;
  }

  Object raw(ValueType type) {
    return dice.chance(illTyped) ? other() : fitting(type);
  }

  private Object other() {
    return dice.of(
        "somewhere else", 7, 1.5, true, List.of(1, "x"), Map.of("z", 1), JsonNull.INSTANCE);
  }

  private Object fitting(ValueType type) {
    if (type instanceof BooleanType) {
      return dice.chance(0.5);
    }
    if (type instanceof IntegerType) {
      return dice.of(0L, 1L, 2, 3.0, -1L, 50L, Long.MAX_VALUE, Long.MIN_VALUE);
    }
    if (type instanceof NumberType) {
      return dice.of(0.0, -0.0, 1, 0.5, 50.0, 50.5, -3.25, 1e300);
    }
    if (type instanceof TimestampType) {
      return dice.pick(MOMENTS);
    }
    if (type instanceof PatternsType) {
      return list(() -> dice.pick(PATTERNS));
    }
    if (type instanceof StringType string) {
      return string(string);
    }
    if (type instanceof ListType list) {
      return list(() -> raw(list.items()));
    }
    if (type instanceof MapType map) {
      Map<String, Object> members = new LinkedHashMap<>();
      for (String key : List.of("a", "b", "admin")) {
        if (dice.chance(0.95)) {
          members.put(key, raw(map.values()));
        }
      }
      return members;
    }
    if (type instanceof StructType struct) {
      return struct(struct);
    }
    if (type instanceof SealedType) {
      return "sealed:c2VjcmV0";
    }
    return any((AnyType) type);
  }

  private Object string(StringType type) {
    if (!type.values().isEmpty()) {
      return dice.pick(type.values());
    }
    String version = dice.pick(VERSIONS);
    return type.accept("not a version") instanceof String ? dice.pick(strings) : version;
  }

  private Object any(AnyType type) {
    return dice.of(
        (Object) dice.chance(0.5), dice.pick(strings), Map.of(dice.pick(strings), 1), type.noun());
  }

  private List<Object> list(java.util.function.Supplier<Object> item) {
    List<Object> items = new ArrayList<>();
    for (int i = dice.of(0, 1, 1, 2, 2, 3); i > 0; i--) {
      items.add(item.get());
    }
    return items;
  }

  private Map<String, Object> struct(StructType type) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (Field field : type.fields()) {
      if (field.required() || dice.chance(illTyped > 0 ? 0.85 : 0.97)) {
        members.put(field.name(), raw(field.type()));
      }
    }
    return members;
  }
}
