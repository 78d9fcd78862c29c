package dev.portreeve.engine.compiled;

import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The object types of a schema by the name that checked expressions know them by. */
final class StructAccess {
  private final Map<String, StructType> byName = new HashMap<>();

  StructAccess(Schema schema) {
    for (Fact fact : schema.facts()) {
      add(fact.type());
    }
    add(schema.person());
    add(schema.resourceEntry());
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
