package dev.portreeve.bench.generated;

import dev.portreeve.bench.shipped.ShippedSet;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A policy set of as many actions as wanted, each with a policy of its own. */
public final class GeneratedSet {
  private static final String SCHEMA =
      """
      name: generated
      team: resource.properties.team
      subject:
        properties:
          signed_in: {type: boolean, default: true}
          role: {type: string, enum: [admin, editor, viewer, none], default: none}
          groups: {type: array, items: {type: string}, default: []}
      resource:
        properties:
          team: {type: string}
          owner: {type: string}
      team_attributes:
        plan: {type: string, enum: [free, team]}
      settings:
        locked: {title: Locked, plans: [team], roles: [admin], type: boolean, default: false}
      actions:
      """;

  private static final String POLICY =
      """
      name: %1$s
      rule:
        match:
          - condition: "!subject.signed_in"
            output: deny("sign_in_required")
          - condition: settings.locked && subject.role != "admin"
            output: deny("locked_%2$d")
          - condition: subject.role == "editor" || subject.role == "admin"
            output: permit("editor")
          - condition: resource.owner == subject.id
            output: permit("owner_%2$d")
          - condition: '"group_%2$d" in subject.groups'
            output: permit("group_%2$d")
          - output: deny("no_access")
      """;

  private GeneratedSet() {}

  public static Snapshot load(int policies) {
    StringBuilder schema = new StringBuilder(SCHEMA);
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < policies; i++) {
      schema.append("  ").append(action(i)).append(": {description: Generated.}\n");
      texts.put("actions/" + action(i) + ".yaml", POLICY.formatted(action(i), i));
    }
    texts.put("schema.yaml", schema.toString());
    return ShippedSet.load(PolicySetFiles.of(texts));
  }

  public static String action(int number) {
    return "document.action_" + number;
  }

  /**
   * A check of one action, which goes through to its last rules.
   *
   * @param inGroup whether the one before the last permits
   */
  public static Frame check(Snapshot snapshot, int action, String team, boolean inGroup) {
    String group = inGroup ? "group_" + action : "other";
    return Frame.of(snapshot.schema(), Instant.EPOCH)
        .subject("user", "ana")
        .action(action(action))
        .resource("document", "d1")
        .fact(Entity.SUBJECT, "role", "viewer")
        .fact(Entity.SUBJECT, "groups", List.of(group))
        .fact(Entity.RESOURCE, "team", team)
        .fact(Entity.RESOURCE, "owner", "eve");
  }
}
