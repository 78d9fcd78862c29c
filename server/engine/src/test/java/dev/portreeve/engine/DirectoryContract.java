package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Lookup;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every runnable form of a policy owes where the members of a team have a word to say. */
abstract class DirectoryContract {
  private static final String TEAM =
      """
      id: acme
      members:
        ana: {roles: [porter], floor: 1}
        bob: {roles: [guest]}
        eve: {}
      """;

  private static final TestSet SET =
      TestSet.of(
          """
          name: doors
          team: resource.properties.team
          subject:
            types: [user]
            properties:
              roles: {type: array, items: {type: string}, default: [], directory: fill}
              floor: {type: integer, directory: over}
          action:
            properties:
              user: {type: string}
              roles:
                type: array
                items: {type: string}
                directory: {mode: over, of: action.user, member: roles}
              to: {type: object, properties: {id: {type: string}}}
              to_roles:
                type: array
                items: {type: string}
                default: [stranger]
                directory: {mode: only, of: action.to.id, member: roles}
          resource:
            properties:
              team: {type: string}
              roles: {type: array, items: {type: string}, directory: {of: resource.id}}
          context:
            properties:
              porters: {type: boolean, directory: {anyone: {roles: porter}}}
              cooks: {type: boolean, directory: {anyone: {roles: cook}}}
              known: {type: boolean, default: false, directory: {mode: only, anyone: {}}}
          actions: {door.open: {}}
          """);

  /** The decision of the form under test. */
  public abstract Decision decide(Snapshot snapshot, Frame frame, @Nullable Team team);

  private Decision decide(Snapshot snapshot, Map<String, Object> facts, @Nullable String text) {
    Frame frame = TestSet.frame(snapshot, "door.open").resource("door", "bob");
    DirectoryChecks.fill(frame, facts);
    return decide(snapshot, frame, text == null ? null : TestSet.team(snapshot, "acme", text));
  }

  private String said(String condition, Map<String, Object> facts, @Nullable String team) {
    return DirectoryChecks.said(decide(SET.condition("door.open", condition).load(), facts, team));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          'porter' in subject.roles                ; yes
          has(subject.roles)                       ; yes
          subject.floor == 1                       ; yes
          has(subject.floor)                       ; yes
          'guest' in resource.roles                ; yes
          'guest' in action.roles                  ; missing action.properties.roles
          has(action.roles)                        ; no
          'stranger' in action.to_roles            ; yes
          has(action.to_roles)                     ; no
          context.porters                          ; yes
          context.cooks                            ; no
          has(context.cooks)                       ; yes
          context.known                            ; yes
          """)
  void decide_requestSaysNothing_directoryAnswers(String condition, String expected) {
    assertEquals(expected, said(condition, Map.of(), TEAM));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          'cook' in subject.roles                  ; yes
          subject.floor == 1                       ; yes
          'cook' in resource.roles                 ; yes
          'guest' in action.roles                  ; yes
          'porter' in action.to_roles              ; yes
          has(action.to_roles)                     ; yes
          context.porters                          ; no
          context.known                            ; yes
          """)
  void decide_bothSaySomething_modeDecides(String condition, String expected) {
    Map<String, Object> facts =
        Map.of(
            "subject.roles", List.of("cook"),
            "subject.floor", 9,
            "resource.roles", List.of("cook"),
            "action.user", "bob",
            "action.roles", List.of("cook"),
            "action.to", Map.of("id", "ana"),
            "action.to_roles", List.of("cook"),
            "context.porters", false,
            "context.known", false);
    assertEquals(expected, said(condition, facts, TEAM));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          'cook' in action.roles                   ; yes
          has(action.roles)                        ; yes
          'stranger' in action.to_roles            ; yes
          has(action.to_roles)                     ; no
          """)
  void decide_directoryKnowsNothingOfThePerson_overBelievesTheRequestAndOnlyDoesNot(
      String condition, String expected) {
    for (String person : List.of("eve", "nobody")) {
      Map<String, Object> facts =
          Map.of(
              "action.user", person,
              "action.roles", List.of("cook"),
              "action.to", Map.of("id", person),
              "action.to_roles", List.of("cook"));
      assertEquals(expected, said(condition, facts, TEAM), person);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          subject.floor == 1                       ; missing subject.properties.floor
          has(subject.floor)                       ; no
          context.porters                          ; missing context.porters
          has(context.porters)                     ; no
          context.known                            ; no
          """)
  void decide_teamWithoutMembers_directorySaysNothing(String condition, String expected) {
    assertEquals(expected, said(condition, Map.of(), "id: acme\n"));
  }

  @Test
  void decide_noTeam_directoryFactIsMissingTeam() {
    String missing = "missing resource.properties.team";
    for (String condition :
        List.of(
            "subject.floor == 1",
            "has(subject.roles)",
            "'x' in action.to_roles",
            "context.known",
            "has(person('ana').roles)")) {
      assertEquals(missing, said(condition, Map.of("subject.floor", 1), null), condition);
    }
    assertEquals("yes", said("'x' in subject.roles", Map.of("subject.roles", List.of("x")), null));
  }

  @Test
  void decide_illTypedClaim_harmsOnlyWhereItCounts() {
    Map<String, Object> facts =
        Map.of(
            "subject.roles", "cook",
            "subject.floor", "high",
            "action.to_roles", 7);
    assertEquals("invalid subject.properties.roles", said("'x' in subject.roles", facts, TEAM));
    assertEquals("yes", said("subject.floor == 1", facts, TEAM));
    assertEquals(
        "invalid subject.properties.floor", said("subject.floor == 1", facts, "id: acme\n"));
    assertEquals("yes", said("'stranger' in action.to_roles", facts, TEAM));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          'guest' in person('bob').roles           ; yes
          'guest' in person(resource.id).roles     ; yes
          has(person('eve').roles)                 ; no
          person('eve').roles.exists(r, true)      ; no
          person('nobody').roles.exists(r, true)   ; no
          person('nobody').floor == 1              ; missing members.floor
          person(action.user).floor == 1           ; missing action.properties.user
          ['ana', 'bob', 'x'].filter(p, 'guest' in person(p).roles).exists(p, p == 'bob') ; yes
          """)
  void decide_personNamedByThePolicy_readsTheDirectory(String condition, String expected) {
    assertEquals(expected, said(condition, Map.of(), TEAM));
  }

  @Test
  void decide_subjectsOnly_claimsOfTheSubjectNeverCount() {
    String schema = SET.texts().getOrDefault("schema.yaml", "");
    TestSet only =
        SET.with("schema.yaml", schema.replace("subject:\n", "subject:\n  directory: only\n"));
    Snapshot snapshot = only.condition("door.open", "'porter' in subject.roles").load();
    Map<String, Object> claim = Map.of("subject.roles", List.of("porter"));
    assertEquals("yes", decide(snapshot, Map.of(), TEAM).reason());
    assertEquals("no", decide(snapshot, claim, "id: acme\n").reason());
  }

  @Test
  void directoryFirst_claimThatTheDirectoryContradicts_isForgotten() {
    Snapshot snapshot = SET.condition("door.open", "'cook' in subject.roles").load();
    Team team = TestSet.team(snapshot, "acme", TEAM);
    Frame known =
        TestSet.frame(snapshot, "door.open").fact(Entity.SUBJECT, "roles", List.of("cook"));
    Frame unknown = known.copy().subject("user", "nobody");
    assertEquals("yes", decide(snapshot, known.copy(), team).reason());
    Lookup.directoryFirst(known, team);
    Lookup.directoryFirst(unknown, team);
    assertEquals("no", decide(snapshot, known, team).reason());
    assertEquals("yes", decide(snapshot, unknown, team).reason());
  }

  @Test
  void decide_personOfTheTeam_isDescribedByTheTeamAlone() {
    TestSet set =
        SET.with(
            "directory/all.yaml",
            "subjects: {user: {ana: {roles: [boss]}, zoe: {roles: [boss], floor: 7}}}\n");
    Snapshot snapshot = set.condition("door.open", "'boss' in subject.roles").load();
    assertEquals("no", decide(snapshot, Map.of(), TEAM).reason());
    Frame zoe = TestSet.frame(snapshot, "door.open").subject("user", "zoe");
    assertEquals("yes", decide(snapshot, zoe, TestSet.team(snapshot, "acme", TEAM)).reason());
    assertEquals("missing_fact", decide(snapshot, zoe, null).reason());
  }
}
