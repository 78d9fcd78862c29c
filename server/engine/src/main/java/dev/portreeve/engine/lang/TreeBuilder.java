package dev.portreeve.engine.lang;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.policy.CelCompiledRule;
import dev.cel.policy.CelCompiledRule.CelCompiledMatch;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds a {@link RuleTree} from what cel-java compiled, walking the YAML beside it for positions
 * and rule ids.
 */
final class TreeBuilder {
  private final NodeReader reader;
  private final ReasonCodes reasons;
  private final SourcePlaces places;
  private final List<RuleTree.Match> matches = new ArrayList<>();

  /**
   * @param places where the place of each expression is noted
   */
  TreeBuilder(NodeReader reader, Messages messages, SourcePlaces places) {
    this.reader = reader;
    this.places = places;
    this.reasons = new ReasonCodes(reader, messages);
  }

  /** All matches built so far, by id. */
  List<RuleTree.Match> matches() {
    return matches;
  }

  RuleTree build(CelCompiledRule rule, YamlNode node) {
    YamlNode.Mapping mapping = reader.mapping(node, "`rule`");
    List<RuleTree.Variable> declared = new ArrayList<>();
    List<YamlNode> variableNodes = reader.sequence(mapping, "variables");
    for (CelCompiledRule.CelCompiledVariable variable : rule.variables()) {
      YamlNode.Mapping at = reader.mapping(variableNodes.get(declared.size()), "a variable");
      places.add(variable.ast(), ScalarText.of(at, "expression", reader.file()));
      declared.add(new RuleTree.Variable(Variables.PREFIX + variable.name(), variable.ast()));
    }
    List<RuleTree.Match> built = new ArrayList<>();
    List<YamlNode> matchNodes = reader.sequence(mapping, "match");
    for (int i = 0; i < rule.matches().size(); i++) {
      YamlNode.Mapping at = reader.mapping(matchNodes.get(i), "a match");
      built.add(match(rule.matches().get(i), at));
    }
    return new RuleTree(declared, built);
  }

  private RuleTree.Match match(CelCompiledMatch match, YamlNode.Mapping node) {
    int id = matches.size();
    List<String> cites = reader.strings(node, PolicyShape.CITES);
    Optional<CelAbstractSyntaxTree> condition =
        match.isConditionTriviallyTrue() ? Optional.empty() : Optional.of(match.condition());
    condition.ifPresent(ast -> places.add(ast, ScalarText.of(node, "condition", reader.file())));
    RuleTree.Match placeholder =
        new RuleTree.Match(
            id,
            node.position(),
            cites,
            condition,
            new RuleTree.Result.Nested(new RuleTree(List.of(), List.of())));
    matches.add(placeholder);
    RuleTree.Result result =
        match.result().kind() == CelCompiledMatch.Result.Kind.OUTPUT
            ? output(match.result().output().ast(), node)
            : new RuleTree.Result.Nested(
                build(match.result().rule(), node.find("rule").orElseThrow()));
    RuleTree.Match built = new RuleTree.Match(id, node.position(), cites, condition, result);
    matches.set(id, built);
    return built;
  }

  private RuleTree.Result output(CelAbstractSyntaxTree ast, YamlNode.Mapping node) {
    ScalarText where = ScalarText.of(node, "output", reader.file());
    if (!PolicyReader.isDecision(ast.getResultType())) {
      reader.problem(
          where.start(),
          "`output` must be of type decision, this is " + TypeText.shown(ast.getResultType()),
          PolicyReader.DECISIONS_HELP);
    }
    places.add(ast, where);
    reasons.check(ast, where);
    return new RuleTree.Result.Output(ast);
  }
}
