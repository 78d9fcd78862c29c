package dev.portreeve.engine.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.JsonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseSetTest {
  private static final TestSet SET =
      TestSet.of(
              """
              name: doors
              team: resource.properties.team
              subject:
                types: [user, robot]
                properties:
                  keys: {type: array, items: {type: string}, directory: fill, default: []}
                  mood: {type: string}
              action: {properties: {tool: {type: object, properties: {kind: {type: string}}}}}
              resource: {properties: {team: {type: string}, locked: {type: boolean}}}
              context: {properties: {hour: {type: integer}}}
              team_attributes: {plan: {type: string, enum: [free, paid]}}
              settings: {alarm: {type: boolean, default: false, plans: [paid]}}
              actions: {door.open: {resource: [door, gate]}, door.paint: {}}
              """)
          .condition("door.open", "team.plan == 'paid'")
          .condition("door.paint", "resource.id != ''")
          .with("messages.yaml", "'yes': Yes.\n'no': No.\n")
          .with("requirements.yaml", "D-1: {basis: source, text: Doors open.}\n")
          .with("teams/acme.yaml", "id: acme\nplan: paid\nmembers: {ana: {keys: [k1]}}\n");

  private static final Snapshot SNAPSHOT = SET.load();

  private static CaseSet read(String text, List<Diagnostic> problems) {
    return CaseSet.read(SNAPSHOT, SET.with("cases/door.open.yaml", text).texts(), problems);
  }

  private static List<Case> cases(String text) {
    List<Diagnostic> problems = new ArrayList<>();
    List<Case> cases = read(text, problems).cases();
    assertTrue(problems.isEmpty(), problems::toString);
    return cases;
  }

  private static List<String> problems(String text) {
    List<Diagnostic> problems = new ArrayList<>();
    read(text, problems);
    return problems.stream()
        .map(p -> p.headline() + (p.help().isEmpty() ? "" : " (" + p.help() + ")"))
        .map(line -> line.replace("cases/door.open.yaml:", ""))
        .toList();
  }

  @Test
  void read_caseOverDefaults_laidOverFactByFact() {
    Case one =
        cases(
                """
                action: door.open
                defaults:
                  subject: {id: ana, keys: [k1], mood: good}
                  resource: {type: gate, id: g1, locked: true}
                  action: {tool: {kind: hammer}}
                cases:
                  - name: one
                    cites: [D-1]
                    subject: {type: robot, keys: []}
                    resource: {locked: null}
                    context: {hour: 3}
                    want: {outcome: deny, reason: missing_fact, missing: [resource.properties.team]}
                """)
            .get(0);
    assertEquals(
        new CaseRequest.Party("robot", "ana", Map.of("keys", List.of(), "mood", "good")),
        one.request().subject());
    assertEquals(
        new CaseRequest.Party("gate", "g1", Map.of("locked", JsonNull.INSTANCE)),
        one.request().resource());
    assertEquals(Map.of("hour", 3L), one.request().context());
    assertEquals(
        "{\"subject\": {\"type\": \"robot\", \"id\": \"ana\", \"properties\": {\"keys\": [], "
            + "\"mood\": \"good\"}}, \"action\": {\"name\": \"door.open\", \"properties\": "
            + "{\"tool\": {\"kind\": \"hammer\"}}}, \"resource\": {\"type\": \"gate\", \"id\": "
            + "\"g1\", \"properties\": {\"locked\": null}}, \"context\": {\"hour\": 3}}",
        JsonText.of(one.request().json()));
    assertEquals(List.of("D-1"), one.cites());
    assertEquals("cases/door.open.yaml:7", one.location());
  }

  @Test
  void read_typesLeftOut_areTheFirstDeclared() {
    Case one =
        cases(
                """
                action: door.open
                cases:
                  - name: one
                    subject: {id: ana}
                    resource: {id: d1}
                    want: {outcome: permit, reason: 'yes'}
                """)
            .get(0);
    assertEquals("user", one.request().subject().type());
    assertEquals("door", one.request().resource().type());
  }

  @Test
  void read_matrixAndRows_everyCombination() {
    List<Case> cases =
        cases(
            """
            action: door.open
            defaults: {subject: {id: ana}, resource: {id: d1}}
            cases:
              - name: many
                matrix:
                  resource.locked: [true, false]
                  team.plan: [free, paid]
                columns: [action.tool.kind, want.outcome, want.reason]
                rows:
                  - [hammer, permit, 'yes']
                  - [saw, deny, 'no']
                want: {}
            """);
    assertEquals(
        List.of(
            "many [resource.locked=true, team.plan=free, hammer]",
            "many [resource.locked=true, team.plan=paid, hammer]",
            "many [resource.locked=false, team.plan=free, hammer]",
            "many [resource.locked=false, team.plan=paid, hammer]",
            "many [resource.locked=true, team.plan=free, saw]",
            "many [resource.locked=true, team.plan=paid, saw]",
            "many [resource.locked=false, team.plan=free, saw]",
            "many [resource.locked=false, team.plan=paid, saw]"),
        cases.stream().map(Case::name).toList());
    Case last = cases.get(7);
    assertEquals(Map.of("tool", Map.of("kind", "saw")), last.request().actionProperties());
    assertEquals("deny", last.want().outcome());
    assertEquals("paid", last.team().orElseThrow().raw().get("plan"));
    assertEquals(11, last.position().line());
  }

  @Test
  void read_teamByName_isTheShippedOneAndNamedByItsFact() {
    Case one =
        cases(
                """
                action: door.open
                cases:
                  - name: one
                    subject: {id: ana}
                    resource: {id: d1}
                    team: acme
                    want: {outcome: permit, reason: 'yes'}
                """)
            .get(0);
    assertEquals("acme", one.team().orElseThrow().id());
    assertEquals("acme", one.request().resource().properties().get("team"));
  }

  @Test
  void read_teamInline_hasAnIdOfItsOwnAndATextThatLoads() {
    List<Case> cases =
        cases(
            """
            action: door.open
            defaults:
              subject: {id: ana}
              resource: {id: d1}
              team: {plan: free, settings: {alarm: true}}
            cases:
              - {name: a, want: {outcome: permit, reason: 'yes'}}
              - {name: b, want: {outcome: permit, reason: 'yes'}}
              - {name: c, team: {plan: paid}, want: {outcome: permit, reason: 'yes'}}
            """);
    CaseTeam a = cases.get(0).team().orElseThrow();
    CaseTeam c = cases.get(2).team().orElseThrow();
    assertEquals(a, cases.get(1).team().orElseThrow());
    assertFalse(a.id().equals(c.id()));
    assertEquals(Map.of("id", c.id(), "plan", "paid", "settings", Map.of("alarm", true)), c.raw());
    assertEquals(c.id(), TestSet.team(SNAPSHOT, c.id(), c.text()).id());
    assertEquals(c.id(), cases.get(2).request().resource().properties().get("team"));
  }

  @Test
  void read_teamFactGiven_decidesWhichTeamGoverns() {
    List<Case> cases =
        cases(
            """
            action: door.open
            defaults: {subject: {id: ana}, resource: {id: d1}, team: {plan: free}}
            cases:
              - {name: a, resource: {team: ghost}, want: {outcome: deny, reason: unknown_team}}
              - {name: b, resource: {team: acme}, want: {outcome: permit, reason: 'yes'}}
              - {name: c, resource: {team: 7}, want: {outcome: deny, reason: invalid_fact}}
              - {name: d, team: none, want: {outcome: deny, reason: missing_fact}}
            """);
    assertTrue(cases.get(0).team().isEmpty());
    assertEquals("acme", cases.get(1).team().orElseThrow().id());
    assertTrue(cases.get(2).team().isEmpty());
    assertTrue(cases.get(3).team().isEmpty());
    assertTrue(cases.get(3).request().resource().properties().isEmpty());
  }

  @Test
  void read_undeclaredActionWantingThat_isTaken() {
    assertEquals(
        1,
        cases(
                """
                action: door.slam
                cases:
                  - name: nobody knows it
                    subject: {id: ana}
                    resource: {type: door, id: d1}
                    want: {outcome: deny, reason: unknown_action}
                """)
            .size());
  }

  @Test
  void read_everyKindOfMistake_allToldAtOnce() {
    assertEquals(
        List.of(
            "1:9: `door.opem` is not an action of the schema (did you mean `door.open`?)",
            "2:12: unknown key `wants`",
            "4:5: a case needs `name` and `want`",
            "4:5: unknown key `nam` (did you mean `name`?)"),
        problems(
            """
            action: door.opem
            defaults: {wants: {}}
            cases:
              - nam: one
                want: {}
            """));
  }

  @Test
  void of_action_itsCasesOnly() {
    List<Diagnostic> problems = new ArrayList<>();
    CaseSet set =
        read(
            """
            action: door.open
            cases:
              - name: one
                subject: {id: ana}
                resource: {id: d1}
                want: {outcome: deny, reason: missing_fact}
            """,
            problems);
    assertEquals(1, set.of("door.open").size());
    assertEquals(0, set.of("door.paint").size());
  }
}
