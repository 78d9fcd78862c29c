package dev.portreeve.engine.type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A map whose keys are anybody's; its typed value is an unmodifiable {@link Map} in the order
 * given.
 *
 * @param values the type of every value
 */
public record MapType(ValueType values) implements ValueType {

  @Override
  public Object accept(Object raw) {
    if (!(raw instanceof Map<?, ?> map)) {
      return RawValue.mismatch(this, raw);
    }
    Map<String, Object> typed = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>(0);
    map.forEach(
        (key, value) -> {
          Object accepted = values.accept(value);
          if (accepted instanceof InvalidValue invalid) {
            problems.addAll(Problem.under((String) key, invalid.problems()));
          } else {
            typed.put((String) key, accepted);
          }
        });
    return problems.isEmpty() ? Collections.unmodifiableMap(typed) : new InvalidValue(problems);
  }

  @Override
  public String noun() {
    return "a map";
  }
}
