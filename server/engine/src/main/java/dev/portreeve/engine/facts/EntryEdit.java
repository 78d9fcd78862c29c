package dev.portreeve.engine.facts;

import static java.util.Objects.requireNonNull;

import dev.portreeve.engine.packages.PackagePattern;
import dev.portreeve.engine.packages.PackagePatterns;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.PatternsType;
import dev.portreeve.engine.type.ValueList;
import dev.portreeve.engine.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry to add to, or remove from, a list of a setting. */
final class EntryEdit {
  private final Field field;
  private final Object raw;
  private final String path;

  /**
   * Why an entry is not taken.
   *
   * @param field what is wrong, as the caller knows it
   * @param code the code of a refused package pattern, or empty
   */
  record Refusal(String field, String code) {}

  EntryEdit(Field field, Object raw, String path) {
    this.field = field;
    this.raw = raw;
    this.path = path;
  }

  /** Whether the entry is written as this field's entries are. */
  boolean applies() {
    if (field.entry() instanceof Field.EntryForm.Keyed keyed) {
      return raw instanceof Map<?, ?> map && map.size() == 1 && map.containsKey(keyed.key());
    }
    return field.entry() instanceof Field.EntryForm.Bare;
  }

  /** The list afterwards, or a {@link Refusal}. */
  Object apply(@Nullable Object current, boolean add) {
    if (field.type() instanceof PatternsType) {
      return applyPattern(current, add);
    }
    String at = path;
    Object entry = raw;
    if (field.entry() instanceof Field.EntryForm.Keyed keyed && raw instanceof Map<?, ?> map) {
      at = path + "." + keyed.key();
      entry = requireNonNull(map.get(keyed.key()));
    }
    ValueType items = ((ListType) field.type()).items();
    Object typed = items.accept(entry);
    if (typed instanceof InvalidValue) {
      return new Refusal(at, "");
    }
    List<Object> list = new ArrayList<>(current instanceof List<?> known ? known : List.of());
    list.remove(typed);
    if (add) {
      list.add(typed);
    }
    return ValueList.copyOf(list);
  }

  private Object applyPattern(@Nullable Object current, boolean add) {
    String problem = PatternsType.problem(raw);
    boolean refused = add ? !problem.isEmpty() : !(raw instanceof String);
    if (refused) {
      return new Refusal(path, problem);
    }
    String pattern = PackagePattern.normalize((String) raw);
    List<String> list =
        new ArrayList<>(current instanceof PackagePatterns known ? known.patterns() : List.of());
    list.remove(pattern);
    if (add) {
      list.add(pattern);
    }
    return PackagePatterns.compile(list);
  }
}
