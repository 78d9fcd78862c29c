package dev.portreeve.server.vocabulary;

import dev.portreeve.policy.schema.ActionSpec;
import dev.portreeve.policy.schema.Entity;
import dev.portreeve.policy.schema.Fact;
import dev.portreeve.policy.schema.Schema;
import dev.portreeve.policy.type.ListType;
import dev.portreeve.policy.type.StringType;
import dev.portreeve.policy.type.StructType;
import dev.portreeve.policy.type.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The facts and words of one schema. Immutable. */
public final class Vocabulary {
  private final Schema schema;
  private final SliceTable<Integer> subject;
  private final SliceTable<Integer> action;
  private final SliceTable<Integer> resource;
  private final SliceTable<Integer> context;
  private final SliceTable<String> words;

  public Vocabulary(Schema schema) {
    this.schema = schema;
    this.subject = slots(schema, Entity.SUBJECT);
    this.action = slots(schema, Entity.ACTION);
    this.resource = slots(schema, Entity.RESOURCE);
    this.context = slots(schema, Entity.CONTEXT);
    Map<String, String> known = new HashMap<>();
    schema.subjectTypes().forEach(type -> known.put(type, type));
    for (ActionSpec action : schema.actions().values()) {
      known.put(action.name(), action.name());
      action.resourceTypes().forEach(type -> known.put(type, type));
    }
    schema.facts().forEach(fact -> add(fact.type(), known));
    this.words = new SliceTable<>(known);
  }

  private static SliceTable<Integer> slots(Schema schema, Entity entity) {
    return new SliceTable<>(
        schema.facts().stream()
            .filter(fact -> fact.entity() == entity)
            .collect(Collectors.toMap(Fact::name, Fact::slot)));
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
   * @param slice one of {@link Slices}, of the bytes that begin at {@code from}
   */
  public int slot(Entity entity, byte[] bytes, int from, long slice) {
    SliceTable<Integer> slots =
        switch (entity) {
          case SUBJECT -> subject;
          case ACTION -> action;
          case RESOURCE -> resource;
          case CONTEXT -> context;
        };
    Integer slot = slots.find(bytes, from, slice);
    return slot == null ? -1 : slot;
  }

  /**
   * The action, type or value of an enumeration that a slice of bytes is, always the same object;
   * or null.
   *
   * @param slice one of {@link Slices}, of the bytes that begin at {@code from}
   */
  public @Nullable String word(byte[] bytes, int from, long slice) {
    return words.find(bytes, from, slice);
  }
}
