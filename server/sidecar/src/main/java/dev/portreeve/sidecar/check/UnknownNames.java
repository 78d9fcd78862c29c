package dev.portreeve.sidecar.check;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.UnknownFacts;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.UnknownFact;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.MapType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.ShownText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Names the undeclared members of one request, or of all items of one batch. */
public final class UnknownNames {
  /* What was meant is looked for once for a name, and not for more names than this: each look
   * compares the name with all of the schema. */
  private static final int MOST_COMPARED = 64;

  private static final List<String> PARTS = List.of("subject", "action", "resource", "context");

  private final Schema schema;
  private final Map<String, String> meant = new HashMap<>();

  public UnknownNames(Schema schema) {
    this.schema = schema;
  }

  /**
   * Whether somebody is to be told of undeclared members whose names were not kept: usually nobody
   * is, and a request that wants it may say so behind them, so it is then read once more.
   */
  public static boolean lacking(Frame complete) {
    UnknownFacts beside = complete.unknown();
    return beside != null && beside.lacksNames();
  }

  /** A member where the facts of a part stand, or beside the part's {@code properties}. */
  UnknownFact ofPart(Entity part, String path, String name, String prefix) {
    return of(
        prefix + path + ShownText.of(name),
        prefix,
        part.variable() + " " + name,
        () -> UnknownFact.meantFact(schema, part, name));
  }

  /** A member beside the parts. */
  UnknownFact ofRequest(String name, String prefix) {
    return of(prefix + ShownText.of(name), prefix, name, () -> UnknownFact.meantName(PARTS, name));
  }

  /**
   * The members inside the value of a fact that its type does not have.
   *
   * @param path of the value
   */
  void ofValue(ValueType type, Object raw, String path, Consumer<UnknownFact> found) {
    if (type instanceof StructType struct && raw instanceof Map<?, ?> map) {
      map.forEach((name, value) -> ofMember(struct, (String) name, value, path + ".", found));
    } else if (type instanceof ListType list && raw instanceof List<?> elements) {
      for (int i = 0; i < elements.size(); i++) {
        ofValue(list.items(), elements.get(i), path + "[" + i + "]", found);
      }
    } else if (type instanceof MapType map && raw instanceof Map<?, ?> values) {
      values.forEach(
          (key, value) ->
              ofValue(map.values(), value, path + "." + ShownText.of((String) key), found));
    }
  }

  private void ofMember(
      StructType struct, String name, Object value, String prefix, Consumer<UnknownFact> found) {
    int at = struct.indexOf(name);
    if (at >= 0) {
      ofValue(struct.field(at).type(), value, prefix + name, found);
      return;
    }
    List<String> known = struct.fields().stream().map(Field::name).toList();
    found.accept(
        of(
            prefix + ShownText.of(name),
            prefix,
            struct.name() + " " + name,
            () -> UnknownFact.meantName(known, name)));
  }

  private UnknownFact of(String path, String prefix, String key, Supplier<String> look) {
    String near = meant.get(key);
    if (near == null && meant.size() < MOST_COMPARED) {
      near = look.get();
      meant.put(key, near);
    }
    return new UnknownFact(path, near == null || near.isEmpty() ? "" : prefix + near);
  }

  /** Whether a value of a declared type has a member that the type does not have. */
  static boolean hides(ValueType type, Object raw) {
    if (type instanceof StructType struct && raw instanceof Map<?, ?> map) {
      return hides(struct, map);
    }
    if (!hasMembers(type)) {
      return false; // most are lists of texts, whose elements need no look
    }
    if (type instanceof ListType list && raw instanceof List<?> elements) {
      for (int i = 0; i < elements.size(); i++) {
        if (hides(list.items(), elements.get(i))) {
          return true;
        }
      }
      return false;
    }
    return type instanceof MapType values
        && raw instanceof Map<?, ?> map
        && map.values().stream().anyMatch(value -> hides(values.values(), value));
  }

  /** Whether a type declares members anywhere in it. */
  private static boolean hasMembers(ValueType type) {
    return type instanceof StructType
        || (type instanceof ListType list && hasMembers(list.items()))
        || (type instanceof MapType map && hasMembers(map.values()));
  }

  private static boolean hides(StructType struct, Map<?, ?> map) {
    int known = 0;
    List<Field> fields = struct.fields();
    for (int i = 0; i < fields.size(); i++) {
      Object value = map.get(fields.get(i).name());
      if (value != null) {
        known++;
        if (hides(fields.get(i).type(), value)) {
          return true;
        }
      }
    }
    return known < map.size();
  }
}
