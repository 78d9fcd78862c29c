package dev.portreeve.engine.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamReaderTest {
  private static final Snapshot SNAPSHOT =
      TestSet.of(
              """
              name: doors
              team: resource.properties.team
              subject:
                properties:
                  keys: {type: array, items: {type: string}, directory: fill, default: []}
              resource: {properties: {team: {type: string}}}
              team_attributes:
                plan: {type: string, enum: [free, paid]}
                sso: {type: boolean, default: false}
              settings:
                alarm: {type: boolean, default: false, plans: [paid]}
                limit: {type: integer}
                visitors:
                  type: object
                  required: [mode]
                  properties: {mode: {type: string}, names: {type: array, items: {type: string}, default: []}}
                  default: {mode: all}
              actions: {door.open: {}}
              """)
          .condition("door.open", "settings.alarm")
          .load();

  private static final int ALARM = 0;
  private static final int LIMIT = 1;
  private static final int VISITORS = 2;

  private static Team team(String text) {
    return TestSet.team(SNAPSHOT, "acme", text);
  }

  private static List<String> problems(String name, String text) {
    List<Diagnostic> problems = new ArrayList<>();
    TeamReader reader = new TeamReader(SNAPSHOT.schema());
    SourceFile file = new SourceFile(name, text);
    Optional<Team> team = reader.read(file, problems);
    assertEquals(problems.isEmpty(), team.isPresent());
    List<Diagnostic> checked = new ArrayList<>();
    assertEquals(team.isPresent(), reader.check(file, checked).isPresent());
    assertEquals(problems, checked);
    return problems.stream().map(Diagnostic::headline).toList();
  }

  @Test
  void read_planWithControl_storedSettingInForce() {
    Team team = team("id: acme\nplan: paid\nsettings: {alarm: true}\n");
    assertEquals(true, team.setting(ALARM));
    assertTrue(team.control(ALARM));
    assertTrue(team.hasSetting(ALARM));
  }

  @Test
  void read_planWithoutControl_storedSettingIgnoredButKept() {
    Team team = team("id: acme\nplan: free\nsettings: {alarm: true, limit: 3}\n");
    assertEquals(false, team.setting(ALARM));
    assertFalse(team.control(ALARM));
    assertFalse(team.hasSetting(ALARM));
    assertEquals(true, team.stored().value(ALARM));
    assertEquals(3L, team.setting(LIMIT));
    assertTrue(team.control(LIMIT));
  }

  @Test
  void read_settingsLeftOut_defaults() {
    Team team = team("id: acme\nplan: paid\n");
    assertEquals(false, team.setting(ALARM));
    assertNull(team.setting(LIMIT));
    Structure visitors = (Structure) team.setting(VISITORS);
    assertEquals("all", visitors.value(0));
    assertFalse(team.hasSetting(VISITORS));
    assertEquals(false, team.attributes().value(1));
    assertSame(SNAPSHOT.schema(), team.schema());
  }

  @Test
  void member_inDirectory_onlyTheIdGiven() {
    Team team = team("id: acme\nplan: paid\nmembers: {ana: {keys: [k1]}, a.b: {}}\n");
    assertEquals(List.of("k1"), assertNonNull(team.directory().person("ana")).value(0));
    assertFalse(assertNonNull(team.directory().person("a.b")).has(0));
    assertNull(team.directory().person("Ana"));
    assertTrue(team.weight() > team("id: acme\nplan: paid\n").weight());
  }

  private static Structure assertNonNull(Structure structure) {
    assertNotNull(structure);
    return structure;
  }

  @Test
  void read_idLeftOut_theFilesName() {
    assertEquals("acme", team("plan: free\n").id());
  }

  @Test
  void read_anotherId_refused() {
    assertEquals(
        List.of("teams/acme.yaml:1:5: the team's id `birch` is not the file's name"),
        problems("teams/acme.yaml", "id: birch\nplan: free\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "A-b_c.d", "x0123456789"})
  void isId_goodOnes_true(String id) {
    assertTrue(TeamReader.isId(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "../a", "a/b", "-a", "_a", "a b", "é", "a\n", "a\u0000", "a%2fb"})
  void isId_badOnes_false(String id) {
    assertFalse(TeamReader.isId(id));
  }

  @Test
  void isId_length_atMost64() {
    assertTrue(TeamReader.isId("x".repeat(64)));
    assertFalse(TeamReader.isId("x".repeat(65)));
  }

  @Test
  void read_everyProblem_atOnce() {
    assertEquals(
        List.of(
            "teams/acme.yaml:1:7: `plan`: `gold` is none of free, paid",
            "teams/acme.yaml:2:12: `settings`: unknown member `alrm`",
            "teams/acme.yaml:2:34: `settings.visitors`: member `mode` is required",
            "teams/acme.yaml:3:23: `members.ana.keys`: expected a list, found a string",
            "teams/acme.yaml:4:1: unknown key `colour`"),
        problems(
                "teams/acme.yaml",
                """
                plan: gold
                settings: {alrm: true, visitors: {}}
                members: {ana: {keys: k1}}
                colour: red
                """)
            .stream()
            .sorted()
            .toList());
  }
}
