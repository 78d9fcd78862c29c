package dev.portreeve.policy.compiled;

import dev.portreeve.policy.schema.Fact;
import dev.portreeve.policy.schema.Schema;
import dev.portreeve.policy.schema.Setting;
import dev.portreeve.policy.type.Field;
import dev.portreeve.policy.type.ListType;
import dev.portreeve.policy.type.StructType;
import dev.portreeve.policy.type.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The object types of a schema by the name that checked expressions know them by. */
final class Structs {
  private final Map<String, StructType> byName = new HashMap<>();

  Structs(Schema schema) {
    for (Fact fact : schema.facts()) {
      add(fact.type());
    }
    for (Setting setting : schema.settings()) {
      add(setting.type());
    }
    for (Field attribute : schema.attributes().fields()) {
      add(attribute.type());
    }
  }

  private void add(ValueType type) {
    if (type instanceof ListType list) {
      add(list.items());
    } else if (type instanceof StructType struct) {
      byName.put(struct.name(), struct);
      struct.fields().forEach(field -> add(field.type()));
    }
  }

  Optional<StructType> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
