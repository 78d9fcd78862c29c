package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.explain.PlainValue;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.SealedType;
import dev.portreeve.engine.type.SealedValue;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.engine.type.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Secrets in raw values: never shown, and kept where what replaces them says nothing of them. */
final class SealedValues {
  private SealedValues() {}

  /** Whether a field of a setting is a secret. */
  static boolean isSealed(Setting setting, String field) {
    return setting.type() instanceof StructType struct
        && struct.indexOf(field) >= 0
        && struct.field(struct.indexOf(field)).type() instanceof SealedType;
  }

  /** What is written of a team beside id and members, without secrets. */
  static Map<String, Object> without(Schema schema, Map<String, Object> document) {
    Map<String, Object> shown = new LinkedHashMap<>(document);
    each(schema, (name, type) -> shown.computeIfPresent(name, (key, raw) -> hidden(type, raw)));
    return shown;
  }

  /** The same with the secrets of what it replaces, where it has none in their place. */
  static Map<String, Object> kept(
      Schema schema, Map<String, Object> document, Map<String, Object> before) {
    Map<String, Object> kept = new LinkedHashMap<>(document);
    each(schema, (name, type) -> keep(name, type, before, kept));
    return kept;
  }

  /**
   * A typed value as it is stored.
   *
   * @param written what it, or what it was made of, was written as: the secrets are there
   */
  static Object written(Object typed, Object written) {
    if (typed instanceof SealedValue) {
      return written;
    }
    if (typed instanceof Structure structure && written instanceof Map<?, ?> map) {
      Map<String, Object> members = new LinkedHashMap<>();
      for (int i = 0; i < structure.type().fields().size(); i++) {
        Object value = structure.value(i);
        String name = structure.type().field(i).name();
        if (value != null && structure.has(i)) {
          Object inside = map.get(name);
          members.put(name, inside == null ? PlainValue.of(value) : written(value, inside));
        }
      }
      return members;
    }
    return PlainValue.of(typed);
  }

  private static void each(Schema schema, BiConsumer<String, ValueType> visitor) {
    schema.attributes().fields().forEach(field -> visitor.accept(field.name(), field.type()));
    visitor.accept("settings", schema.settingsType());
  }

  private static @Nullable Object hidden(ValueType type, Object raw) {
    if (type instanceof SealedType) {
      return null;
    }
    if (!(type instanceof StructType struct) || !(raw instanceof Map<?, ?>)) {
      return raw;
    }
    Map<String, Object> shown = BoundTeam.members(raw);
    for (Field field : struct.fields()) {
      shown.computeIfPresent(field.name(), (name, value) -> hidden(field.type(), value));
    }
    return shown;
  }

  private static void keep(
      String name, ValueType type, Map<?, ?> before, Map<String, Object> into) {
    Object old = before.get(name);
    @Nullable Object value = old == null ? null : merged(type, into.get(name), old);
    if (value != null && !(value instanceof Map<?, ?> map && map.isEmpty())) {
      into.put(name, value);
    }
  }

  private static @Nullable Object merged(ValueType type, @Nullable Object now, Object old) {
    if (type instanceof SealedType) {
      return now == null ? old : now;
    }
    if (!(type instanceof StructType struct)
        || !(old instanceof Map<?, ?> before)
        || now != null && !(now instanceof Map<?, ?>)) {
      return now;
    }
    Map<String, Object> merged = BoundTeam.members(now == null ? Map.of() : now);
    struct.fields().forEach(field -> keep(field.name(), field.type(), before, merged));
    return merged;
  }
}
