package dev.portreeve.engine.type;

import dev.portreeve.engine.yaml.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map with declared members; its typed value is a {@link Structure}. */
public final class StructType implements ValueType {
  /** As many as a {@link Structure} has bits to note which were given. */
  public static final int MAX_FIELDS = 64;

  private final String name;
  private final Members members;
  private final List<Field> fields;
  private final List<Field> required;
  private final Map<String, Integer> index = new HashMap<>();

  /** What becomes of members that are not declared. */
  public enum Members {
    /** They are skipped, as in a request. */
    OPEN,
    /** They are refused, as in a file somebody edits. */
    CLOSED
  }

  /**
   * @param name unique within a schema; policies see it in type errors
   * @param members what becomes of members that are not declared
   * @param fields in the order declared, at most {@value #MAX_FIELDS}; names are unique
   */
  public StructType(String name, Members members, List<Field> fields) {
    this.name = name;
    this.members = members;
    this.fields = List.copyOf(fields);
    this.required =
        members == Members.CLOSED ? fields.stream().filter(Field::required).toList() : List.of();
    for (int i = 0; i < fields.size(); i++) {
      index.put(fields.get(i).name(), i);
    }
  }

  public String name() {
    return name;
  }

  /** What becomes of members that are not declared. */
  Members members() {
    return members;
  }

  public List<Field> fields() {
    return fields;
  }

  /** The fields without which no value is accepted. */
  public List<Field> required() {
    return required;
  }

  public Field field(int at) {
    return fields.get(at);
  }

  /** The field's index, or -1. */
  public int indexOf(String field) {
    return index.getOrDefault(field, -1);
  }

  /** The value of a struct none of whose members was given. */
  public Structure empty() {
    return new Structure(this, defaults(), 0);
  }

  @Override
  public Object accept(Object raw) {
    if (!(raw instanceof Map<?, ?> map)) {
      return RawValue.mismatch(this, raw);
    }
    @Nullable Object[] values = defaults();
    List<Problem> problems = new ArrayList<>(0);
    long given = 0;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      given |= acceptMember((String) member.getKey(), member.getValue(), values, problems);
    }
    for (Field field : required) {
      if (!map.containsKey(field.name())) {
        problems.add(Problem.of("member `" + field.name() + "` is required"));
      }
    }
    return problems.isEmpty() ? new Structure(this, values, given) : new InvalidValue(problems);
  }

  /** Returns the bit of the field that the member sets, or none. */
  private long acceptMember(
      String key, Object raw, @Nullable Object[] values, List<Problem> problems) {
    int at = indexOf(key);
    if (at < 0) {
      if (members == Members.CLOSED) {
        String help = Suggestion.didYouMean(key, index.keySet());
        problems.add(
            new Problem(key, "unknown member `" + RawValue.shown(key) + "`", help, "", true));
      }
      return 0;
    }
    Object typed = fields.get(at).type().accept(raw);
    if (typed instanceof InvalidValue invalid) {
      problems.addAll(Problem.under(key, invalid.problems()));
      return 0;
    }
    values[at] = typed;
    return 1L << at;
  }

  private @Nullable Object[] defaults() {
    @Nullable Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields.get(i).defaultValue().orElse(null);
    }
    return values;
  }

  @Override
  public String noun() {
    return "a map";
  }
}
