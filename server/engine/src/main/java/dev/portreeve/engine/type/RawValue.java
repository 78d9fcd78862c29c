package dev.portreeve.engine.type;

import dev.portreeve.engine.yaml.ShownText;
import java.util.List;
import java.util.Map;

/** What raw values are called in messages to people. */
final class RawValue {
  private RawValue() {}

  static InvalidValue mismatch(ValueType wanted, Object raw) {
    return InvalidValue.of("expected " + wanted.noun() + ", found " + noun(raw));
  }

  static String shown(String text) {
    return ShownText.of(text);
  }

  private static String noun(Object raw) {
    if (raw instanceof String) {
      return "a string";
    }
    if (raw instanceof Boolean) {
      return "a boolean";
    }
    if (raw instanceof Number) {
      return "the number " + raw;
    }
    if (raw instanceof List) {
      return "a list";
    }
    return raw instanceof Map ? "a map" : "null";
  }
}
