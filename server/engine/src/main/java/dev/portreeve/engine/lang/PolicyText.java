package dev.portreeve.engine.lang;

import dev.cel.policy.CelPolicy;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.List;

/**
 * Makes sure that cel-java compiles what a policy document says.
 *
 * <p>It takes the text of a block scalar only up to its first blank line, which could turn {@code a
 * && b} into {@code a}.
 */
final class PolicyText {
  private final NodeReader reader;

  PolicyText(NodeReader reader) {
    this.reader = reader;
  }

  void check(CelPolicy.Rule parsed, YamlNode rule) {
    YamlNode.Mapping mapping = reader.mapping(rule, "`rule`");
    List<CelPolicy.Variable> variables = List.copyOf(parsed.variables());
    List<YamlNode> variableNodes = reader.sequence(mapping, "variables");
    for (int i = 0; i < variables.size(); i++) {
      check(variableNodes.get(i), "expression", variables.get(i).expression().value());
    }
    List<CelPolicy.Match> matches = List.copyOf(parsed.matches());
    List<YamlNode> matchNodes = reader.sequence(mapping, "match");
    for (int i = 0; i < matches.size(); i++) {
      CelPolicy.Match match = matches.get(i);
      YamlNode.Mapping node = reader.mapping(matchNodes.get(i), "a match");
      check(node, "condition", match.condition().value());
      if (match.result().kind() == CelPolicy.Match.Result.Kind.OUTPUT) {
        check(node, "output", match.result().output().value());
      } else {
        check(match.result().rule(), node.find("rule").orElseThrow());
      }
    }
  }

  private void check(YamlNode node, String key, String taken) {
    YamlNode written = reader.mapping(node, "it").find(key).orElse(null);
    if (written != null && !stripped(String.valueOf(written.raw())).equals(stripped(taken))) {
      reader.problem(written.position(), "`" + key + "` must not hold blank lines");
    }
  }

  private static String stripped(String text) {
    return text.replaceAll("\\s", "");
  }
}
