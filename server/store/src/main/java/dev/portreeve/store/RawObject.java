package dev.portreeve.store;

import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the JSON objects that stand in columns. */
final class RawObject {
  private static final int MAX_BYTES = 1 << 20;

  private RawObject() {}

  /** The members of an object, raw. */
  static Map<String, Object> of(String document) {
    Map<String, Object> members = new LinkedHashMap<>();
    YamlReader.read(new SourceFile("document", document), MAX_BYTES, new ArrayList<>())
        .filter(node -> node.raw() instanceof Map<?, ?>)
        .ifPresent(
            node ->
                ((Map<?, ?>) node.raw()).forEach((name, value) -> members.put("" + name, value)));
    return members;
  }
}
