package dev.portreeve.engine.lang;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code definitions.yaml} and checks every body; each may call the ones above it. */
public final class DefinitionsReader {
  private static final Set<String> KEYS =
      Set.of("name", "description", "params", "type", "expression", "title");
  private static final List<String> REQUIRED = List.of("name", "type", "expression");

  private final NodeReader reader;
  private final SignatureReader signatures;
  private final SourcePlaces places;
  private final Map<String, Integer> lines = new HashMap<>();
  private final Set<String> bad = new HashSet<>();
  private Environment environment;

  private DefinitionsReader(NodeReader reader, Environment environment, SourcePlaces places) {
    this.reader = reader;
    this.places = places;
    this.signatures = new SignatureReader(reader);
    this.environment = environment;
  }

  /** The environment of a set that has no definitions. */
  public static Environment none(Schema schema) {
    return Environment.of(schema);
  }

  /**
   * The environment in which the set's policies are checked. After a problem it lacks the
   * definitions that are not good.
   *
   * @param places where the places of the bodies are noted
   */
  public static Environment read(
      Schema schema, SourceFile file, SourcePlaces places, List<Diagnostic> problems) {
    Environment environment = Environment.of(schema);
    Optional<YamlNode> root = YamlReader.read(file, PolicyReader.MAX_BYTES, problems);
    if (root.isEmpty()) {
      return environment.excusing(name -> true);
    }
    NodeReader reader = new NodeReader(file, problems);
    DefinitionsReader definitions = new DefinitionsReader(reader, environment, places);
    definitions.readAll(reader.mapping(root.get(), "the file"));
    return definitions.environment;
  }

  private void readAll(YamlNode.Mapping top) {
    reader.expectOnly(top, Set.of("definitions"));
    List<YamlNode.Mapping> nodes = new ArrayList<>();
    for (YamlNode item : reader.sequence(top, "definitions")) {
      if (item instanceof YamlNode.Mapping node) {
        nodes.add(node);
        node.find("name")
            .ifPresent(n -> lines.putIfAbsent(String.valueOf(n.raw()), n.position().line()));
        bad.add(String.valueOf(node.find("name").map(YamlNode::raw).orElse("")));
      } else {
        reader.problem(item.position(), "a definition must be a map");
      }
    }
    environment = environment.excusing(Set.copyOf(bad)::contains);
    nodes.forEach(this::read);
    environment = environment.excusing(Set.copyOf(bad)::contains);
  }

  private void read(YamlNode.Mapping node) {
    reader.expectOnly(node, KEYS);
    for (String key : REQUIRED) {
      if (node.find(key).isEmpty()) {
        reader.problem(node.position(), "a definition needs `" + key + "`");
      }
    }
    Optional<String> name = signatures.name(node, environment);
    Optional<CelType> type = signatures.type(node, "type");
    Optional<List<Definition.Parameter>> parameters = signatures.parameters(node);
    Optional<String> body = reader.string(node, "expression");
    if (body.isPresent() && parameters.isPresent()) {
      Optional<CelAbstractSyntaxTree> ast = check(node, body.get(), parameters.get());
      if (ast.isPresent() && name.isPresent() && type.isPresent()) {
        add(node, name.get(), parameters.get(), type.get(), ast.get());
      }
    }
  }

  private void add(
      YamlNode.Mapping node,
      String name,
      List<Definition.Parameter> parameters,
      CelType type,
      CelAbstractSyntaxTree ast) {
    if (!type.isAssignableFrom(ast.getResultType())) {
      String found = TypeText.shown(ast.getResultType());
      reader.problem(
          ScalarText.of(node, "expression", reader.file()).start(),
          "the expression is of type " + found + ", not " + TypeText.shown(type));
      return;
    }
    String description = reader.string(node, "description").orElse("");
    places.add(ast, ScalarText.of(node, "expression", reader.file()));
    environment =
        environment.with(new Definition(name, description, parameters, type, ast, node.position()));
    bad.remove(name);
  }

  private Optional<CelAbstractSyntaxTree> check(
      YamlNode.Mapping node, String body, List<Definition.Parameter> parameters) {
    try {
      return Optional.of(
          environment.check(
              body,
              cel -> OptionalSyntax.compile(Environment.withParameters(cel, parameters), body)));
    } catch (CelValidationException e) {
      List<String> names = new ArrayList<>(KnownNames.of(environment));
      parameters.forEach(parameter -> names.add(parameter.name()));
      ScalarText where = ScalarText.of(node, "expression", reader.file());
      new CelProblems(reader, environment)
          .belowLine(lines, node.position().line())
          .report(e.getErrors(), body, where, names);
      return Optional.empty();
    }
  }
}
