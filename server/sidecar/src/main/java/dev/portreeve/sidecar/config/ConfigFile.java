package dev.portreeve.sidecar.config;

import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A YAML file of options: one key each, as the flag without its dashes. */
final class ConfigFile {
  private static final int MAX_BYTES = 1 << 20;

  private ConfigFile() {}

  static Map<Option, GivenValue> read(Path path) throws ConfigurationException {
    SourceFile file;
    try {
      file = new SourceFile(path.toString(), Files.readString(path));
    } catch (IOException e) {
      throw new ConfigurationException(path + ": cannot be read: " + e.getMessage());
    }
    List<Diagnostic> problems = new ArrayList<>();
    Map<Option, GivenValue> given = new EnumMap<>(Option.class);
    if (!file.text().isBlank()) {
      Optional<YamlNode> root = YamlReader.read(file, MAX_BYTES, problems);
      root.ifPresent(node -> options(node, new NodeReader(file, problems), given));
    }
    if (!problems.isEmpty()) {
      List<String> shown =
          problems.stream().sorted(Diagnostic.ORDER).map(Diagnostic::render).toList();
      throw new ConfigurationException(String.join("\n", shown));
    }
    return given;
  }

  private static void options(YamlNode root, NodeReader reader, Map<Option, GivenValue> given) {
    YamlNode.Mapping top = reader.mapping(root, "the configuration");
    reader.expectOnly(top, Arrays.stream(Option.values()).map(Option::key).toList());
    top.members()
        .forEach(
            (key, member) ->
                Option.of(key).ifPresent(option -> option(option, member.value(), reader, given)));
  }

  private static void option(
      Option option, YamlNode value, NodeReader reader, Map<Option, GivenValue> given) {
    Position at = value.position();
    if (value instanceof YamlNode.Scalar scalar && !(scalar.raw() instanceof JsonNull)) {
      String origin =
          reader.file().name() + ":" + at.line() + ":" + at.column() + ": " + option.key();
      given.put(option, new GivenValue(origin, String.valueOf(scalar.raw())));
    } else {
      reader.problem(at, "`" + option.key() + "` must be a single value");
    }
  }
}
