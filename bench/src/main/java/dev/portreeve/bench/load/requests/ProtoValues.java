package dev.portreeve.bench.load.requests;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;
import java.util.Map;

/** Facts as protobuf's values. */
final class ProtoValues {
  private ProtoValues() {}

  static Struct struct(Map<String, Object> facts) {
    Struct.Builder struct = Struct.newBuilder();
    facts.forEach((name, fact) -> struct.putFields(name, of(fact)));
    return struct.build();
  }

  static Value of(Object fact) {
    Value.Builder value = Value.newBuilder();
    if (fact instanceof Boolean truth) {
      return value.setBoolValue(truth).build();
    }
    if (fact instanceof List<?> list) {
      ListValue.Builder items = ListValue.newBuilder();
      list.forEach(item -> items.addValues(of(item)));
      return value.setListValue(items).build();
    }
    return value.setStringValue(fact.toString()).build();
  }
}
