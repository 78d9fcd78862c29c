package dev.portreeve.engine.lang;

import dev.cel.common.types.CelType;
import dev.cel.policy.CelCompiledRule;
import dev.cel.policy.CelPolicy;
import dev.cel.policy.CelPolicyCompilerFactory;
import dev.cel.policy.CelPolicyParser;
import dev.cel.policy.CelPolicyParserFactory;
import dev.cel.policy.CelPolicyValidationException;
import dev.cel.policy.PolicyParserContext;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads and checks policy documents: cel-java parses and type checks them; what it lets pass and
 * should not is refused here.
 */
public final class PolicyReader {
  /** The longest file of a policy set taken, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  static final String DECISIONS_HELP = "use permit(...), deny(...) or needs_approval(...)";

  /** The functions and macros of CEL itself that policies are likely to call. */
  private static final List<String> STANDARD_FUNCTIONS =
      List.of(
          "has",
          "all",
          "exists",
          "exists_one",
          "filter",
          "map",
          "size",
          "contains",
          "startsWith",
          "endsWith",
          "timestamp",
          "duration",
          "string",
          "int");

  private static final Set<String> TOP = Set.of("name", "description", "display_name", "rule");

  private final Schema schema;
  private final Environment environment;
  private final Messages messages;
  private final Requirements requirements;

  public PolicyReader(
      Schema schema, Environment environment, Messages messages, Requirements requirements) {
    this.schema = schema;
    this.environment = environment;
    this.messages = messages;
    this.requirements = requirements;
  }

  /**
   * The policy, or empty when it does not load; then {@code problems} says why.
   *
   * @param places where the places of its expressions are noted
   */
  public Optional<Policy> read(SourceFile file, SourcePlaces places, List<Diagnostic> problems) {
    List<Diagnostic> found = new ArrayList<>();
    Optional<YamlNode> root = YamlReader.read(file, MAX_BYTES, found);
    Optional<Policy> policy = root.flatMap(node -> check(node, file, places, found));
    problems.addAll(found);
    return found.isEmpty() ? policy : Optional.empty();
  }

  private Optional<Policy> check(
      YamlNode root, SourceFile file, SourcePlaces places, List<Diagnostic> found) {
    NodeReader reader = new NodeReader(file, found);
    if (!(root instanceof YamlNode.Mapping top)) {
      reader.problem(root.position(), "a policy must be a map with `name` and `rule`");
      return Optional.empty();
    }
    reader.expectOnly(top, TOP);
    Optional<String> name = reader.string(top, "name");
    Optional<YamlNode> rule = top.find("rule");
    if (top.find("name").isEmpty() || rule.isEmpty()) {
      reader.problem(top.position(), "a policy needs `name` and `rule`");
    }
    name.ifPresent(n -> checkName(top, n, file, reader));
    rule.ifPresent(node -> new PolicyShape(reader, requirements).check(node));
    if (!found.isEmpty() || name.isEmpty() || rule.isEmpty()) {
      rule.ifPresent(node -> new ExpressionTypeCheck(environment, reader, messages).check(node));
      return Optional.empty();
    }
    return compile(rule.get(), places, found, reader)
        .map(
            tree ->
                new Policy(
                    name.get(),
                    reader.string(top, "description").orElse(""),
                    file,
                    tree.tree(),
                    tree.matches()));
  }

  /** A rule tree and all matches in it. */
  private record Built(RuleTree tree, List<RuleTree.Match> matches) {}

  private Optional<Built> compile(
      YamlNode rule, SourcePlaces places, List<Diagnostic> found, NodeReader reader) {
    SourceFile file = reader.file();
    try {
      CelPolicy parsed = parser().parse(file.text(), file.name());
      new PolicyText(reader).check(parsed.rule(), rule);
      if (!found.isEmpty()) {
        return Optional.empty();
      }
      CelCompiledRule compiled =
          environment.check(
              ExpressionText.of(parsed.rule()),
              cel -> CelPolicyCompilerFactory.newPolicyCompiler(cel).build().compileRule(parsed));
      if (compiled.hasOptionalOutput()) {
        reader.problem(
            PolicyShape.openEnd(rule),
            "the policy can end here without a decision",
            "add a last match without `condition`; a nested rule under a condition needs one too");
        return Optional.empty();
      }
      TreeBuilder builder = new TreeBuilder(reader, messages, places);
      RuleTree tree = builder.build(compiled, rule);
      return Optional.of(new Built(tree, builder.matches()));
    } catch (CelPolicyValidationException e) {
      boolean failed = new ExpressionTypeCheck(environment, reader, messages).check(rule);
      if (!failed) {
        String display = String.valueOf(e.getMessage());
        new CelProblems(reader, environment).report(display, rule.position());
      }
    } catch (RuntimeException e) {
      // cel-java trips over some documents instead of refusing them, such as one of a single line
      reader.problem(rule.position(), "the policy cannot be compiled: " + firstLine(e));
    }
    return Optional.empty();
  }

  private void checkName(YamlNode.Mapping top, String name, SourceFile file, NodeReader reader) {
    Position at = top.locate("name");
    if (!schema.actions().containsKey(name)) {
      String help = Suggestion.didYouMean(name, schema.actions().keySet());
      reader.problem(at, "`" + name + "` is not an action of the schema", help);
    } else if (!name.equals(file.stem())) {
      reader.problem(
          at, "the policy `" + name + "` is in the wrong file", "call it `" + name + ".yaml`");
    }
  }

  static CelPolicyParser parser() {
    return CelPolicyParserFactory.newYamlParserBuilder()
        .addTagVisitor(
            new CelPolicyParser.TagVisitor<Node>() {
              @Override
              public void visitMatchTag(
                  PolicyParserContext<Node> context,
                  long id,
                  String tag,
                  Node node,
                  CelPolicy.Builder policy,
                  CelPolicy.Match.Builder match) {
                if (!tag.equals(PolicyShape.CITES)) {
                  context.reportError(id, "unknown key `" + tag + "`");
                }
              }
            })
        .build();
  }

  /** What an expression may name, for "did you mean". */
  static List<String> names(Environment environment) {
    List<String> names = new ArrayList<>(Variables.ALL);
    names.addAll(STANDARD_FUNCTIONS);
    for (Builtin builtin : Builtin.values()) {
      names.add(builtin.function());
    }
    environment.definitions().forEach(definition -> names.add(definition.name()));
    return names;
  }

  static boolean isDecision(CelType type) {
    return type.equals(CelTypeMapping.DECISION);
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown error");
  }
}
