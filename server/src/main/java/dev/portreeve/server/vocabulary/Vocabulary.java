package dev.portreeve.server.vocabulary;

import static java.util.Objects.requireNonNull;

import dev.portreeve.policy.schema.ActionSpec;
import dev.portreeve.policy.schema.Entity;
import dev.portreeve.policy.schema.Fact;
import dev.portreeve.policy.schema.Schema;
import dev.portreeve.policy.type.ListType;
import dev.portreeve.policy.type.StringType;
import dev.portreeve.policy.type.StructType;
import dev.portreeve.policy.type.ValueType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts and words of one schema. Immutable. */
public final class Vocabulary {
  private final Schema schema;
  private final Map<Entity, SliceTable<Integer>> slots = new EnumMap<>(Entity.class);
  private final SliceTable<String> words;

  public Vocabulary(Schema schema) {
    this.schema = schema;
    for (Entity entity : Entity.values()) {
      Map<String, Integer> ofEntity = new HashMap<>();
      for (Fact fact : schema.facts()) {
        if (fact.entity() == entity) {
          ofEntity.put(fact.name(), fact.slot());
        }
      }
      slots.put(entity, new SliceTable<>(ofEntity));
    }
    Map<String, String> known = new HashMap<>();
    schema.subjectTypes().forEach(type -> known.put(type, type));
    for (ActionSpec action : schema.actions().values()) {
      known.put(action.name(), action.name());
      action.resourceTypes().forEach(type -> known.put(type, type));
    }
    schema.facts().forEach(fact -> add(fact.type(), known));
    this.words = new SliceTable<>(known);
  }

  private static void add(ValueType type, Map<String, String> known) {
    if (type instanceof StringType text) {
      text.values().forEach(value -> known.put(value, value));
    } else if (type instanceof ListType list) {
      add(list.items(), known);
    } else if (type instanceof StructType struct) {
      struct.fields().forEach(field -> add(field.type(), known));
    }
  }

  public Schema schema() {
    return schema;
  }

  /**
   * The slot of the fact that a slice of bytes names, or -1 when none is declared.
   *
   * @param hash of the slice, as {@link String#hashCode} makes it
   */
  public int slot(Entity entity, byte[] bytes, int from, int length, int hash) {
    Integer slot = requireNonNull(slots.get(entity)).find(bytes, from, length, hash);
    return slot == null ? -1 : slot;
  }

  /**
   * The action, type or value of an enumeration that a slice of bytes is, always the same object;
   * or null.
   *
   * @param hash of the slice, as {@link String#hashCode} makes it
   */
  public @Nullable String word(byte[] bytes, int from, int length, int hash) {
    return words.find(bytes, from, length, hash);
  }
}
