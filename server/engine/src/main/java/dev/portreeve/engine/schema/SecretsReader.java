package dev.portreeve.engine.schema;

import dev.portreeve.engine.type.SealedType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads {@code secrets} of a schema: which obligation has a sealed field of a setting opened. */
final class SecretsReader {
  private final NodeReader reader;
  private final SchemaReader.Parts parts;

  SecretsReader(NodeReader reader, SchemaReader.Parts parts) {
    this.reader = reader;
    this.parts = parts;
  }

  Map<String, String> read(YamlNode.Mapping node) {
    Set<String> obligations = parts.obligations.keySet();
    Map<String, String> secrets = new LinkedHashMap<>();
    for (String path : node.members().keySet()) {
      String obligation = reader.string(node, path).orElse("");
      if (!isSealed(path)) {
        reader.problem(
            node.locate(path), "`" + path + "` is no sealed field of a setting: SETTING.FIELD");
      } else if (!obligations.contains(obligation)) {
        reader.problem(
            node.locate(path), "`" + obligation + "` is no obligation that the schema declares");
      }
      secrets.put(path, obligation);
    }
    return secrets;
  }

  private boolean isSealed(String path) {
    int dot = path.indexOf('.');
    return dot > 0
        && parts.settings.stream()
            .filter(setting -> setting.key().equals(path.substring(0, dot)))
            .anyMatch(
                setting ->
                    setting.type() instanceof StructType struct
                        && struct.indexOf(path.substring(dot + 1)) >= 0
                        && struct.field(struct.indexOf(path.substring(dot + 1))).type()
                            instanceof SealedType);
  }
}
