package dev.portreeve.engine.oracle;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.CelSpecFixups;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Environment;
import dev.portreeve.engine.lang.Guards;
import dev.portreeve.engine.lang.MessageResolver;
import dev.portreeve.engine.lang.Messages;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuntimeClasses;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The programs of a policy set's definitions, which its policies' programs call. Immutable. */
public final class OracleSet {
  private final Environment environment;
  private final IdentityHashMap<CelAbstractSyntaxTree, CelRuntime.Program> made;
  private final Map<String, Definition> definitions = new HashMap<>();

  public OracleSet(Environment environment) {
    this(environment, new IdentityHashMap<>());
  }

  private OracleSet(
      Environment environment, IdentityHashMap<CelAbstractSyntaxTree, CelRuntime.Program> made) {
    this.environment = environment;
    this.made = made;
    environment.definitions().forEach(d -> definitions.put(d.name(), d));
  }

  /** The same set with another expression in the place of one: for mutation runs. */
  OracleSet with(CelAbstractSyntaxTree expression, CelAbstractSyntaxTree instead) {
    IdentityHashMap<CelAbstractSyntaxTree, CelRuntime.Program> changed;
    synchronized (made) {
      changed = new IdentityHashMap<>(made);
    }
    changed.put(expression, make(instead));
    return new OracleSet(environment, changed);
  }

  /** The runnable form of a policy of the set, behind the set's guards. */
  public OraclePolicy policy(Guards guards, Policy policy, Messages messages) {
    return new OraclePolicy(this, guards, policy, new MessageResolver(policy.name(), messages));
  }

  /**
   * What an expression comes to by itself, as {@link Evaluated} has it.
   *
   * @param ast checked in the set's environment
   * @param team the one the frame names, or null when none is known
   */
  public Evaluated evaluate(CelAbstractSyntaxTree ast, Frame frame, @Nullable Team team) {
    try {
      Object value = new Scope(this, frame, team, null).eval(new Scope.Expression(ast, make(ast)));
      return new Evaluated(Optional.of(View.typed(value)), Optional.empty(), "");
    } catch (CelEvaluationException | RuntimeException e) {
      FactProblem problem = FactError.in(e).orElse(FactProblem.FAILURE);
      return new Evaluated(Optional.empty(), Optional.of(problem), PolicyFailure.cause(e));
    }
  }

  /**
   * The value of an expression, or why it has none.
   *
   * @param value typed
   * @param problem the fact that is missing or ill-typed, or that something else failed
   * @param cause what failed, on one line
   */
  public record Evaluated(Optional<Object> value, Optional<FactProblem> problem, String cause) {}

  CelRuntime.Program program(CelAbstractSyntaxTree ast) {
    synchronized (made) {
      return made.computeIfAbsent(ast, this::make);
    }
  }

  private CelRuntime.Program make(CelAbstractSyntaxTree ast) {
    try {
      return environment.cel().createProgram(CelSpecFixups.repaired(ast));
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("a checked expression has no program", e);
    }
  }

  /** The definitions that programs call. */
  public List<Definition> definitions() {
    return environment.definitions();
  }

  /** The definition of a name, or null. */
  @Nullable Definition definition(String name) {
    return definitions.get(name);
  }

  static List<Class<?>> parameterClasses(Definition definition) {
    return definition.parameters().stream()
        .<Class<?>>map(parameter -> RuntimeClasses.of(parameter.type()))
        .toList();
  }
}
