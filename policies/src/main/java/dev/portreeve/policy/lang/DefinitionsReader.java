package dev.portreeve.policy.lang;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.portreeve.policy.schema.Schema;
import dev.portreeve.policy.source.Diagnostic;
import dev.portreeve.policy.source.NodeReader;
import dev.portreeve.policy.source.Position;
import dev.portreeve.policy.source.SourceFile;
import dev.portreeve.policy.source.YamlNode;
import dev.portreeve.policy.source.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code definitions.yaml} and checks every body; each may call the ones above it. */
public final class DefinitionsReader {
  private static final Set<String> KEYS =
      Set.of("name", "description", "params", "type", "expression", "title");
  private static final String NAME = "[a-z][a-z0-9_]*";

  private final NodeReader reader;
  private final Set<String> taken = new HashSet<>();
  private Environment environment;

  private DefinitionsReader(NodeReader reader, Environment environment) {
    this.reader = reader;
    this.environment = environment;
    for (Builtin builtin : Builtin.values()) {
      taken.add(builtin.function());
    }
    taken.addAll(Set.of("size", "matches", "has", "all", "exists", "exists_one", "map", "filter"));
  }

  /** The environment of a set that has no definitions. */
  public static Environment none(Schema schema) {
    return Environment.of(schema);
  }

  /**
   * The environment in which the set's policies are checked. After a problem it lacks the
   * definitions that are not good.
   */
  public static Environment read(Schema schema, SourceFile file, List<Diagnostic> problems) {
    Environment environment = Environment.of(schema);
    Optional<YamlNode> root = YamlReader.read(file, PolicyReader.MAX_BYTES, problems);
    if (root.isEmpty()) {
      return environment;
    }
    DefinitionsReader definitions =
        new DefinitionsReader(new NodeReader(file, problems), environment);
    definitions.readAll(root.get());
    return definitions.environment;
  }

  private void readAll(YamlNode root) {
    YamlNode.Mapping top = reader.mapping(root, "the file");
    reader.expectOnly(top, Set.of("definitions"));
    for (YamlNode item : reader.sequence(top, "definitions")) {
      read(reader.mapping(item, "a definition"));
    }
  }

  private void read(YamlNode.Mapping node) {
    reader.expectOnly(node, KEYS);
    Optional<String> name = reader.string(node, "name");
    Optional<String> body = reader.string(node, "expression");
    Optional<CelType> type = type(node, "type");
    if (name.isEmpty() || body.isEmpty() || node.find("type").isEmpty()) {
      reader.problem(node.position(), "a definition needs `name`, `type` and `expression`");
      return;
    }
    if (!name.get().matches(NAME) || !taken.add(name.get())) {
      reader.problem(
          node.locate("name"), "`" + name.get() + "` is taken or no name for a function");
      return;
    }
    List<Definition.Parameter> parameters = parameters(node);
    if (type.isEmpty()) {
      return;
    }
    check(node, body.get(), parameters)
        .ifPresent(
            ast -> {
              if (!type.get().isAssignableFrom(ast.getResultType())) {
                reader.problem(
                    node.locate("expression"),
                    "the expression is of type "
                        + shown(ast.getResultType())
                        + ", not "
                        + shown(type.get()));
                return;
              }
              String description = reader.string(node, "description").orElse("");
              environment =
                  environment.with(
                      new Definition(name.get(), description, parameters, type.get(), ast));
            });
  }

  private Optional<CelAbstractSyntaxTree> check(
      YamlNode.Mapping node, String body, List<Definition.Parameter> parameters) {
    Position at = ScalarText.start(node, "expression", reader.file());
    try {
      return Optional.of(environment.withParameters(parameters).compile(body).getAst());
    } catch (CelValidationException e) {
      List<String> names = new ArrayList<>(PolicyReader.names(environment));
      parameters.forEach(parameter -> names.add(parameter.name()));
      new CelProblems(reader, environment.types(), names).report(e.getErrors(), at);
      return Optional.empty();
    }
  }

  private List<Definition.Parameter> parameters(YamlNode.Mapping node) {
    List<Definition.Parameter> parameters = new ArrayList<>();
    for (YamlNode item : reader.sequence(node, "params")) {
      YamlNode.Mapping mapping = reader.mapping(item, "a parameter");
      reader.expectOnly(mapping, Set.of("name", "type", "description"));
      Optional<String> name = reader.string(mapping, "name");
      Optional<CelType> type = type(mapping, "type");
      if (name.isEmpty() || !name.get().matches(NAME) || Variables.ALL.contains(name.get())) {
        reader.problem(mapping.position(), "a parameter needs a `name` that is not a variable's");
      } else {
        type.ifPresent(t -> parameters.add(new Definition.Parameter(name.get(), t)));
      }
    }
    return parameters;
  }

  private Optional<CelType> type(YamlNode.Mapping node, String key) {
    Optional<String> text = reader.string(node, key);
    Optional<CelType> type = text.flatMap(TypeText::parse);
    if (text.isPresent() && type.isEmpty()) {
      reader.problem(
          node.locate(key),
          "unknown type `" + text.get() + "`",
          "types are " + String.join(", ", TypeText.names()) + ", list(T) and map(K, V)");
    }
    return type;
  }

  private static String shown(CelType type) {
    return type.toString().contains("name=")
        ? type.name().replace(CelTypes.PREFIX, "")
        : String.valueOf(type);
  }
}
