package dev.portreeve.engine.lang;

import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the form of a policy document, whatever its expressions say. */
final class PolicyShape {
  static final String CITES = "cites";

  private static final Set<String> RULE = Set.of("variables", "match", "description", "id");
  private static final Set<String> VARIABLE =
      Set.of("name", "expression", "description", "display_name");
  private static final Set<String> MATCH = Set.of("condition", "output", "rule", CITES);

  private final NodeReader reader;
  private final Requirements requirements;
  private final Set<String> variables = new HashSet<>();

  PolicyShape(NodeReader reader, Requirements requirements) {
    this.reader = reader;
    this.requirements = requirements;
  }

  void check(YamlNode rule) {
    if (!(rule instanceof YamlNode.Mapping mapping)) {
      reader.problem(rule.position(), "`rule` must be a map", "its `match` lists the matches");
      return;
    }
    reader.expectOnly(mapping, RULE);
    for (YamlNode variable : reader.sequence(mapping, "variables")) {
      checkVariable(reader.mapping(variable, "a variable"));
    }
    List<YamlNode> matches = reader.sequence(mapping, "match");
    boolean listed = mapping.find("match").orElse(null) instanceof YamlNode.Sequence;
    if (mapping.find("match").isEmpty() || (listed && matches.isEmpty())) {
      reader.problem(mapping.position(), "a rule needs at least one `match`");
    }
    for (int i = 0; i < matches.size(); i++) {
      if (matches.get(i) instanceof YamlNode.Mapping match) {
        checkMatch(match);
        if (i + 1 < matches.size() && alwaysDecides(match)) {
          reader.problem(
              matches.get(i + 1).position(),
              "this match is never reached: the one in line " + line(match) + " always decides");
        }
      } else {
        reader.problem(
            matches.get(i).position(), "a match must be a map", "it has `condition` and `output`");
      }
    }
  }

  private void checkVariable(YamlNode.Mapping variable) {
    if (variable.members().isEmpty()) {
      return; // not a map, which has been told
    }
    reader.expectOnly(variable, VARIABLE);
    for (String key : List.of("name", "expression")) {
      if (variable.find(key).isEmpty()) {
        reader.problem(variable.position(), "a variable needs `" + key + "`");
      }
    }
    reader.string(variable, "expression");
    reader
        .string(variable, "name")
        .filter(name -> !variables.add(name))
        .ifPresent(
            name ->
                reader.problem(
                    variable.locate("name"), "the variable `" + name + "` is declared twice"));
  }

  private void checkMatch(YamlNode.Mapping match) {
    reader.expectOnly(match, MATCH);
    reader.string(match, "condition");
    reader.string(match, "output");
    boolean output = match.find("output").isPresent();
    boolean nested = match.find("rule").isPresent();
    if (output == nested) {
      String message = output ? "a match has either `output` or `rule`" : "a match needs `output`";
      reader.problem(match.position(), message);
    }
    match.find("rule").ifPresent(this::check);
    for (YamlNode cited : reader.sequence(match, CITES)) {
      reader
          .string(cited, "a requirement's id")
          .ifPresent(id -> requirements.check(cited, id, reader));
    }
  }

  private static boolean alwaysDecides(YamlNode.Mapping match) {
    return match.find("output").isPresent()
        && MATCH.containsAll(match.members().keySet())
        && match.find("condition").isEmpty();
  }

  private static int line(YamlNode.Mapping match) {
    return match.position().line();
  }

  /** The match at which a rule can end without a decision; the rule is one that can. */
  static Position openEnd(YamlNode rule) {
    List<YamlNode> matches = matches(rule);
    for (YamlNode match : matches) {
      YamlNode nested = ((YamlNode.Mapping) match).find("rule").orElse(null);
      if (nested != null && canEnd(nested)) {
        return openEnd(nested);
      }
    }
    return matches.get(matches.size() - 1).position();
  }

  private static boolean canEnd(YamlNode rule) {
    List<YamlNode> matches = matches(rule);
    YamlNode.Mapping last = (YamlNode.Mapping) matches.get(matches.size() - 1);
    return last.find("condition").isPresent()
        || matches.stream()
            .map(match -> ((YamlNode.Mapping) match).find("rule"))
            .anyMatch(nested -> nested.isPresent() && canEnd(nested.get()));
  }

  private static List<YamlNode> matches(YamlNode rule) {
    return ((YamlNode.Sequence) ((YamlNode.Mapping) rule).find("match").orElseThrow()).items();
  }
}
