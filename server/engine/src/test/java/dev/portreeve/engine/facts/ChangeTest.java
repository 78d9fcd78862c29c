package dev.portreeve.engine.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.packages.PackagePatterns;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.engine.type.Structure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeTest {
  private static final Snapshot SNAPSHOT =
      TestSet.of(
              """
              name: doors
              team: resource.properties.team
              action:
                properties:
                  setting: {type: string, enum: [alarm, limit, visitors, packages, hidden]}
                  value: {}
                  add: {}
                  remove: {}
              resource: {properties: {team: {type: string}}}
              team_attributes: {plan: {type: string, enum: [free, paid]}}
              settings:
                alarm: {type: boolean, default: false, plans: [paid], roles: [admin, owner]}
                limit: {type: integer}
                visitors:
                  type: object
                  required: [mode]
                  properties:
                    mode: {type: string, enum: [all, listed]}
                    names: {type: array, items: {type: string}, default: [], entry: name}
                    rooms: {type: array, items: {type: integer}, default: [], entry: room}
                  default: {mode: all}
                packages:
                  type: object
                  properties:
                    allowed:
                      type: array
                      items: {type: string, format: package-pattern}
                      default: []
                      entry: true
              change:
                setting: action.properties.setting
                value: action.properties.value
                add: action.properties.add
                remove: action.properties.remove
              actions: {door.open: {}}
              """)
          .condition("door.open", "change.kind == 'none'")
          .load();

  private static final Schema SCHEMA = SNAPSHOT.schema();
  private static final Team TEAM =
      TestSet.team(
          SNAPSHOT,
          "acme",
          """
          plan: free
          settings:
            visitors: {mode: listed, names: [ana, bob], rooms: [1]}
            packages: {allowed: ["npm:a@1.*", "npm:b@*"]}
          """);

  /** A change of a setting; {@code facts} are names and values in turn. */
  private static Change change(@Nullable Team team, String setting, Object... facts) {
    Frame frame = TestSet.frame(SNAPSHOT, "door.open").fact(Entity.ACTION, "setting", setting);
    for (int i = 0; i < facts.length; i += 2) {
      frame.fact(Entity.ACTION, (String) facts[i], facts[i + 1]);
    }
    return new Change(frame, team, SCHEMA.change().orElseThrow());
  }

  private static Object after(Change change, String setting, String member) {
    Structure structure =
        assertInstanceOf(
            Structure.class, change.settingAfter(SCHEMA.setting(setting).orElseThrow().index()));
    return structure.value(structure.type().indexOf(member));
  }

  private static String problem(Change change) {
    return Arrays.asList(
            change.field("problem"), change.field("field"), change.field("entry_problem"))
        .toString();
  }

  @Test
  void field_kind_countsWhatIsProposed() {
    assertEquals("none", change(TEAM, "alarm").field("kind"));
    assertEquals("value", change(TEAM, "alarm", "value", true).field("kind"));
    assertEquals("add", change(TEAM, "visitors", "add", Map.of()).field("kind"));
    assertEquals("remove", change(TEAM, "visitors", "remove", 1).field("kind"));
    assertEquals("several", change(TEAM, "visitors", "remove", 1, "value", 2).field("kind"));
  }

  @Test
  void field_ofTheSetting_planAndRoles() {
    Change change = change(TEAM, "alarm", "value", true);
    assertEquals("alarm", change.field("setting"));
    assertEquals(List.of("admin", "owner"), change.field("roles"));
    assertEquals(false, change.field("on_plan"));
    assertEquals(true, change(TEAM, "limit").field("on_plan"));
    assertEquals(List.of(), change(TEAM, "limit").field("roles"));
  }

  @Test
  void field_noSuchSetting_invalidFact() {
    FactProblem unknown = new FactProblem(FactProblem.Kind.INVALID, "action.properties.setting");
    assertEquals(unknown, change(TEAM, "nonsense").field("roles"));
    assertEquals(unknown, change(TEAM, "hidden").field("roles"));
    assertEquals(unknown, change(TEAM, "hidden", "value", 1).field("problem"));
  }

  @Test
  void field_noTeam_missesTheTeamOnlyWhereNeeded() {
    FactProblem noTeam = FactProblem.missing("resource.properties.team");
    assertEquals(noTeam, change(null, "alarm").field("on_plan"));
    assertEquals(List.of("admin", "owner"), change(null, "alarm").field("roles"));
    assertEquals("[, , ]", problem(change(null, "alarm", "value", true)));
    assertEquals(noTeam, change(null, "visitors", "add", Map.of("name", "x")).field("problem"));
    assertEquals(noTeam, change(null, "alarm", "value", true).settingAfter(1));
  }

  @Test
  void field_nothingProposed_missesTheValue() {
    FactProblem missing = FactProblem.missing("action.properties.value");
    assertEquals(missing, change(TEAM, "alarm").field("problem"));
    assertEquals(missing, change(TEAM, "alarm").settingAfter(0));
  }

  @Test
  void value_good_isTheSettingAfterwards() {
    assertEquals(true, change(TEAM, "alarm", "value", true).settingAfter(0));
    assertEquals(7L, change(TEAM, "limit", "value", 7).settingAfter(1));
    Change visitors = change(TEAM, "visitors", "value", Map.of("mode", "all"));
    assertEquals("[, , ]", problem(visitors));
    assertEquals("all", after(visitors, "visitors", "mode"));
    assertEquals(List.of(), after(visitors, "visitors", "names"));
  }

  @Test
  void value_offItsSchema_saysWhere() {
    String at = "action.properties.value";
    assertEquals("[invalid_setting, " + at + ", ]", problem(change(TEAM, "alarm", "value", "on")));
    assertEquals(
        "[invalid_setting, " + at + ".mode, ]",
        problem(change(TEAM, "visitors", "value", Map.of("mode", "al"))));
    assertEquals(
        "[invalid_setting, " + at + ", ]", problem(change(TEAM, "visitors", "value", Map.of())));
    assertEquals(
        "[invalid_setting, " + at + ".mood, ]",
        problem(change(TEAM, "visitors", "value", Map.of("mode", "all", "mood", 1))));
    assertEquals(
        "[invalid_setting, " + at + ".names[1], ]",
        problem(
            change(TEAM, "visitors", "value", Map.of("mode", "all", "names", List.of("a", 1)))));
  }

  @Test
  void value_refusedPattern_isAnEntryProblem() {
    Change change =
        change(TEAM, "packages", "value", Map.of("allowed", List.of("npm:a@1.0.0", "lodash@4")));
    assertEquals(
        "[invalid_entry, action.properties.value.allowed[1], missing_registry]", problem(change));
  }

  @Test
  void value_brokenAndRefused_theSchemaFirst() {
    Change change =
        change(TEAM, "packages", "value", Map.of("allowed", List.of("lodash@4"), "other", 1));
    assertEquals("[invalid_setting, action.properties.value.other, ]", problem(change));
  }

  @Test
  void add_keyedEntry_goesToItsList() {
    Change names = change(TEAM, "visitors", "add", Map.of("name", "eve"));
    assertEquals("[, , ]", problem(names));
    assertEquals(List.of("ana", "bob", "eve"), after(names, "visitors", "names"));
    assertEquals("listed", after(names, "visitors", "mode"));
    Change rooms = change(TEAM, "visitors", "add", Map.of("room", 2.0));
    assertEquals(List.of(1L, 2L), after(rooms, "visitors", "rooms"));
  }

  @Test
  void add_entryThatIsThere_onceAndLast() {
    Change change = change(TEAM, "visitors", "add", Map.of("name", "ana"));
    assertEquals(List.of("bob", "ana"), after(change, "visitors", "names"));
  }

  @Test
  void remove_entry_leavesTheOthers() {
    Change change = change(TEAM, "visitors", "remove", Map.of("name", "ana"));
    assertEquals(List.of("bob"), after(change, "visitors", "names"));
    Change absent = change(TEAM, "visitors", "remove", Map.of("name", "zoe"));
    assertEquals(List.of("ana", "bob"), after(absent, "visitors", "names"));
  }

  @Test
  void entry_ofNoList_invalidSetting() {
    String at = "action.properties.add";
    for (Object entry :
        List.of(Map.of("nobody", "x"), Map.of("name", "x", "room", 1), Map.of(), "x", 7)) {
      assertEquals(
          "[invalid_setting, " + at + ", ]",
          problem(change(TEAM, "visitors", "add", entry)),
          entry::toString);
    }
    assertEquals(
        "[invalid_setting, " + at + ", ]", problem(change(TEAM, "alarm", "add", Map.of("x", 1))));
    assertEquals(
        "[invalid_setting, " + at + ".name, ]",
        problem(change(TEAM, "visitors", "add", Map.of("name", 7))));
  }

  @Test
  void add_pattern_trimmedAndChecked() {
    Change good = change(TEAM, "packages", "add", " npm:c@2.0.0 ");
    assertEquals(
        List.of("npm:a@1.*", "npm:b@*", "npm:c@2.0.0"),
        ((PackagePatterns) after(good, "packages", "allowed")).patterns());
    assertEquals(
        "[invalid_entry, action.properties.add, missing_version]",
        problem(change(TEAM, "packages", "add", "npm:c")));
    assertEquals(
        "[invalid_entry, action.properties.add, malformed]",
        problem(change(TEAM, "packages", "add", 7)));
  }

  @Test
  void remove_pattern_needsOnlyToBeThere() {
    Change change = change(TEAM, "packages", "remove", "npm:a@1.*");
    assertEquals(
        List.of("npm:b@*"), ((PackagePatterns) after(change, "packages", "allowed")).patterns());
    assertEquals("[, , ]", problem(change(TEAM, "packages", "remove", "not a pattern")));
  }

  @Test
  void broadPatterns_onlyTheNewOnes() {
    assertEquals(
        List.of("npm:@*/x@1.*"),
        change(TEAM, "packages", "add", "npm:@*/x@1.*").field("broad_patterns"));
    assertEquals(List.of(), change(TEAM, "packages", "remove", "npm:b@*").field("broad_patterns"));
    assertEquals(
        List.of("npm:*@*"),
        change(TEAM, "packages", "value", Map.of("allowed", List.of("npm:a@1.*", "npm:*@*")))
            .field("broad_patterns"));
  }

  @Test
  void settingAfter_offPlan_readAsStored() {
    assertEquals(false, TEAM.setting(0));
    assertEquals(true, change(TEAM, "alarm", "value", true).settingAfter(0));
    assertTrue(change(TEAM, "alarm", "value", true).settingAfter(1) instanceof FactProblem);
  }
}
