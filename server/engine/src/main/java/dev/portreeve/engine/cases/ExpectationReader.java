package dev.portreeve.engine.cases;

import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.lang.Messages;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code want} of a case. */
final class ExpectationReader {
  /** What stands for no reason and for no team. */
  static final String NONE = "none";

  private static final Set<String> KEYS =
      Set.of("outcome", "reason", "obligations", "advice", "approvers", "missing", "detail");
  private static final List<String> OUTCOMES =
      Arrays.stream(Outcome.values()).map(Outcome::code).toList();
  private static final List<String> APPROVER_KINDS =
      Arrays.stream(Approver.Kind.values()).map(Approver.Kind::code).toList();

  private final NodeReader reader;
  private final Set<String> reasons;

  ExpectationReader(NodeReader reader, Messages messages) {
    this.reader = reader;
    this.reasons = new java.util.TreeSet<>(messages.reasons());
    if (!reasons.isEmpty()) {
      reasons.addAll(Reasons.ALL);
      reasons.add(NONE);
    }
  }

  Expectation want(YamlNode.Mapping node) {
    reader.expectOnly(node, KEYS);
    String outcome = required(node, "outcome");
    if (!outcome.isEmpty() && !OUTCOMES.contains(outcome)) {
      reader.problem(
          node.locate("outcome"),
          "`" + outcome + "` is none of " + String.join(", ", OUTCOMES),
          Suggestion.didYouMean(outcome, OUTCOMES));
    }
    String reason = required(node, "reason");
    if (!reason.isEmpty() && !reasons.isEmpty() && !reasons.contains(reason)) {
      String help = Suggestion.didYouMean(reason, reasons);
      reader.problem(
          node.locate("reason"), "reason `" + reason + "` has no text in messages.yaml", help);
    }
    return new Expectation(
        outcome,
        reason.equals(NONE) ? "" : reason,
        acts(node, "obligations"),
        acts(node, "advice"),
        approvers(node),
        reader.strings(node, "missing"),
        detail(node));
  }

  private String required(YamlNode.Mapping node, String key) {
    if (node.find(key).isEmpty()) {
      reader.problem(node.position(), "`want." + key + "` is required");
    }
    return reader.string(node, key).orElse("");
  }

  private List<ExpectedDirective> acts(YamlNode.Mapping node, String key) {
    List<ExpectedDirective> acts = new ArrayList<>();
    for (YamlNode item : reader.sequence(node, key)) {
      if (item instanceof YamlNode.Mapping members) {
        Optional<String> action = reader.string(members, "action");
        if (members.find("action").isEmpty()) {
          reader.problem(item.position(), "`action` is required");
        }
        action.ifPresent(
            a ->
                acts.add(
                    new ExpectedDirective(a, ExpectedDirective.without("action", raw(members)))));
      } else {
        reader
            .string(item, "an element of `" + key + "`")
            .ifPresent(action -> acts.add(new ExpectedDirective(action, Map.of())));
      }
    }
    return acts;
  }

  private List<String> approvers(YamlNode.Mapping node) {
    for (YamlNode item : reader.sequence(node, "approvers")) {
      String text = String.valueOf(item.raw());
      int colon = text.indexOf(':');
      if (colon < 0 || !APPROVER_KINDS.contains(text.substring(0, colon))) {
        reader.problem(
            item.position(), "`" + text + "` is no approver", "write role:x, user:x or group:x");
      }
    }
    return reader.strings(node, "approvers");
  }

  private Map<String, Object> detail(YamlNode.Mapping node) {
    return raw(reader.mapping(node, "detail"));
  }

  private static Map<String, Object> raw(YamlNode.Mapping node) {
    Map<String, Object> raw = new LinkedHashMap<>();
    node.members().forEach((key, member) -> raw.put(key, member.value().raw()));
    return raw;
  }
}
