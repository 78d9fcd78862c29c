package dev.portreeve.engine.oracle;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.portreeve.engine.lang.CelSpecFixups;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Environment;
import dev.portreeve.engine.lang.Guards;
import dev.portreeve.engine.lang.LazyValue;
import dev.portreeve.engine.lang.MessageResolver;
import dev.portreeve.engine.lang.Messages;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuntimeClasses;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The programs of a policy set's definitions, which its policies' programs call. Immutable. */
public final class OracleSet {
  private final Environment environment;
  private final IdentityHashMap<CelAbstractSyntaxTree, CelRuntime.Program> made;
  private final LazyValue<Map<Definition, CelRuntime.Program>> definitions;

  public OracleSet(Environment environment) {
    this(environment, new IdentityHashMap<>());
  }

  private OracleSet(
      Environment environment, IdentityHashMap<CelAbstractSyntaxTree, CelRuntime.Program> made) {
    this.environment = environment;
    this.made = made;
    this.definitions = new LazyValue<>(this::programs);
  }

  private Map<Definition, CelRuntime.Program> programs() {
    Map<Definition, CelRuntime.Program> programs = new LinkedHashMap<>();
    environment.definitions().forEach(d -> programs.put(d, program(d.ast())));
    return programs;
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

  Map<Definition, CelRuntime.Program> definitions() {
    return definitions.get();
  }

  static List<Class<?>> parameterClasses(Definition definition) {
    return definition.parameters().stream()
        .<Class<?>>map(parameter -> RuntimeClasses.of(parameter.type()))
        .toList();
  }
}
