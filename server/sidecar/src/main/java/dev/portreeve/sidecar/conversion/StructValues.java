package dev.portreeve.sidecar.conversion;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.sidecar.check.MalformedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns protobuf's JSON-like values into raw values of facts, and what policies say into them. */
final class StructValues {
  private StructValues() {}

  /**
   * The raw value.
   *
   * @param path where it stands, for a complaint
   */
  static Object raw(Value value, String path) throws MalformedRequest {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case NUMBER_VALUE -> value.getNumberValue();
      case NULL_VALUE -> JsonNull.INSTANCE;
      case LIST_VALUE -> raw(value.getListValue(), path);
      case STRUCT_VALUE -> raw(value.getStructValue(), path);
      case KIND_NOT_SET -> throw new MalformedRequest(path, "`" + path + "` has no value");
    };
  }

  private static List<Object> raw(ListValue list, String path) throws MalformedRequest {
    List<Object> raw = new ArrayList<>(list.getValuesCount());
    for (int i = 0; i < list.getValuesCount(); i++) {
      raw.add(raw(list.getValues(i), path + "[" + i + "]"));
    }
    return raw;
  }

  private static Map<String, Object> raw(Struct struct, String path) throws MalformedRequest {
    Map<String, Object> raw = new LinkedHashMap<>();
    for (Map.Entry<String, Value> member : struct.getFieldsMap().entrySet()) {
      raw.put(member.getKey(), raw(member.getValue(), path + "." + member.getKey()));
    }
    return raw;
  }

  /** The struct of these members. */
  static Struct struct(Map<?, ?> members) {
    Struct.Builder struct = Struct.newBuilder();
    members.forEach((name, value) -> struct.putFields(String.valueOf(name), value(value)));
    return struct.build();
  }

  private static Value value(@Nullable Object value) {
    Value.Builder built = Value.newBuilder();
    if (value instanceof String text) {
      return built.setStringValue(text).build();
    }
    if (value instanceof Boolean truth) {
      return built.setBoolValue(truth).build();
    }
    if (value instanceof Number number) {
      return built.setNumberValue(number.doubleValue()).build();
    }
    if (value instanceof List<?> list) {
      ListValue.Builder values = ListValue.newBuilder();
      list.forEach(element -> values.addValues(value(element)));
      return built.setListValue(values).build();
    }
    if (value instanceof Map<?, ?> map) {
      return built.setStructValue(struct(map)).build();
    }
    if (value == null || value instanceof JsonNull) {
      return built.setNullValue(NullValue.NULL_VALUE).build();
    }
    throw new IllegalStateException("no protobuf value for a " + value.getClass());
  }
}
