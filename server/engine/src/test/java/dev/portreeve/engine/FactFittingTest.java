package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import org.junit.jupiter.api.Test;

/** Facts belong to types, which a request may name after them. */
class FactFittingTest {
  private static final String SCHEMA =
      """
      name: doors
      subject:
        types:
          user: {properties: {badge: {type: string, enum: [red, blue], default: red}}}
          robot: {properties: {model: {type: string}}}
      resource:
        types:
          door: {properties: {state: {type: string, enum: [open, shut]}, lock: {type: string}}}
          lift: {properties: {state: {type: string, enum: [up, down, shut]}}}
          wall: {}
      actions:
        use: {resource: [door, lift, wall], action: {force: {type: integer, default: 1}}}
        lift.call:
          resource: {types: [lift], properties: {state: {enum: [up]}}}
        look: {resource: {properties: {lock: {type: string}}}}
      """;

  private static final Snapshot SNAPSHOT =
      TestSet.of(SCHEMA)
          .policy(
              "use",
              """
                match:
                  - condition: has(resource.lock)
                    output: permit(resource.lock)
                  - condition: has(subject.model)
                    output: permit(subject.model)
                  - condition: resource.state == "shut"
                    output: deny("shut")
                  - output: permit(resource.state)
              """)
          .condition("lift.call", "resource.state == \"up\"")
          .condition("look", "has(resource.lock) && resource.lock == \"x\"")
          .load();

  private static String decided(Frame frame) {
    String compiled = SNAPSHOT.decide(frame.copy()).reason();
    assertEquals(compiled, SNAPSHOT.decide(frame, null, ConstantProbe.NONE).reason());
    return compiled;
  }

  private static Frame using(String type) {
    return TestSet.frame(SNAPSHOT, "use").resource(type, "r");
  }

  @Test
  void decide_sameFactOfTwoTypes_takesTheEnumOfItsType() {
    assertEquals("open", decided(using("door").fact(Entity.RESOURCE, "state", "open")));
    assertEquals("invalid_fact", decided(using("lift").fact(Entity.RESOURCE, "state", "open")));
    assertEquals("up", decided(using("lift").fact(Entity.RESOURCE, "state", "up")));
    assertEquals("invalid_fact", decided(using("door").fact(Entity.RESOURCE, "state", "up")));
  }

  @Test
  void decide_factBeforeItsType_isFittedAllTheSame() {
    Frame frame =
        TestSet.frame(SNAPSHOT, "use").fact(Entity.RESOURCE, "state", "open").resource("lift", "r");
    assertEquals("invalid_fact", decided(frame));
  }

  @Test
  void decide_factOfAnotherType_isAsIfNotGiven() {
    Frame lift = using("lift").fact(Entity.RESOURCE, "lock", "smuggled");
    assertEquals("up", decided(lift.fact(Entity.RESOURCE, "state", "up")));
    assertEquals("smuggled", decided(using("door").fact(Entity.RESOURCE, "lock", "smuggled")));
    assertEquals("missing_fact", decided(using("wall").fact(Entity.RESOURCE, "state", "open")));
  }

  @Test
  void decide_factOfAnotherSubjectType_isAsIfNotGiven() {
    Frame user = using("wall").fact(Entity.SUBJECT, "model", "r2");
    assertEquals("missing_fact", decided(user));
    Frame robot = using("wall").subject("robot", "r2d2").fact(Entity.SUBJECT, "model", "r2");
    assertEquals("r2", decided(robot));
  }

  @Test
  void decide_actionNarrowerThanItsType_countsAboveIt() {
    Frame frame = TestSet.frame(SNAPSHOT, "lift.call").resource("lift", "r");
    assertEquals("yes", decided(frame.fact(Entity.RESOURCE, "state", "up")));
    assertEquals("invalid_fact", decided(frame.fact(Entity.RESOURCE, "state", "down")));
  }

  @Test
  void decide_factOfTheActionAlone_isThereForAnyType() {
    Frame frame = TestSet.frame(SNAPSHOT, "look").resource("spaceship", "r");
    assertEquals("yes", decided(frame.fact(Entity.RESOURCE, "lock", "x")));
  }

  @Test
  void decide_sameFrameTwice_answersTheSame() {
    Frame frame = using("lift").fact(Entity.RESOURCE, "lock", "smuggled");
    frame.fact(Entity.RESOURCE, "state", "down");
    assertEquals("down", SNAPSHOT.decide(frame).reason());
    assertEquals("down", SNAPSHOT.decide(frame).reason());
  }
}
