package dev.portreeve.engine.lang;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.AnyType;
import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.NumberType;
import dev.portreeve.engine.type.PatternsType;
import dev.portreeve.engine.type.SealedType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A schema's types as CEL knows them: one struct type per variable and per declared object. */
@Immutable
public final class CelTypeMapping implements CelTypeProvider {
  /*
   * The prefix keeps type names out of the way of field selection: CEL would read
   * `settings.workspace_creation` as a type if one had that name.
   */
  public static final String PREFIX = "portreeve.";

  public static final CelType DECISION = OpaqueType.create(PREFIX + "decision");
  public static final CelType OBLIGATION = OpaqueType.create(PREFIX + "obligation");
  public static final CelType ADVICE = OpaqueType.create(PREFIX + "advice");
  public static final CelType APPROVER = OpaqueType.create(PREFIX + "approver");
  public static final CelType PATTERNS = OpaqueType.create(PREFIX + "patterns");
  public static final CelType REASON_MESSAGE = OpaqueType.create(PREFIX + "reason_message");
  public static final CelType IP = OpaqueType.create(PREFIX + "ip");
  public static final CelType CIDR = OpaqueType.create(PREFIX + "cidr");
  public static final CelType SEALED = OpaqueType.create(PREFIX + "sealed");

  private final ImmutableMap<String, CelType> types;

  private CelTypeMapping(Map<String, CelType> types) {
    this.types = ImmutableMap.copyOf(types);
  }

  static CelTypeMapping of(Schema schema) {
    Map<String, CelType> types = new LinkedHashMap<>();
    for (Entity entity : Entity.values()) {
      Map<String, CelType> fields = new LinkedHashMap<>(identifiers(entity));
      for (Fact fact : schema.facts()) {
        if (fact.entity() == entity) {
          fields.put(fact.name(), map(fact.type(), types));
        }
      }
      struct(entity.variable(), fields, types);
    }
    for (var answer : List.of(schema.person(), schema.resourceEntry())) {
      if (!answer.fields().isEmpty()) {
        map(answer, types);
      }
    }
    if (schema.team().isPresent()) {
      addTeam(schema, types);
    }
    return new CelTypeMapping(types);
  }

  private static void addTeam(Schema schema, Map<String, CelType> types) {
    Map<String, CelType> team = new LinkedHashMap<>(Map.of("id", SimpleType.STRING));
    schema.attributes().fields().forEach(f -> team.put(f.name(), map(f.type(), types)));
    struct(Variables.TEAM, team, types);
    Map<String, CelType> settings = new LinkedHashMap<>();
    Map<String, CelType> controls = new LinkedHashMap<>();
    for (Setting setting : schema.settings()) {
      settings.put(setting.key(), map(setting.type(), types));
      controls.put(setting.key(), SimpleType.BOOL);
    }
    struct(Variables.SETTINGS, settings, types);
    struct(Variables.CONTROLS, controls, types);
    if (schema.change().isPresent()) {
      struct(Variables.CHANGE, changeFields(types), types);
    }
  }

  private static Map<String, CelType> identifiers(Entity entity) {
    return switch (entity) {
      case SUBJECT, RESOURCE -> Map.of("type", SimpleType.STRING, "id", SimpleType.STRING);
      case ACTION -> Map.of("name", SimpleType.STRING);
      case CONTEXT -> Map.of();
    };
  }

  private static Map<String, CelType> changeFields(Map<String, CelType> types) {
    Map<String, CelType> fields = new LinkedHashMap<>();
    for (String text : new String[] {"kind", "setting", "problem", "field", "entry_problem"}) {
      fields.put(text, SimpleType.STRING);
    }
    fields.put("on_plan", SimpleType.BOOL);
    fields.put("roles", ListType.create(SimpleType.STRING));
    fields.put("broad_patterns", ListType.create(SimpleType.STRING));
    fields.put("settings", types.get(PREFIX + Variables.SETTINGS));
    return fields;
  }

  private static CelType map(ValueType type, Map<String, CelType> types) {
    if (type instanceof BooleanType) {
      return SimpleType.BOOL;
    }
    if (type instanceof IntegerType) {
      return SimpleType.INT;
    }
    if (type instanceof NumberType) {
      return SimpleType.DOUBLE;
    }
    if (type instanceof StringType) {
      return SimpleType.STRING;
    }
    if (type instanceof TimestampType) {
      return SimpleType.TIMESTAMP;
    }
    if (type instanceof dev.portreeve.engine.type.ListType list) {
      return ListType.create(map(list.items(), types));
    }
    if (type instanceof dev.portreeve.engine.type.MapType map) {
      return MapType.create(SimpleType.STRING, map(map.values(), types));
    }
    if (type instanceof PatternsType) {
      return PATTERNS;
    }
    if (type instanceof SealedType) {
      return SEALED;
    }
    if (type instanceof AnyType) {
      return SimpleType.DYN;
    }
    dev.portreeve.engine.type.StructType declared = (dev.portreeve.engine.type.StructType) type;
    Map<String, CelType> fields = new LinkedHashMap<>();
    for (Field field : declared.fields()) {
      fields.put(field.name(), map(field.type(), types));
    }
    return struct(declared.name(), fields, types);
  }

  private static CelType struct(
      String name, Map<String, CelType> fields, Map<String, CelType> types) {
    ImmutableMap<String, CelType> members = ImmutableMap.copyOf(fields);
    StructType type =
        StructType.create(
            PREFIX + name,
            ImmutableSet.copyOf(members.keySet()),
            field -> Optional.ofNullable(members.get(field)));
    types.put(type.name(), type);
    return type;
  }

  /** The type of one of the variables a policy reads, or empty when the set has none such. */
  Optional<CelType> variable(String name) {
    return findType(PREFIX + name);
  }

  /** What a function of the directory answers, or empty when the set's directory has none such. */
  Optional<CelType> answer(DirectoryFunction function) {
    return findType(
        PREFIX + (function.entity() == Entity.RESOURCE ? Schema.RESOURCE_ENTRY : Schema.PERSON));
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return types.values();
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(types.get(name));
  }
}
