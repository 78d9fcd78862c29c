package dev.portreeve.policy.oracle;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.portreeve.policy.lang.Definition;
import dev.portreeve.policy.lang.Environment;
import dev.portreeve.policy.lang.Messages;
import dev.portreeve.policy.lang.Policy;
import dev.portreeve.policy.lang.Repairs;
import dev.portreeve.policy.lang.RuntimeClasses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The programs of a policy set's definitions, which its policies' programs call. Immutable. */
public final class OracleSet {
  private final Cel cel;
  private final Lazy<Map<Definition, CelRuntime.Program>> definitions;

  public OracleSet(Environment environment) {
    this.cel = environment.cel();
    this.definitions = new Lazy<>(() -> programs(environment.definitions()));
  }

  private Map<Definition, CelRuntime.Program> programs(List<Definition> all) {
    Map<Definition, CelRuntime.Program> programs = new LinkedHashMap<>();
    all.forEach(definition -> programs.put(definition, program(definition.ast())));
    return programs;
  }

  /** The runnable form of a policy of the set. */
  public OraclePolicy policy(Policy policy, Messages messages) {
    return new OraclePolicy(this, policy, messages);
  }

  CelRuntime.Program program(CelAbstractSyntaxTree ast) {
    try {
      return cel.createProgram(Repairs.repaired(ast));
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
