package dev.portreeve.engine.lang;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the expressions of a rule may name: the environment of their set and the variables that the
 * policy has declared so far. Immutable.
 */
final class ExpressionScope {
  private final Environment environment;
  private final Cel narrow;
  private final Map<String, CelType> variables;

  private ExpressionScope(Environment environment, Cel narrow, Map<String, CelType> variables) {
    this.environment = environment;
    this.narrow = narrow;
    this.variables = variables;
  }

  /**
   * The scope of a policy that has declared nothing yet.
   *
   * @param text what has all the policy's expressions in it
   */
  static ExpressionScope of(Environment environment, String text) {
    return new ExpressionScope(environment, environment.narrow(text), Map.of());
  }

  /** This scope with one more variable, by its name without prefix. */
  ExpressionScope with(String name, CelType type) {
    Map<String, CelType> more = new LinkedHashMap<>(variables);
    more.put(Variables.PREFIX + name, type);
    Cel wider = narrow.toCelBuilder().addVar(Variables.PREFIX + name, type).build();
    return new ExpressionScope(environment, wider, more);
  }

  /** An expression, parsed and type-checked. */
  CelAbstractSyntaxTree compile(String expression) throws CelValidationException {
    try {
      return OptionalSyntax.compile(narrow, expression);
    } catch (CelValidationException e) {
      return OptionalSyntax.compile(whole(), expression);
    }
  }

  private Cel whole() {
    Cel cel = environment.cel();
    return variables.isEmpty() ? cel : Environment.withVariables(cel, variables);
  }

  /** What an expression may name here, for "did you mean". */
  List<String> names() {
    List<String> names = new ArrayList<>(KnownNames.of(environment));
    names.addAll(variables.keySet());
    return names;
  }
}
