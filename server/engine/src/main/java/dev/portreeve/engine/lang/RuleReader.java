package dev.portreeve.engine.lang;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a rule of a policy document with all that is nested in it. */
final class RuleReader {
  private static final String CITES = "cites";
  private static final String EXCEPT = "except";

  private static final Set<String> RULE = Set.of("variables", "match", "description", "id");
  private static final Set<String> VARIABLE =
      Set.of("name", "expression", "description", "display_name");
  private static final Set<String> MATCH = Set.of("condition", "output", "rule", CITES, EXCEPT);
  private static final String VARIABLE_NAME = "[A-Za-z_][A-Za-z0-9_]*";

  private final NodeReader reader;
  private final ExpressionReader expressions;
  private final Requirements requirements;
  private final Set<String> exceptable;
  private final int firstId;
  private final Set<String> variables = new HashSet<>();
  private final SortedMap<Integer, RuleTree.Match> matches = new TreeMap<>();
  private int begun;

  /**
   * @param exceptable the actions that a match can leave alone: all for the guards, else none
   * @param firstId the id of the first match
   */
  RuleReader(
      NodeReader reader,
      ExpressionReader expressions,
      Requirements requirements,
      Set<String> exceptable,
      int firstId) {
    this.reader = reader;
    this.expressions = expressions;
    this.requirements = requirements;
    this.exceptable = Set.copyOf(exceptable);
    this.firstId = firstId;
  }

  /** Every match read so far, nested ones included, by id. */
  List<RuleTree.Match> matches() {
    return List.copyOf(matches.values());
  }

  /** The rule; after a problem, what of it can be read. */
  RuleTree read(YamlNode node, ExpressionScope outer) {
    if (!(node instanceof YamlNode.Mapping rule)) {
      reader.problem(node.position(), "`rule` must be a map", "its `match` lists the matches");
      return new RuleTree(List.of(), List.of());
    }
    reader.expectOnly(rule, RULE);
    ExpressionScope scope = outer;
    List<RuleTree.Variable> declared = new ArrayList<>();
    for (YamlNode item : reader.sequence(rule, "variables")) {
      YamlNode.Mapping variable = reader.mapping(item, "a variable");
      if (!variable.members().isEmpty()) { // else no map, which has been noted
        scope = variable(variable, scope, declared);
      }
    }
    List<YamlNode> items = reader.sequence(rule, "match");
    boolean listed = rule.find("match").orElse(null) instanceof YamlNode.Sequence;
    if (rule.find("match").isEmpty() || (listed && items.isEmpty())) {
      reader.problem(rule.position(), "a rule needs at least one `match`");
    }
    return new RuleTree(declared, matches(items, scope));
  }

  private ExpressionScope variable(
      YamlNode.Mapping node, ExpressionScope scope, List<RuleTree.Variable> declared) {
    reader.expectOnly(node, VARIABLE);
    for (String key : List.of("name", "expression")) {
      if (node.find(key).isEmpty()) {
        reader.problem(node.position(), "a variable needs `" + key + "`");
      }
    }
    Optional<CelAbstractSyntaxTree> ast = expressions.read(node, "expression", scope);
    Optional<String> name = reader.string(node, "name");
    if (name.isEmpty()) {
      return scope;
    }
    if (!name.get().matches(VARIABLE_NAME)) {
      reader.problem(
          node.locate("name"),
          "`" + name.get() + "` cannot be a variable's name",
          "use letters, digits and `_`");
      return scope;
    }
    if (!variables.add(name.get())) {
      reader.problem(node.locate("name"), "the variable `" + name.get() + "` is declared twice");
    }
    ast.ifPresent(a -> declared.add(new RuleTree.Variable(Variables.PREFIX + name.get(), a)));
    CelType type = ast.map(CelAbstractSyntaxTree::getResultType).orElse(SimpleType.DYN);
    return scope.with(name.get(), type);
  }

  private List<RuleTree.Match> matches(List<YamlNode> items, ExpressionScope scope) {
    List<RuleTree.Match> read = new ArrayList<>();
    Optional<RuleTree.Match> deciding = Optional.empty();
    for (YamlNode item : items) {
      if (deciding.isPresent()) {
        int line = deciding.get().position().line();
        reader.problem(
            item.position(),
            "this match is never reached: the one in line " + line + " always decides");
      }
      Optional<RuleTree.Match> match = match(item, scope);
      match.ifPresent(read::add);
      deciding = match.filter(RuleTree.Match::alwaysDecides);
    }
    return read;
  }

  private Optional<RuleTree.Match> match(YamlNode item, ExpressionScope scope) {
    if (!(item instanceof YamlNode.Mapping node)) {
      reader.problem(item.position(), "a match must be a map", "it has `condition` and `output`");
      return Optional.empty();
    }
    int id = firstId + begun++;
    int before = reader.problems();
    reader.expectOnly(node, MATCH);
    Optional<CelAbstractSyntaxTree> condition =
        expressions.read(node, "condition", SimpleType.BOOL, scope);
    Optional<CelAbstractSyntaxTree> output =
        expressions.read(node, "output", CelTypeMapping.DECISION, scope);
    boolean both = node.find("output").isPresent() && node.find("rule").isPresent();
    if (both || node.find("output").isEmpty() && node.find("rule").isEmpty()) {
      String message = both ? "a match has either `output` or `rule`" : "a match needs `output`";
      reader.problem(node.position(), message);
    }
    Optional<RuleTree> nested = node.find("rule").map(rule -> read(rule, scope));
    List<String> cites = cites(node);
    List<String> except = except(node);
    boolean good = reader.problems() == before && !expressions.failed();
    Optional<RuleTree.Result> result =
        nested
            .<RuleTree.Result>map(RuleTree.Result.Nested::new)
            .or(() -> output.map(RuleTree.Result.Output::new));
    Optional<RuleTree.Match> match =
        result
            .filter(r -> good)
            .map(
                r ->
                    new RuleTree.Match(
                        id,
                        node.position(),
                        cites,
                        except,
                        condition.filter(ast -> !isTrue(ast)),
                        r));
    match.ifPresent(m -> matches.put(id, m));
    return match;
  }

  /** Whether an expression is the literal {@code true}, which is no condition. */
  private static boolean isTrue(CelAbstractSyntaxTree ast) {
    return ast.getExpr().exprKind().getKind() == Kind.CONSTANT
        && ast.getExpr().constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
        && ast.getExpr().constant().booleanValue();
  }

  private List<String> cites(YamlNode.Mapping match) {
    List<String> cites = new ArrayList<>();
    for (YamlNode cited : reader.sequence(match, CITES)) {
      Optional<String> id = reader.string(cited, "a requirement's id");
      id.ifPresent(one -> requirements.check(cited, one, reader));
      id.ifPresent(cites::add);
    }
    return cites;
  }

  private List<String> except(YamlNode.Mapping match) {
    List<String> except = new ArrayList<>();
    if (match.find(EXCEPT).isPresent() && exceptable.isEmpty()) {
      reader.problem(
          match.locateKey(EXCEPT),
          "`except` is for the matches of guards.yaml",
          "the policy of an action decides that action only");
      return except;
    }
    for (YamlNode item : reader.sequence(match, EXCEPT)) {
      Optional<String> name = reader.string(item, "an action's name");
      if (name.isPresent() && !exceptable.contains(name.get())) {
        reader.problem(
            item.position(),
            "`" + name.get() + "` is not an action of the schema",
            Suggestion.didYouMean(name.get(), exceptable));
      }
      name.ifPresent(except::add);
    }
    return except;
  }
}
