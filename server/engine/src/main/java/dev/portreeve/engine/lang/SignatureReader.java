package dev.portreeve.engine.lang;

import dev.cel.common.types.CelType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the name, parameters and type of definitions. */
final class SignatureReader {
  private static final String NAME = "[a-z][a-z0-9_]*";
  private static final Set<String> STANDARD =
      Set.of(
          "size",
          "matches",
          "has",
          "all",
          "exists",
          "exists_one",
          "map",
          "filter",
          DirectoryFunction.PERSON.function());

  private final NodeReader reader;
  private final Map<String, Integer> lines = new HashMap<>();

  SignatureReader(NodeReader reader) {
    this.reader = reader;
  }

  /** A name that is free, or empty after noting the problem. */
  Optional<String> name(YamlNode.Mapping node, Environment environment) {
    Optional<String> written = reader.string(node, "name");
    if (written.isEmpty()) {
      return written;
    }
    String name = written.get();
    boolean builtin =
        STANDARD.contains(name) || Builtin.isFunction(name) || CelLibrary.names().contains(name);
    Integer earlier = lines.putIfAbsent(name, node.position().line());
    if (!name.matches(NAME)) {
      reader.problem(
          node.locate("name"),
          "`" + name + "` cannot be a definition's name",
          "use small letters, digits and `_`");
    } else if (builtin || environment.types().variable(name).isPresent()) {
      reader.problem(node.locate("name"), "`" + name + "` is part of the language");
    } else if (earlier != null) {
      reader.problem(node.locate("name"), "`" + name + "` is defined in line " + earlier);
    } else {
      return written;
    }
    return Optional.empty();
  }

  /** The parameters, or empty when one is not good, after noting the problem. */
  Optional<List<Definition.Parameter>> parameters(YamlNode.Mapping node) {
    List<Definition.Parameter> parameters = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<YamlNode> items = reader.sequence(node, "params");
    for (YamlNode item : items) {
      YamlNode.Mapping mapping = reader.mapping(item, "a parameter");
      reader.expectOnly(mapping, Set.of("name", "type", "description"));
      Optional<String> name = reader.string(mapping, "name");
      Optional<CelType> type = type(mapping, "type");
      if (mapping.find("name").isEmpty() || mapping.find("type").isEmpty()) {
        reader.problem(mapping.position(), "a parameter needs `name` and `type`");
      } else if (name.isPresent() && free(name.get(), mapping, names) && type.isPresent()) {
        parameters.add(new Definition.Parameter(name.get(), type.get()));
      }
    }
    return parameters.size() == items.size() ? Optional.of(parameters) : Optional.empty();
  }

  private boolean free(String name, YamlNode.Mapping node, Set<String> names) {
    String problem =
        !name.matches(NAME)
            ? "cannot be a parameter's name"
            : Variables.ALL.contains(name)
                ? "is a variable and cannot be a parameter's name"
                : !names.add(name) ? "is there twice" : "";
    if (!problem.isEmpty()) {
      reader.problem(node.locate("name"), "`" + name + "` " + problem);
    }
    return problem.isEmpty();
  }

  /** A declared type, or empty when it is left out or after noting the problem. */
  Optional<CelType> type(YamlNode.Mapping node, String key) {
    Optional<String> text = reader.string(node, key);
    Optional<CelType> type = text.flatMap(TypeText::parse);
    if (text.isPresent() && type.isEmpty()) {
      String near = Suggestion.didYouMean(text.get(), TypeText.names());
      String all = String.join(", ", TypeText.names()) + ", list(T) and map(K, V)";
      reader.problem(
          node.locate(key),
          "unknown type `" + text.get() + "`",
          near.isEmpty() ? "types are " + all : near);
    }
    return type;
  }
}
