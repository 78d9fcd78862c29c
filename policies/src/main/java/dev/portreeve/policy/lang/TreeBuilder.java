package dev.portreeve.policy.lang;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.policy.CelCompiledRule;
import dev.cel.policy.CelCompiledRule.CelCompiledMatch;
import dev.cel.policy.CelPolicy;
import dev.portreeve.policy.decision.Reasons;
import dev.portreeve.policy.source.NodeReader;
import dev.portreeve.policy.source.Suggestion;
import dev.portreeve.policy.source.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Builds a {@link RuleTree} from what cel-java compiled, walking the parsed policy and the YAML
 * beside it for positions and rule ids.
 */
final class TreeBuilder {
  static final String RULES = "rules";

  private final NodeReader reader;
  private final Messages messages;
  private final Catalogue catalogue;
  private final List<RuleTree.Match> matches = new ArrayList<>();
  private final Set<String> variables = new HashSet<>();

  TreeBuilder(NodeReader reader, Messages messages, Catalogue catalogue) {
    this.reader = reader;
    this.messages = messages;
    this.catalogue = catalogue;
  }

  /** All matches built so far, by id. */
  List<RuleTree.Match> matches() {
    return matches;
  }

  RuleTree build(CelCompiledRule rule, CelPolicy.Rule parsed, YamlNode node) {
    YamlNode.Mapping mapping = reader.mapping(node, "`rule`");
    List<RuleTree.Variable> declared = new ArrayList<>();
    List<YamlNode> variableNodes = reader.sequence(mapping, "variables");
    List<CelPolicy.Variable> parsedVariables = List.copyOf(parsed.variables());
    for (int i = 0; i < rule.variables().size(); i++) {
      CelCompiledRule.CelCompiledVariable variable = rule.variables().get(i);
      YamlNode.Mapping at = reader.mapping(variableNodes.get(i), "a variable");
      checkWhole(at, "expression", parsedVariables.get(i).expression().value());
      if (!variables.add(variable.name())) {
        reader.problem(at.position(), "variable `" + variable.name() + "` is declared twice");
      }
      declared.add(new RuleTree.Variable(Variables.PREFIX + variable.name(), variable.ast()));
    }
    List<RuleTree.Match> built = new ArrayList<>();
    List<YamlNode> matchNodes = reader.sequence(mapping, "match");
    List<CelPolicy.Match> parsedMatches = List.copyOf(parsed.matches());
    for (int i = 0; i < rule.matches().size(); i++) {
      YamlNode.Mapping at = reader.mapping(matchNodes.get(i), "a match");
      built.add(match(rule.matches().get(i), parsedMatches.get(i), at));
    }
    return new RuleTree(declared, built);
  }

  private RuleTree.Match match(
      CelCompiledMatch match, CelPolicy.Match parsed, YamlNode.Mapping node) {
    checkWhole(node, "condition", parsed.condition().value());
    int id = matches.size();
    List<String> rules = reader.strings(node, RULES);
    for (YamlNode item : reader.sequence(node, RULES)) {
      catalogue.check(item, String.valueOf(item.raw()), reader);
    }
    Optional<CelAbstractSyntaxTree> condition =
        match.isConditionTriviallyTrue() ? Optional.empty() : Optional.of(match.condition());
    RuleTree.Match placeholder =
        new RuleTree.Match(
            id,
            node.position(),
            rules,
            condition,
            new RuleTree.Result.Nested(new RuleTree(List.of(), List.of())));
    matches.add(placeholder);
    RuleTree.Result result =
        match.result().kind() == CelCompiledMatch.Result.Kind.OUTPUT
            ? output(match.result().output().ast(), parsed, node)
            : new RuleTree.Result.Nested(
                build(
                    match.result().rule(),
                    parsed.result().rule(),
                    node.find("rule").orElseThrow()));
    RuleTree.Match built = new RuleTree.Match(id, node.position(), rules, condition, result);
    matches.set(id, built);
    return built;
  }

  private RuleTree.Result output(
      CelAbstractSyntaxTree ast, CelPolicy.Match parsed, YamlNode.Mapping node) {
    checkWhole(node, "output", parsed.result().output().value());
    if (!PolicyReader.isDecision(ast.getResultType())) {
      reader.problem(
          ScalarText.start(node, "output", reader.file()),
          "an output must be a decision",
          "use permit(...), deny(...) or needs_approval(...)");
    }
    checkReasons(ast.getExpr(), node);
    return new RuleTree.Result.Output(ast);
  }

  /*
   * cel-java takes the text of a block scalar only up to its first blank line, which could turn
   * `a && b` into `a`. What it compiled must be what the document says.
   */
  private void checkWhole(YamlNode.Mapping node, String key, String compiled) {
    YamlNode written = node.find(key).orElse(null);
    if (written == null) {
      return;
    }
    if (!stripped(String.valueOf(written.raw())).equals(stripped(compiled))) {
      reader.problem(written.position(), "`" + key + "` must not hold blank lines");
    }
  }

  private static String stripped(String text) {
    return text.replaceAll("\\s", "");
  }

  /** Every literal reason must have a text. */
  private void checkReasons(CelExpr expr, YamlNode.Mapping node) {
    if (messages.reasons().isEmpty() || expr.exprKind().getKind() != CelExpr.ExprKind.Kind.CALL) {
      return;
    }
    CelExpr.CelCall call = expr.call();
    call.target().ifPresent(target -> checkReasons(target, node));
    call.args().forEach(argument -> checkReasons(argument, node));
    boolean givesReason = Set.of("permit", "deny", "needs_approval").contains(call.function());
    if (givesReason && !call.args().isEmpty()) {
      CelExpr first = call.args().get(0);
      if (first.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
        checkReason(first.constant().stringValue(), node);
      }
    }
  }

  private void checkReason(String reason, YamlNode.Mapping node) {
    if (!messages.reasons().contains(reason) && !Reasons.ALL.contains(reason)) {
      reader.problem(
          ScalarText.start(node, "output", reader.file()),
          "reason `" + reason + "` has no text in messages.yaml",
          Suggestion.didYouMean(reason, messages.reasons()));
    }
  }
}
