package dev.portreeve.engine.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.yaml.JsonNull;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final Snapshot SNAPSHOT =
      TestSet.of(
              """
              name: doors
              team: resource.properties.team
              subject: {properties: {age: {type: integer}}}
              resource: {properties: {team: {type: string}, age: {type: integer}}}
              actions: {door.open: {}}
              """)
          .condition("door.open", "subject.age > 3")
          .load();

  private static final Schema SCHEMA = SNAPSHOT.schema();

  private static Frame frame() {
    return TestSet.frame(SNAPSHOT, "door.open");
  }

  @Test
  void fact_undeclaredName_skipped() {
    Frame frame = frame().fact(Entity.SUBJECT, "shoe_size", 44);
    assertEquals(List.of(), frame.invalid());
    assertEquals(-1, SCHEMA.slot(Entity.SUBJECT, "shoe_size"));
  }

  @Test
  void fact_sameNameOfTwoEntities_twoFacts() {
    Frame frame = frame().fact(Entity.SUBJECT, "age", 1).fact(Entity.RESOURCE, "age", 2);
    assertEquals(1L, frame.value(SCHEMA.slot(Entity.SUBJECT, "age")));
    assertEquals(2L, frame.value(SCHEMA.slot(Entity.RESOURCE, "age")));
  }

  @Test
  void fact_illTyped_keptAsInvalidAndListed() {
    Frame frame = frame().fact(Entity.SUBJECT, "age", "old").fact(Entity.RESOURCE, "age", 1.5);
    assertInstanceOf(InvalidValue.class, frame.value(SCHEMA.slot(Entity.SUBJECT, "age")));
    assertEquals(List.of("subject.properties.age", "resource.properties.age"), frame.invalid());
  }

  @Test
  void fact_jsonNull_isIllTypedAndNotAbsent() {
    assertEquals(
        List.of("subject.properties.age"),
        frame().fact(Entity.SUBJECT, "age", JsonNull.INSTANCE).invalid());
  }

  @Test
  void fact_givenTwice_theLastCounts() {
    Frame frame = frame().fact(Entity.SUBJECT, "age", 1).fact(Entity.SUBJECT, "age", 2);
    assertEquals(2L, frame.value(SCHEMA.slot(Entity.SUBJECT, "age")));
  }

  @Test
  void copy_changed_leavesTheOriginal() {
    Frame frame = frame().fact(Entity.SUBJECT, "age", 1);
    Frame copy = frame.copy().fact(Entity.SUBJECT, "age", 2).subject("user", "bob");
    assertEquals(1L, frame.value(SCHEMA.slot(Entity.SUBJECT, "age")));
    assertEquals("ana", frame.subjectId());
    assertEquals("bob", copy.subjectId());
    assertEquals("d1", copy.resourceId());
    assertEquals("door.open", copy.actionName());
    assertEquals(frame.now(), copy.now());
  }

  @Test
  void take_slots_takesThoseFactsOnly() {
    int subject = SCHEMA.slot(Entity.SUBJECT, "age");
    int resource = SCHEMA.slot(Entity.RESOURCE, "age");
    Frame other = frame().fact(Entity.SUBJECT, "age", 1).fact(Entity.RESOURCE, "age", 2);
    Frame frame = frame().fact(Entity.RESOURCE, "age", 3).take(new int[] {subject}, other);
    assertEquals(1L, frame.value(subject));
    assertEquals(3L, frame.value(resource));
    assertNull(frame.take(new int[] {subject}, frame()).value(subject));
  }

  @Test
  void teamId_stringOnly() {
    assertEquals(Optional.empty(), frame().teamId());
    assertEquals(Optional.of("acme"), frame().fact(Entity.RESOURCE, "team", "acme").teamId());
    assertEquals(Optional.empty(), frame().fact(Entity.RESOURCE, "team", 7).teamId());
  }

  @Test
  void teamId_noneGivenAndDefaultDeclared_isTheDefault() {
    Snapshot snapshot =
        TestSet.of(
                """
                name: single
                team: resource.properties.team
                resource: {properties: {team: {type: string, default: home}}}
                team_attributes: {plan: {type: string, enum: [free, paid]}}
                actions: {door.open: {}}
                """)
            .condition("door.open", "team.id == resource.team && team.plan == 'paid'")
            .load();
    Frame frame = TestSet.frame(snapshot, "door.open");
    assertEquals(Optional.of("home"), frame.teamId());
    assertEquals("unknown_team", snapshot.decide(frame).reason());
    Team home = TestSet.team(snapshot, "home", "plan: paid\n");
    assertEquals("yes", snapshot.decide(frame, home).reason());
    assertEquals("yes", snapshot.decide(frame, home, ConstantProbe.NONE).reason());
    frame.fact(Entity.RESOURCE, "team", "other");
    assertEquals(Optional.of("other"), frame.teamId());
    frame.fact(Entity.RESOURCE, "team", 7);
    assertEquals(Optional.empty(), frame.teamId());
    assertEquals("invalid_fact", snapshot.decide(frame).reason());
  }
}
