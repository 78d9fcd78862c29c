package dev.portreeve.sidecar.symbols;

import static java.util.Objects.requireNonNull;

import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.MapType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The facts and words of one schema. Immutable. */
public final class SymbolTable {
  /** Stands for the member of the context that asks for the decision's id; it is no fact. */
  public static final int ASKS_FOR_ID = -2;

  /** Stands for the member of the context that says what becomes of undeclared members. */
  public static final int UNKNOWN_FACTS = -3;

  /** Stands for a member of the context that the server knows and reads elsewhere. */
  public static final int KNOWN_ELSEWHERE = -4;

  /** Stands for the member of the context that refers to an approval. */
  public static final int REFERS_TO_APPROVAL = -5;

  /** Stands for the member of the context that asks for what a decision brings to be fulfilled. */
  public static final int ASKS_TO_FULFIL = -6;

  /**
   * The members of a context that are the server's; a set's own facts of these names come first.
   */
  private static final Map<String, Integer> SERVER_MEMBERS =
      Map.of(
          "decision_id", ASKS_FOR_ID,
          "unknown_facts", UNKNOWN_FACTS,
          "explain", KNOWN_ELSEWHERE,
          "fulfil", ASKS_TO_FULFIL);

  private final Schema schema;
  private final ByteStringMap<Integer> subject;
  private final ByteStringMap<Integer> action;
  private final ByteStringMap<Integer> resource;
  private final ByteStringMap<Integer> context;
  private final ByteStringMap<String> words;
  private final Map<Entity, int[]> slots = new EnumMap<>(Entity.class);

  public SymbolTable(Schema schema) {
    this.schema = schema;
    this.subject = slots(schema, Entity.SUBJECT);
    this.action = slots(schema, Entity.ACTION);
    this.resource = slots(schema, Entity.RESOURCE);
    this.context = slots(schema, Entity.CONTEXT);
    for (Entity entity : Entity.values()) {
      slots.put(
          entity,
          schema.facts().stream()
              .filter(fact -> fact.entity() == entity)
              .mapToInt(Fact::slot)
              .toArray());
    }
    Map<String, String> known = new HashMap<>();
    schema.subjectTypes().forEach(type -> known.put(type, type));
    for (ActionSpec action : schema.actions().values()) {
      known.put(action.name(), action.name());
      action.resourceTypes().forEach(type -> known.put(type, type));
    }
    schema.facts().forEach(fact -> add(fact.type(), known));
    this.words = new ByteStringMap<>(known);
  }

  private static ByteStringMap<Integer> slots(Schema schema, Entity entity) {
    Map<String, Integer> slots =
        schema.facts().stream()
            .filter(fact -> fact.entity() == entity)
            .collect(Collectors.toMap(Fact::name, Fact::slot, (one, other) -> one, HashMap::new));
    if (entity == Entity.CONTEXT) {
      SERVER_MEMBERS.forEach(slots::putIfAbsent);
      slots.put(Schema.APPROVAL, REFERS_TO_APPROVAL); // the fact of that name no request states
    }
    return new ByteStringMap<>(slots);
  }

  private static void add(ValueType type, Map<String, String> known) {
    if (type instanceof StringType text) {
      text.values().forEach(value -> known.put(value, value));
    } else if (type instanceof ListType list) {
      add(list.items(), known);
    } else if (type instanceof MapType map) {
      add(map.values(), known);
    } else if (type instanceof StructType struct) {
      struct.fields().forEach(field -> add(field.type(), known));
    }
  }

  public Schema schema() {
    return schema;
  }

  /** The slots of all facts of a part; not to be changed. */
  public int[] slots(Entity entity) {
    return requireNonNull(slots.get(entity));
  }

  /**
   * The slot of the fact that a slice of bytes names, what stands for a member of the server's, or
   * -1 when none is declared.
   *
   * @param slice one of {@link AsciiSlice}, of the bytes that begin at {@code from}
   */
  public int slot(Entity entity, byte[] bytes, int from, long slice) {
    ByteStringMap<Integer> slots =
        switch (entity) {
          case SUBJECT -> subject;
          case ACTION -> action;
          case RESOURCE -> resource;
          case CONTEXT -> context;
        };
    Integer slot = slots.find(bytes, from, slice);
    return slot == null ? -1 : slot;
  }

  /** The same for a name that was not found as a slice. */
  int slot(Entity entity, String name) {
    // Written with escapes a name is the same: what no request states is stated by none of them.
    Integer known = entity == Entity.CONTEXT ? context.find(name) : null;
    return known == null ? schema.slot(entity, name) : known;
  }

  /**
   * The action, type or value of an enumeration that a slice of bytes is, always the same object;
   * or null.
   *
   * @param slice one of {@link AsciiSlice}, of the bytes that begin at {@code from}
   */
  public @Nullable String word(byte[] bytes, int from, long slice) {
    return words.find(bytes, from, slice);
  }
}
