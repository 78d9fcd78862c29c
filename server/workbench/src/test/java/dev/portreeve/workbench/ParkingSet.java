package dev.portreeve.workbench;

import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.SetTexts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small set about a car park, whose matches depend on facts in different orders. */
public final class ParkingSet {
  public static final String ENTER = "gate.enter";

  private static final String SCHEMA =
      """
      name: parking
      team: resource.properties.site
      subject:
        types: [driver, robot]
        properties:
          badge: {type: string, enum: [staff, guest, none], default: none}
          hours: {type: integer, default: 0}
          email: {type: string, default: ""}
      resource:
        properties:
          site: {type: string}
          full: {type: boolean, default: false}
          night: {type: boolean, default: false}
      team_attributes:
        plan: {type: string, enum: [free, paid]}
      settings:
        guests_at_night: {plans: [paid], type: boolean, default: false}
        most_hours: {type: integer, default: 8}
      obligations:
        open_barrier: {}
      actions:
        gate.enter: {resource: [gate], description: Driving in.}
        gate.leave: {resource: [gate], description: Driving out.}
      """;
  private static final String POLICY =
      """
      name: gate.enter
      description: Driving in.
      rule:
        match:
          - condition: subject.badge == "staff" && !(resource.night && resource.full)
            output: permit("staff").oblige(obligation("open_barrier"))
          - condition: resource.full || subject.badge == "none"
            output: deny("no_place")
          - condition: resource.night && !settings.guests_at_night
            output: deny("closed")
          - condition: subject.hours > settings.most_hours
            output: needs_approval("too_long", [role("keeper")])
          - output: permit("welcome")
      """;
  private static final String LEAVE =
      """
      name: gate.leave
      description: Driving out.
      rule:
        match:
          - output: permit("bye")
      """;
  private static final String MESSAGES =
      """
      staff: Come in.
      no_place: There is no place for you.
      closed: Closed at night.
      too_long: Ask the keeper.
      welcome: Welcome.
      bye: Good bye.
      """;

  private ParkingSet() {}

  /** The set. */
  public static AuthoredSet load() {
    return load(POLICY);
  }

  /** The set with something replaced in the policy of {@value #ENTER}. */
  public static AuthoredSet with(String text, String instead) {
    if (!POLICY.contains(text)) {
      throw new IllegalArgumentException(text);
    }
    return load(POLICY.replace(text, instead));
  }

  private static AuthoredSet load(String policy) {
    Map<String, String> texts = new TreeMap<>();
    texts.put("schema.yaml", SCHEMA);
    texts.put("messages.yaml", MESSAGES);
    texts.put("actions/gate.enter.yaml", policy);
    texts.put("actions/gate.leave.yaml", LEAVE);
    texts.put("teams/north.yaml", "id: north\nplan: paid\nsettings: {guests_at_night: true}\n");
    texts.put("teams/south.yaml", "id: south\nplan: free\n");
    AuthoredSet set = AuthoredSet.load(new SetTexts("parking", texts), TypeCheckStore.NONE);
    if (!set.problems().equals(List.of())) {
      throw new IllegalStateException(set.problems().get(0).render());
    }
    return set;
  }
}
