package dev.portreeve.engine.cases;

import dev.portreeve.engine.yaml.JsonNull;
import java.util.List;
import java.util.Map;

/** Raw values written as JSON on one line, which strict YAML reads as well. */
public final class JsonText {
  private JsonText() {}

  /**
   * The JSON of a raw value.
   *
   * @param raw a string, boolean, number, {@link JsonNull}, or a list or map of these
   */
  public static String of(Object raw) {
    StringBuilder out = new StringBuilder();
    write(raw, out);
    return out.toString();
  }

  private static void write(Object raw, StringBuilder out) {
    if (raw instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> member : map.entrySet()) {
        out.append(separator);
        quote(String.valueOf(member.getKey()), out);
        out.append(": ");
        write(member.getValue(), out);
        separator = ", ";
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else if (raw instanceof List<?> list) {
      String separator = "[";
      for (Object item : list) {
        out.append(separator);
        write(item, out);
        separator = ", ";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (raw instanceof String text) {
      quote(text, out);
    } else {
      out.append(raw instanceof JsonNull ? "null" : raw);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
