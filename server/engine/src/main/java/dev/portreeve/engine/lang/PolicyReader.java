package dev.portreeve.engine.lang;

import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads policy documents and type-checks their expressions. */
public final class PolicyReader {
  /** The longest file of a policy set taken, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  private static final Set<String> TOP = Set.of("name", "description", "display_name", "rule");

  private final Schema schema;
  private final Environment environment;
  private final Messages messages;
  private final LazyValue<Requirements> requirements;

  /**
   * @param requirements read when a policy is
   */
  public PolicyReader(
      Schema schema,
      Environment environment,
      Messages messages,
      LazyValue<Requirements> requirements) {
    this.schema = schema;
    this.environment = environment;
    this.messages = messages;
    this.requirements = requirements;
  }

  /**
   * The policy of an action, or empty when it does not load.
   *
   * @param file called like the action, or like the group that it is in
   * @param action the name of the action
   * @param guards of the set, whose matches come before the policy's
   * @param places where the places of its expressions are noted
   * @param problems where it is added why the policy does not load
   */
  public Optional<Policy> read(
      SourceFile file,
      String action,
      Guards guards,
      SourcePlaces places,
      List<Diagnostic> problems) {
    Set<String> group = Set.copyOf(schema.groups().getOrDefault(file.stem(), List.of()));
    return new Reading(file, places, group, guards.matches().size()) {
      @Override
      void checkName(String name, Position at) {
        Set<String> known = schema.policies();
        if (!known.contains(name)) {
          String help = Suggestion.didYouMean(name, known);
          reader.problem(at, "`" + name + "` is not an action of the schema", help);
        } else if (!name.equals(file.stem())) {
          String help = "call it `" + name + ".yaml`";
          reader.problem(at, "the policy `" + name + "` is in the wrong file", help);
        } else if (!schema.policyOf(name).equals(name)) {
          reader.problem(
              at,
              "`"
                  + name
                  + "` is decided by the policy of its group, `"
                  + schema.policyOf(name)
                  + "`",
              "leave this file out, or take the action out of the group");
        }
      }

      @Override
      void checkRule(RuleTree rule, List<RuleTree.Match> matches) {
        OpenEnd.of(rule).ifPresent(this::tellOpenEnd);
        if (!group.isEmpty()) {
          tellUnreached(
              rule, matches, group.stream().flatMap(a -> schema.action(a).stream()).toList(), this);
        }
      }
    }.read(problems)
        .map(policy -> group.isEmpty() ? policy : policy.of(schema.action(action).orElseThrow()));
  }

  /**
   * The guards of the set, none when they do not load.
   *
   * @param places where the places of their expressions are noted
   * @param problems where it is added why they do not load
   */
  public Guards readGuards(SourceFile file, SourcePlaces places, List<Diagnostic> problems) {
    return new Guards(
        new Reading(file, places, schema.actions().keySet(), 0) {
          @Override
          void checkName(String name, Position at) {
            if (!name.equals(Guards.NAME)) {
              reader.problem(at, "the name of this policy must be `" + Guards.NAME + "`");
            }
          }

          @Override
          void checkRule(RuleTree rule, List<RuleTree.Match> matches) {
            checkGuards(rule, matches, this);
          }
        }.read(problems));
  }

  private void checkGuards(RuleTree rule, List<RuleTree.Match> matches, Reading reading) {
    OpenEnd.nested(rule).ifPresent(reading::tellOpenEnd);
    rule.matches().stream()
        .filter(RuleTree.Match::alwaysDecides)
        .forEach(
            match ->
                reading.reader.problem(
                    match.position(),
                    "this match decides every check, so that no action's own policy is asked",
                    "give it a `condition`"));
    tellUnreached(rule, matches, schema.actions().values(), reading);
  }

  private static void tellUnreached(
      RuleTree rule,
      List<RuleTree.Match> matches,
      Collection<ActionSpec> actions,
      PolicyReader.Reading reading) {
    Guards.unreached(rule, matches, actions)
        .forEach(
            match ->
                reading.reader.problem(
                    match.position(),
                    "this match concerns no action",
                    "look at its `except`, and at what it compares `action.name` and"
                        + " `resource.type` with"));
  }

  /** The reading of one document. */
  private abstract class Reading {
    private final SourceFile file;
    private final SourcePlaces places;
    private final Set<String> exceptable;
    private final int firstId;
    private final List<Diagnostic> found = new ArrayList<>();
    final NodeReader reader;

    Reading(SourceFile file, SourcePlaces places, Set<String> exceptable, int firstId) {
      this.file = file;
      this.places = places;
      this.exceptable = exceptable;
      this.firstId = firstId;
      this.reader = new NodeReader(file, found);
    }

    abstract void checkName(String name, Position at);

    /** Checks what can be said of the whole rule, all of whose parts are good. */
    abstract void checkRule(RuleTree rule, List<RuleTree.Match> matches);

    final Optional<Policy> read(List<Diagnostic> problems) {
      Optional<Policy> policy = YamlReader.read(file, MAX_BYTES, found).flatMap(this::policy);
      problems.addAll(found);
      return found.isEmpty() ? policy : Optional.empty();
    }

    private Optional<Policy> policy(YamlNode root) {
      if (!(root instanceof YamlNode.Mapping top)) {
        reader.problem(root.position(), "a policy must be a map with `name` and `rule`");
        return Optional.empty();
      }
      reader.expectOnly(top, TOP);
      Optional<String> name = reader.string(top, "name");
      if (top.find("name").isEmpty() || top.find("rule").isEmpty()) {
        reader.problem(top.position(), "a policy needs `name` and `rule`");
      }
      name.ifPresent(n -> checkName(n, top.locate("name")));
      String description = reader.string(top, "description").orElse("");
      ExpressionReader expressions = new ExpressionReader(reader, environment, messages, places);
      RuleReader rules =
          new RuleReader(reader, expressions, requirements.get(), exceptable, firstId);
      ExpressionScope scope = ExpressionScope.of(environment, file.text());
      Optional<RuleTree> rule = top.find("rule").map(node -> rules.read(node, scope));
      if (rule.isEmpty() || name.isEmpty() || !found.isEmpty() || expressions.failed()) {
        return Optional.empty();
      }
      checkRule(rule.get(), rules.matches());
      return Optional.of(new Policy(name.get(), description, file, rule.get(), rules.matches()));
    }

    final void tellOpenEnd(Position at) {
      reader.problem(
          at,
          "the policy can end here without a decision",
          "add a last match without `condition`; a nested rule under a condition needs one too");
    }
  }
}
