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

/** What every runnable form of a policy owes to the directory of a set that has no teams. */
interface SetDirectoryContract {
  TestSet SHELVES =
      TestSet.of(
              """
              name: shelves
              subject:
                types:
                  user:
                    properties:
                      roles: {type: array, items: {type: string}, default: [], directory: fill}
                      floor: {type: integer, directory: over}
                      badge: {type: string, directory: only}
                  robot: {}
              action: {properties: {by: {type: string}}}
              resource:
                types:
                  book:
                    properties:
                      rare: {type: boolean, default: false, directory: fill}
                      shelf: {type: string, directory: over}
                      owner: {type: string, directory: {mode: only}}
                  room:
                    properties:
                      floor: {type: integer, default: 0, directory: fill}
                      doors: {type: string, directory: only}
              context:
                properties:
                  keepers: {type: boolean, default: false, directory: {anyone: {roles: keeper}}}
              actions: {lend: {resource: [book]}}
              """)
          .with(
              "directory/all.yaml",
              """
              subjects:
                user:
                  ana: {roles: [keeper], floor: 1, badge: gold}
                  eve: {}
                robot: {r2: {}}
              resources:
                book:
                  b1: {rare: true, shelf: a, owner: ana}
                  b2: {shelf: b}
                room:
                  a: {floor: 4}
              """);

  /** The decision of the form under test. */
  Decision decide(Snapshot snapshot, Frame frame, @Nullable Team team);

  private String lent(String condition, String subject, String book, Map<String, Object> facts) {
    Snapshot snapshot = SHELVES.condition("lend", condition).load();
    String type = subject.equals("r2") ? "robot" : "user";
    Frame frame = TestSet.frame(snapshot, "lend").subject(type, subject).resource("book", book);
    DirectoryChecks.fill(frame, facts);
    return DirectoryChecks.said(decide(snapshot, frame, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          'keeper' in subject.roles                ; yes
          subject.floor == 1 && subject.badge == 'gold' ; yes
          resource.rare && resource.shelf == 'a'   ; yes
          resource.owner == subject.id             ; yes
          has(resource.rare) && has(resource.owner) ; yes
          context.keepers                          ; yes
          """)
  default void decide_setWithoutTeams_readsItsOwnDirectory(String condition, String expected) {
    assertEquals(expected, lent(condition, "ana", "b1", Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          subject.roles == []                      ; yes
          subject.floor == 1                       ; missing subject.properties.floor
          resource.rare || has(resource.rare)      ; no
          resource.owner == 'ana'                  ; missing resource.properties.owner
          has(subject.badge) || has(resource.owner) ; no
          """)
  default void decide_entriesThatAreNotThere_sayNothing(String condition, String expected) {
    for (String subject : List.of("eve", "nobody")) {
      assertEquals(expected, lent(condition, subject, "b9", Map.of()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          'cook' in subject.roles && !resource.rare ; yes
          subject.floor == 1 && resource.shelf == 'a' ; yes
          subject.badge == 'gold' && resource.owner == 'ana' ; yes
          """)
  default void decide_requestAndSetDirectoryBothSaySomething_modeDecides(
      String condition, String expected) {
    Map<String, Object> facts =
        Map.of(
            "subject.roles",
            List.of("cook"),
            "subject.floor",
            9,
            "subject.badge",
            "tin",
            "resource.rare",
            false,
            "resource.shelf",
            "z",
            "resource.owner",
            "eve");
    assertEquals(expected, lent(condition, "ana", "b1", facts));
  }

  @Test
  default void decide_secondSubject_isReadByItsId() {
    Map<String, Object> by = Map.of("action.by", "ana");
    String keeper = "'keeper' in directory.subject(action.by).roles";
    assertEquals("yes", lent(keeper, "eve", "b1", by));
    assertEquals("yes", lent("'keeper' in person(action.by).roles", "r2", "b1", by));
    assertEquals("no", lent(keeper, "ana", "b1", Map.of("action.by", "eve")));
    assertEquals("missing action.properties.by", lent(keeper, "ana", "b1", Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          directory.resource('book', 'b1').rare             ; yes
          directory.resource('book', action.by).shelf == 'b' ; yes
          directory.resource(resource.type, action.by).rare ; no
          has(directory.resource('book', action.by).rare)   ; no
          directory.resource('room', directory.resource('book', 'b1').shelf).floor == 4 ; yes
          directory.resource('room', 'b1').floor == 0       ; yes
          directory.resource('room', action.by).doors == '' ; missing directory.resource.doors
          directory.resource('book', 'b9').owner == ''      ; missing directory.resource.owner
          has(directory.resource('book', 'b9').owner)       ; no
          ['b1', 'b9'].exists(b, directory.resource('book', b).owner == subject.id) ; yes
          """)
  default void decide_secondResource_isReadByItsTypeAndId(String condition, String expected) {
    assertEquals(expected, lent(condition, "ana", "b1", Map.of("action.by", "b2")));
  }

  @Test
  default void decide_secondResourceThatTheRequestDoesNotName_isMissing() {
    assertEquals(
        "missing action.properties.by",
        lent("directory.resource('book', action.by).rare", "ana", "b1", Map.of()));
  }

  @Test
  default void directoryFirst_setWithoutTeams_forgetsWhatItsDirectoryKnowsBetter() {
    Snapshot snapshot = SHELVES.condition("lend", "'cook' in subject.roles").load();
    Frame frame =
        TestSet.frame(snapshot, "lend")
            .subject("user", "ana")
            .resource("book", "b1")
            .fact(Entity.SUBJECT, "roles", List.of("cook"))
            .directory(snapshot.directory());
    assertEquals("yes", decide(snapshot, frame.copy(), null).reason());
    Lookup.directoryFirst(frame, null);
    assertEquals("no", decide(snapshot, frame, null).reason());
  }
}
