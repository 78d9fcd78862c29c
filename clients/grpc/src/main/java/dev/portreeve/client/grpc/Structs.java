package dev.portreeve.client.grpc;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Facts as protobuf has them, and back. */
final class Structs {
  /*
   * A Struct knows only doubles. A whole number that a double does not hold would reach the policy
   * as another one, so it is refused; a double without a fraction comes back as a whole number, as
   * in JSON.
   */
  private static final double MAX_WHOLE = 1L << 53;

  private Structs() {}

  static Struct struct(Map<String, Object> facts) {
    Struct.Builder struct = Struct.newBuilder();
    facts.forEach((name, value) -> struct.putFields(name, value(name, value)));
    return struct.build();
  }

  private static Value value(String name, Object value) {
    Value.Builder written = Value.newBuilder();
    if (value instanceof String text) {
      written.setStringValue(text);
    } else if (value instanceof Boolean truth) {
      written.setBoolValue(truth);
    } else if (value instanceof Double number) {
      written.setNumberValue(number);
    } else if (value instanceof Number number) {
      written.setNumberValue(whole(name, number));
    } else if (value instanceof List<?> items) {
      ListValue.Builder list = ListValue.newBuilder();
      items.forEach(item -> list.addValues(value(name, item)));
      written.setListValue(list);
    } else if (value instanceof Map<?, ?> members) {
      Struct.Builder struct = Struct.newBuilder();
      members.forEach(
          (member, inner) ->
              struct.putFields(String.valueOf(member), value(name + "." + member, inner)));
      written.setStructValue(struct);
    } else {
      throw new IllegalStateException("no Value for a " + value.getClass());
    }
    return written.build();
  }

  private static double whole(String name, Number number) {
    double value = number.doubleValue();
    if (new BigDecimal(value).compareTo(new BigDecimal(number.toString())) != 0) {
      throw new IllegalArgumentException(
          "fact `" + name + "` is beyond what gRPC's Struct can tell exactly: give it as a string");
    }
    return value;
  }

  static Map<String, Object> facts(Struct struct) {
    Map<String, Object> facts = new TreeMap<>();
    struct
        .getFieldsMap()
        .forEach(
            (name, value) -> {
              if (!value.hasNullValue()) {
                facts.put(name, fact(value));
              }
            });
    return facts;
  }

  private static Object fact(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case NUMBER_VALUE -> number(value.getNumberValue());
      case STRUCT_VALUE -> facts(value.getStructValue());
      case LIST_VALUE -> items(value.getListValue());
      case NULL_VALUE, KIND_NOT_SET -> "";
    };
  }

  private static Object number(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) <= MAX_WHOLE;
    return whole ? (Object) (long) number : number;
  }

  private static List<Object> items(ListValue list) {
    List<Object> items = new ArrayList<>(list.getValuesCount());
    list.getValuesList().forEach(item -> items.add(fact(item)));
    return items;
  }
}
