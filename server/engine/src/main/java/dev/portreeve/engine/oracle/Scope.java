package dev.portreeve.engine.oracle;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionResolver;
import dev.cel.runtime.CelResolvedOverload;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Lookup;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.DirectoryFunction;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.type.Structure;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the expressions of one evaluation can see: variables by name, definitions to call. */
final class Scope implements CelVariableResolver, CelFunctionResolver {
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Expression> pending = new HashMap<>();
  private final @Nullable EvaluationWatch watch;
  private final Map<String, Object> constants = new HashMap<>();
  private final Map<String, Optional<CelResolvedOverload>> bound = new HashMap<>();
  private final OracleSet set;
  private final Frame frame;
  private final @Nullable Team team;
  private RuleTree.@Nullable Match match;

  Scope(OracleSet set, Frame frame, @Nullable Team team, @Nullable EvaluationWatch watch) {
    this.set = set;
    this.frame = frame;
    this.team = team;
    this.watch = watch;
    values.putAll(VariableFields.views(frame, team));
  }

  @Override
  public Optional<CelResolvedOverload> findOverloadMatchingArgs(
      String function, Collection<String> overloads, Object[] arguments) {
    return findOverloadMatchingArgs(function, arguments);
  }

  /* A call is checked: its name is that of a definition, and its arguments are of their types. */
  @Override
  public Optional<CelResolvedOverload> findOverloadMatchingArgs(
      String function, Object[] arguments) {
    Optional<CelResolvedOverload> known = bound.get(function);
    if (known == null) {
      known = bind(function);
      bound.put(function, known);
    }
    return known;
  }

  @SuppressWarnings("Immutable") // the bindings live no longer than this evaluation
  private Optional<CelResolvedOverload> bind(String function) {
    Optional<DirectoryFunction> asking = DirectoryFunction.of(function);
    if (asking.isPresent()) {
      return Optional.of(entry(asking.get()));
    }
    Definition definition = set.definition(function);
    if (definition == null) {
      return Optional.empty();
    }
    Expression body = new Expression(definition.ast(), set.program(definition.ast()));
    return Optional.of(
        CelResolvedOverload.of(
            function,
            definition.overload(),
            arguments -> call(definition, body, arguments),
            true,
            OracleSet.parameterClasses(definition)));
  }

  @SuppressWarnings("Immutable") // as above
  private CelResolvedOverload entry(DirectoryFunction asking) {
    return CelResolvedOverload.of(
        asking.function(),
        asking.overload(),
        arguments -> new StructureView(said(asking, arguments), asking.path()),
        true,
        Collections.nCopies(asking.arity(), String.class));
  }

  private Structure said(DirectoryFunction asking, Object[] texts) {
    return asking.entity() == Entity.RESOURCE
        ? Lookup.resource(frame, (String) texts[0], (String) texts[1])
        : person(frame, team, (String) texts[0]);
  }

  private static Structure person(Frame frame, @Nullable Team team, String id) {
    if (team == null && frame.schema().team().isPresent()) {
      throw new FactError(Lookup.noTeam(frame));
    }
    return Lookup.person(frame, team, id);
  }

  /** An expression and its program. */
  record Expression(CelAbstractSyntaxTree ast, CelRuntime.Program program) {}

  /** Notes the match that is tried. */
  void enter(RuleTree.Match tried) {
    match = tried;
  }

  /** The match that is tried, or null before the first. */
  RuleTree.@Nullable Match match() {
    return match;
  }

  /**
   * Declares a variable of the guards or of a policy, which may hide one of the guards; its program
   * runs when it is first read.
   */
  void declare(String name, Expression expression) {
    values.remove(name);
    pending.put(name, expression);
  }

  Object eval(Expression expression) throws CelEvaluationException {
    return eval(expression, this);
  }

  private Object eval(Expression expression, CelVariableResolver resolver)
      throws CelEvaluationException {
    if (watch == null) {
      return expression.program().eval(resolver, this);
    }
    watch.begin(expression.ast());
    Object result = FactProblem.FAILURE;
    try {
      result = expression.program().trace(resolver, this, watch::value);
      return result;
    } catch (CelEvaluationException | RuntimeException e) {
      result = FactError.in(e).orElse(FactProblem.FAILURE);
      throw e;
    } finally {
      watch.end(expression.ast(), result);
    }
  }

  private Object call(Definition definition, Expression expression, Object[] arguments) {
    // What has no parameters comes to the same wherever it is called; who watches sees each call.
    boolean constant = definition.parameters().isEmpty() && watch == null;
    Object known = constant ? constants.get(definition.name()) : null;
    if (known != null) {
      return known;
    }
    Object value = evaluate(definition, expression, arguments);
    if (constant) {
      constants.put(definition.name(), value);
    }
    return value;
  }

  private Object evaluate(Definition definition, Expression expression, Object[] arguments) {
    CelVariableResolver inner =
        name -> {
          for (int i = 0; i < arguments.length; i++) {
            if (definition.parameters().get(i).name().equals(name)) {
              return Optional.of(arguments[i]);
            }
          }
          return find(name);
        };
    return unchecked(() -> eval(expression, inner));
  }

  @Override
  public Optional<Object> find(String name) {
    Object value = values.get(name);
    Expression expression = pending.get(name);
    if (value == null && expression != null) {
      value = unchecked(() -> eval(expression));
      values.put(name, value);
    }
    return Optional.ofNullable(value);
  }

  private interface Evaluation {
    Object run() throws CelEvaluationException;
  }

  /** Lets the problem of an inner evaluation pass through the outer one as it is. */
  private static Object unchecked(Evaluation evaluation) {
    try {
      return evaluation.run();
    } catch (CelEvaluationException e) {
      throw FactError.in(e)
          .<RuntimeException>map(FactError::new)
          .orElseGet(() -> new IllegalStateException(e));
    }
  }
}
