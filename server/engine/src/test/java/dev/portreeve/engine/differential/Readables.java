package dev.portreeve.engine.differential;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an expression can read, by CEL type; objects are called {@code object:<name>}. */
final class Readables {
  static final String OBJECT = "object:";

  private final Map<String, List<String>> byType = new HashMap<>();
  private final List<String> presence = new ArrayList<>();
  private final Map<String, StructType> objects = new HashMap<>();

  static Readables of(Schema schema) {
    Readables all = new Readables();
    for (Fact fact : schema.facts()) {
      String name = fact.variable();
      all.presence.add(name);
      all.add(name, fact.type());
    }
    for (Field field : schema.resourceEntry().fields()) {
      for (String id : List.of("resource.id", "subject.id", "'admin'")) {
        String read = "directory.resource('thing', " + id + ")." + field.name();
        all.presence.add(read);
        all.add(read, field.type());
      }
    }
    for (Entity entity : List.of(Entity.SUBJECT, Entity.RESOURCE)) {
      all.put("string", entity.variable() + ".type");
      all.put("string", entity.variable() + ".id");
    }
    all.put("string", "action.name");
    if (schema.team().isPresent()) {
      all.addTeam(schema);
    }
    return all;
  }

  private void addTeam(Schema schema) {
    put("string", "team.id");
    presence.add("team.id");
    for (Field field : schema.person().fields()) {
      for (String person : List.of("person(subject.id)", "person(resource.id)")) {
        presence.add(person + "." + field.name());
        add(person + "." + field.name(), field.type());
      }
    }
    for (Field attribute : schema.attributes().fields()) {
      presence.add("team." + attribute.name());
      add("team." + attribute.name(), attribute.type());
    }
    for (Setting setting : schema.settings()) {
      presence.add("settings." + setting.key());
      add("settings." + setting.key(), setting.type());
      put("bool", "controls." + setting.key());
      presence.add("controls." + setting.key());
    }
    if (schema.change().isPresent()) {
      for (String field : List.of("kind", "setting", "problem", "field", "entry_problem")) {
        put("string", "change." + field);
      }
      presence.add("change.problem");
      put("bool", "change.on_plan");
      put("list(string)", "change.roles");
      put("list(string)", "change.broad_patterns");
      for (Setting setting : schema.settings()) {
        presence.add("change.settings." + setting.key());
        add("change.settings." + setting.key(), setting.type());
      }
    }
  }

  /** What can be read of one variable. */
  static Readables of(String variable, String type, Readables known) {
    Readables one = new Readables();
    StructType object = known.objects.get(type);
    if (object == null) {
      one.put(type, variable);
    } else {
      one.add(variable, object);
    }
    return one;
  }

  List<String> of(String type) {
    return byType.getOrDefault(type, List.of());
  }

  /** The types of which something can be read. */
  List<String> types() {
    return byType.keySet().stream().sorted().toList();
  }

  /** What {@code has} can be asked about. */
  List<String> presence() {
    return presence;
  }

  void put(String type, String expression) {
    byType.computeIfAbsent(type, t -> new ArrayList<>()).add(expression);
  }

  private void add(String expression, ValueType type) {
    if (type instanceof AnyType || type instanceof SealedType) {
      return;
    }
    if (type instanceof MapType map) {
      for (String key : List.of("a", "b")) {
        presence.add(expression + "." + key);
        put(name(map.values()), expression + "." + key);
        put(name(map.values()), expression + "['" + key + "']");
      }
    }
    put(name(type), expression);
    if (type instanceof StructType struct) {
      for (Field field : struct.fields()) {
        presence.add(expression + "." + field.name());
        add(expression + "." + field.name(), field.type());
      }
    }
  }

  private String name(ValueType type) {
    if (type instanceof StructType struct) {
      objects.put(OBJECT + struct.name(), struct);
      return OBJECT + struct.name();
    }
    if (type instanceof ListType list) {
      return "list(" + name(list.items()) + ")";
    }
    if (type instanceof MapType map) {
      return "map(string, " + name(map.values()) + ")";
    }
    return type instanceof BooleanType
        ? "bool"
        : type instanceof IntegerType
            ? "int"
            : type instanceof NumberType
                ? "double"
                : type instanceof StringType
                    ? "string"
                    : type instanceof TimestampType
                        ? "timestamp"
                        : type instanceof PatternsType ? "patterns" : "dyn";
  }
}
