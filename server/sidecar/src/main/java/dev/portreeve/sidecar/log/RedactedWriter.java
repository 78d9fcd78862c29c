package dev.portreeve.sidecar.log;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.portreeve.engine.explain.PlainValue;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.yaml.JsonNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes members of a record, leaves out and masks what it must not show, and says so. */
final class RedactedWriter {
  private final JsonGenerator json;
  private final List<String> erased = new ArrayList<>(0);
  private final List<String> masked = new ArrayList<>(0);

  RedactedWriter(JsonGenerator json) {
    this.json = json;
  }

  /** Begins a record. */
  void begin() {
    erased.clear();
    masked.clear();
  }

  /** Writes which paths were left out and masked in the record. */
  void tellRedacted() throws IOException {
    list("erased", erased);
    list("masked", masked);
  }

  private void list(String name, List<String> paths) throws IOException {
    if (paths.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (String path : paths) {
      json.writeString(path);
    }
    json.writeEndArray();
  }

  /**
   * Begins an object and returns what it must not show; null when it is not shown itself.
   *
   * @param around what the object that it is a member of must not show
   */
  @Nullable Redaction open(String name, Redaction around) throws IOException {
    Redaction own = around.member(name);
    if (!shown(name, own)) {
      return null;
    }
    json.writeObjectFieldStart(name);
    return own;
  }

  /**
   * Writes a member.
   *
   * @param value as a policy reads it, or one that JSON knows
   * @param around what the object that it is a member of must not show
   */
  void member(String name, Object value, Redaction around) throws IOException {
    Redaction own = around.member(name);
    if (shown(name, own)) {
      json.writeFieldName(name);
      value(value, own);
    }
  }

  private boolean shown(String name, Redaction own) throws IOException {
    switch (own.action()) {
      case DROP -> erased.add(own.path());
      case MASK -> {
        masked.add(own.path());
        json.writeStringField(name, Redaction.MASKED);
      }
      case KEEP -> {}
    }
    return own.action() == Redaction.Action.KEEP;
  }

  private void value(Object value, Redaction within) throws IOException {
    if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Long || value instanceof Integer) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Number number) {
      json.writeNumber(number.doubleValue());
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        value(element, Redaction.NONE);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        member(String.valueOf(member.getKey()), member.getValue(), within);
      }
      json.writeEndObject();
    } else if (value instanceof InvalidValue || value instanceof JsonNull) {
      json.writeNull(); // the path of a fact stands among the invalid ones
    } else {
      value(PlainValue.of(value), within);
    }
  }
}
