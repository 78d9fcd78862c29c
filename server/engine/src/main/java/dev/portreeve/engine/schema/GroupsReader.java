package dev.portreeve.engine.schema;

import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads which actions share one policy. */
final class GroupsReader {
  private final NodeReader reader;
  private final Set<String> actions;
  private final Map<String, String> groupOf = new HashMap<>();

  /**
   * @param actions those of the schema
   */
  GroupsReader(NodeReader reader, Set<String> actions) {
    this.reader = reader;
    this.actions = actions;
  }

  /** Adds the groups that a map declares: the name of each, with its actions. */
  void read(YamlNode.Mapping node, Map<String, List<String>> groups) {
    node.members()
        .forEach(
            (name, member) -> {
              checkName(name, member);
              List<String> members = members(name, node);
              if (members.isEmpty()) {
                reader.problem(member.value().position(), "a group needs actions");
              }
              groups.put(name, members);
            });
  }

  private void checkName(String name, YamlNode.Member member) {
    if (!name.matches(SchemaReader.NAME)) {
      reader.problem(
          member.keyPosition(), "a group's name must be letters, digits, `.`, `_`, `:` and `-`");
    }
    if (actions.contains(name)) {
      reader.problem(
          member.keyPosition(),
          "`" + name + "` is an action",
          "give the group a name that no action has");
    }
  }

  private List<String> members(String group, YamlNode.Mapping node) {
    List<String> members = new ArrayList<>();
    for (YamlNode item : reader.sequence(node, group)) {
      reader
          .string(item, "an action of `" + group + "`")
          .ifPresent(
              action -> {
                if (checkAction(action, group, item)) {
                  members.add(action);
                }
              });
    }
    return List.copyOf(members);
  }

  private boolean checkAction(String action, String group, YamlNode item) {
    if (!actions.contains(action)) {
      String help = Suggestion.didYouMean(action, actions);
      reader.problem(item.position(), "`" + action + "` is not an action of the schema", help);
      return false;
    }
    String other = groupOf.putIfAbsent(action, group);
    if (other != null) {
      reader.problem(item.position(), "`" + action + "` is in the group `" + other + "` already");
    }
    return other == null;
  }
}
