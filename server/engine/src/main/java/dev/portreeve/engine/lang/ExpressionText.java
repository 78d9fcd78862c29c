package dev.portreeve.engine.lang;

import dev.cel.policy.CelPolicy;

/** What a parsed policy has of expressions, one after the other. */
final class ExpressionText {
  private ExpressionText() {}

  static String of(CelPolicy.Rule rule) {
    StringBuilder text = new StringBuilder();
    add(rule, text);
    return text.toString();
  }

  private static void add(CelPolicy.Rule rule, StringBuilder text) {
    for (CelPolicy.Variable variable : rule.variables()) {
      text.append(variable.expression().value()).append('\n');
    }
    for (CelPolicy.Match match : rule.matches()) {
      text.append(match.condition().value()).append('\n');
      if (match.result().kind() == CelPolicy.Match.Result.Kind.OUTPUT) {
        text.append(match.result().output().value()).append('\n');
      } else {
        add(match.result().rule(), text);
      }
    }
  }
}
