package dev.portreeve.engine.analysis;

import dev.portreeve.engine.lang.Definition;
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

/** Looks through the expressions of a policy set for what can only be a mistake. */
public final class PolicyAnalysis {
  private final Schema schema;
  private final List<Definition> definitions;
  private final SourcePlaces places;

  /**
   * @param definitions of the set
   * @param places of the expressions that are looked at; what is found in others is not reported
   */
  public PolicyAnalysis(Schema schema, List<Definition> definitions, SourcePlaces places) {
    this.schema = schema;
    this.definitions = definitions;
    this.places = places;
  }

  /** What is wrong in the definitions themselves, whichever action uses them. */
  public List<Diagnostic> definitions() {
    Findings findings = new Findings(places);
    Evaluation evaluation =
        new Evaluation(new Readable(schema, Optional.empty()), definitions, findings);
    definitions.forEach(evaluation::look);
    return findings.all();
  }

  /** What is wrong in a policy, and in what it makes of definitions. */
  public List<Diagnostic> policy(Policy policy) {
    Findings findings = new Findings(places);
    ActionSpec action = schema.action(policy.name()).orElseThrow();
    Evaluation evaluation =
        new Evaluation(new Readable(schema, Optional.of(action)), definitions, findings);
    look(policy.tree(), evaluation);
    return findings.all();
  }

  /**
   * What is wrong in the guards: by itself, and where an action that a match concerns does not have
   * the facts that it reads.
   */
  public List<Diagnostic> guards(Guards guards) {
    Findings findings = new Findings(places);
    look(
        guards.tree(),
        new Evaluation(new Readable(schema, Optional.empty()), definitions, findings));
    Map<Position, Diagnostic> foreign = new LinkedHashMap<>();
    for (ActionSpec action : schema.actions().values()) {
      Findings owners = new Findings(places);
      Readable readable = new Readable(schema, Optional.of(action));
      look(
          guards.of(action),
          new Evaluation(readable, definitions, owners, new Findings(new SourcePlaces())));
      owners.all().forEach(found -> foreign.putIfAbsent(found.position(), found));
    }
    List<Diagnostic> all = new ArrayList<>(findings.all());
    foreign.values().forEach(found -> all.add(named(found)));
    return all;
  }

  private static Diagnostic named(Diagnostic found) {
    String help =
        found.help() + "; name the actions that are meant, or leave others out by `except`";
    return new Diagnostic(found.file(), found.position(), found.message(), help);
  }

  private static void look(RuleTree tree, Evaluation evaluation) {
    tree.variables().forEach(one -> evaluation.declare(one.name(), one.ast()));
    for (RuleTree.Match match : tree.matches()) {
      match.condition().ifPresent(evaluation::evaluate);
      if (match.result() instanceof RuleTree.Result.Output output) {
        evaluation.evaluate(output.ast());
      } else if (match.result() instanceof RuleTree.Result.Nested nested) {
        look(nested.rule(), evaluation);
      }
    }
  }
}
