package dev.portreeve.bench.handwritten;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Raw members read into fields; only while checks are made ready, never while they are decided.
 *
 * @param raw by name
 */
record HandFacts(Map<String, Object> raw) {

  boolean has(String name) {
    return raw.containsKey(name);
  }

  @Nullable String textOrNull(String name) {
    return (String) raw.get(name);
  }

  String text(String name, String otherwise) {
    return (String) raw.getOrDefault(name, otherwise);
  }

  boolean flag(String name, boolean otherwise) {
    return (boolean) raw.getOrDefault(name, otherwise);
  }

  @Nullable Boolean flagOrNull(String name) {
    return (Boolean) raw.get(name);
  }

  double number(String name, double otherwise) {
    return ((Number) raw.getOrDefault(name, otherwise)).doubleValue();
  }

  <E extends Enum<E>> E value(String name, Class<E> type, E otherwise) {
    String text = textOrNull(name);
    return text == null ? otherwise : Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }

  List<String> texts(String name) {
    List<String> texts = textsOrNull(name);
    return texts == null ? List.of() : texts;
  }

  @Nullable List<String> textsOrNull(String name) {
    return raw.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : null;
  }

  HandFacts facts(String name) {
    @SuppressWarnings("unchecked") // the members of a map that was read from YAML
    Map<String, Object> members = (Map<String, Object>) raw.getOrDefault(name, Map.of());
    return new HandFacts(members);
  }
}
