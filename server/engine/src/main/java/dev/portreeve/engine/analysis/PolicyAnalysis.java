package dev.portreeve.engine.analysis;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Environment;
import dev.portreeve.engine.lang.Guards;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.lang.SourcePlaces;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks through the expressions of a policy set for what can only be a mistake. */
public final class PolicyAnalysis {
  private final Schema schema;
  private final Environment environment;
  private final SourcePlaces places;
  private final Set<String> ours;

  /**
   * @param environment of the set, with its definitions
   * @param places of the expressions that are looked at; what is found in others is not reported
   */
  public PolicyAnalysis(Schema schema, Environment environment, SourcePlaces places) {
    this.schema = schema;
    this.environment = environment;
    this.places = places;
    this.ours = environment.functions();
    ours.removeAll(Set.of("matches", "size", "string")); // CEL's own as well
  }

  /** What is wrong in the definitions themselves, whichever action uses them. */
  public List<Diagnostic> definitions() {
    Looking looking = new Looking(Optional.empty());
    for (Definition definition : environment.definitions()) {
      looking.evaluation.look(definition);
      looking.look(definition.ast());
    }
    return looking.findings.all();
  }

  /** What is wrong in a policy, and in what it makes of definitions. */
  public List<Diagnostic> policy(Policy policy) {
    Looking looking = new Looking(schema.action(policy.name()));
    looking.look(policy.tree());
    return looking.findings.all();
  }

  /**
   * What is wrong in the guards: by itself, and where an action that a match concerns does not have
   * the facts that it reads.
   */
  public List<Diagnostic> guards(Guards guards) {
    Looking itself = new Looking(Optional.empty());
    itself.look(guards.tree());
    Map<Position, Diagnostic> foreign = new LinkedHashMap<>();
    for (ActionSpec action : schema.actions().values()) {
      Looking looking = new Looking(Optional.of(action), new Findings(new SourcePlaces()));
      looking.evaluate(guards.of(action));
      looking.findings.all().forEach(found -> foreign.putIfAbsent(found.position(), found));
    }
    List<Diagnostic> all = new ArrayList<>(itself.findings.all());
    foreign.values().forEach(found -> all.add(named(found)));
    return all;
  }

  private static Diagnostic named(Diagnostic found) {
    String help =
        found.help() + "; name the actions that are meant, or leave others out by `except`";
    return new Diagnostic(found.file(), found.position(), found.message(), help);
  }

  /** One run over the expressions of a file. */
  private final class Looking {
    private final Findings findings = new Findings(places);
    private final Evaluation evaluation;
    private final ConstantFaults constants = new ConstantFaults(findings, environment::cel, ours);
    private final Contradictions contradictions = new Contradictions(findings);

    Looking(Optional<ActionSpec> action) {
      this.evaluation =
          new Evaluation(new ReadableFields(schema, action), environment.definitions(), findings);
    }

    /**
     * @param values where what is found of values goes, rather than to the other findings
     */
    Looking(Optional<ActionSpec> action, Findings values) {
      this.evaluation =
          new Evaluation(
              new ReadableFields(schema, action), environment.definitions(), findings, values);
    }

    /** Works out the expressions of a rule, and looks no further. */
    void evaluate(RuleTree tree) {
      tree.walk(one -> evaluation.declare(one.name(), one.ast()), evaluation::evaluate);
    }

    void look(CelAbstractSyntaxTree ast) {
      constants.look(ast);
      contradictions.look(ast);
    }

    private void look(RuleTree tree) {
      for (RuleTree.Variable variable : tree.variables()) {
        evaluation.declare(variable.name(), variable.ast());
        look(variable.ast());
      }
      for (RuleTree.Match match : tree.matches()) {
        match.condition().ifPresent(this::lookAt);
        if (match.result() instanceof RuleTree.Result.Output output) {
          lookAt(output.ast());
        } else if (match.result() instanceof RuleTree.Result.Nested nested) {
          look(nested.rule());
        }
      }
      contradictions.look(tree);
    }

    private void lookAt(CelAbstractSyntaxTree ast) {
      evaluation.evaluate(ast);
      look(ast);
    }
  }
}
