package dev.portreeve.engine.schema;

import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads what a schema says of the obligations and the advice that a set's decisions carry. */
final class DirectivesReader {
  private static final Set<String> ADVICE =
      Set.of("properties", "required", "description", "title");
  private static final Set<String> OBLIGATION =
      Set.of("properties", "required", "description", "title", FulfilmentReader.KEY);

  private final NodeReader reader;
  private final TypeReader types;

  DirectivesReader(NodeReader reader, TypeReader types) {
    this.reader = reader;
    this.types = types;
  }

  /** The members that each one has, by its action; empty when the section is not there. */
  Map<String, StructType> read(YamlNode.Mapping top, String kind) {
    Map<String, StructType> directives = new LinkedHashMap<>();
    reader
        .mapping(top, kind)
        .members()
        .forEach(
            (name, member) -> {
              YamlNode.Mapping node = reader.mapping(member.value(), "`" + name + "`");
              reader.expectOnly(node, kind.equals("obligations") ? OBLIGATION : ADVICE);
              directives.put(
                  name,
                  types.struct(
                      reader.mapping(node, "properties"),
                      reader.strings(node, "required"),
                      kind + "." + name));
            });
    return directives;
  }
}
