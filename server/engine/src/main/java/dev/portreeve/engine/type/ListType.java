package dev.portreeve.engine.type;

import java.util.ArrayList;
import java.util.List;

/**
 * A list; its typed value is a {@link ValueList} in the order given.
 *
 * @param items the type of every element
 * @param split the separator at which a string is taken apart into elements, or empty when only a
 *     list will do
 */
public record ListType(ValueType items, String split) implements ValueType {

  @Override
  public Object accept(Object raw) {
    if (raw instanceof List<?> list) {
      return acceptAll(list);
    }
    if (raw instanceof String text && !split.isEmpty()) {
      return acceptAll(parts(text));
    }
    return RawValue.mismatch(this, raw);
  }

  private Object acceptAll(List<?> raw) {
    Object[] typed = new Object[raw.size()];
    List<Problem> problems = new ArrayList<>(0);
    for (int i = 0; i < raw.size(); i++) {
      Object element = items.accept(raw.get(i));
      if (element instanceof InvalidValue invalid) {
        problems.addAll(Problem.under("[" + i + "]", invalid.problems()));
      } else {
        typed[i] = element;
      }
    }
    return problems.isEmpty() ? ValueList.of(typed) : new InvalidValue(problems);
  }

  private List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(split); at >= 0; at = text.indexOf(split, from)) {
      parts.add(text.substring(from, at).strip());
      from = at + split.length();
    }
    parts.add(text.substring(from).strip());
    return parts;
  }

  @Override
  public String noun() {
    return "a list";
  }
}
