package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Equality of values with parts, in compiled policies and in the reference form. */
class EqualityTest {
  private static final String SCHEMA =
      """
      name: steps
      team: resource.properties.team
      $defs:
        step:
          type: object
          properties:
            name: {type: string}
            tries: {type: integer, default: 1}
            cost: {type: number}
            at: {type: string, format: date-time}
            tags: {type: array, items: {type: string}}
            inner: {type: object, properties: {deep: {type: boolean}}}
      action:
        properties:
          steps: {type: array, items: {$ref: step}}
          costs: {type: array, items: {type: number}}
          matrix: {type: array, items: {type: array, items: {type: integer}}}
          setting: {type: string}
          value: {}
          add: {}
          remove: {}
      resource:
        properties:
          team: {type: string}
      settings:
        limits:
          type: object
          properties: {most: {type: integer, default: 3}, kinds: {type: array, items: {type: string}}}
        packages:
          type: object
          properties:
            allowed: {type: array, items: {type: string, format: package-pattern}, default: [], entry: true}
      change:
        setting: action.properties.setting
        value: action.properties.value
        add: action.properties.add
        remove: action.properties.remove
      actions:
        ask: {}
      """;

  private static String decided(String condition, Object... facts) {
    Snapshot snapshot = TestSet.of(SCHEMA).condition("ask", condition).load();
    assertEquals(Map.of(), snapshot.fallbacks(), condition);
    Team team =
        TestSet.team(snapshot, "t", "settings: {limits: {most: 3, kinds: [a]}, packages: {}}\n");
    Frame frame = TestSet.frame(snapshot, "ask").fact(Entity.RESOURCE, "team", "t");
    for (int i = 0; i < facts.length; i += 2) {
      frame.fact(Entity.ACTION, (String) facts[i], facts[i + 1]);
    }
    String compiled = snapshot.decide(frame, team).reason();
    assertEquals(compiled, snapshot.decide(frame, team, ConstantProbe.NONE).reason(), condition);
    return compiled;
  }

  private static void equal(boolean equal, Object first, Object second) {
    List<Object> steps = List.of(first, second);
    String yes = equal ? "yes" : "no";
    String no = equal ? "no" : "yes";
    assertAll(
        () -> assertEquals(yes, decided("action.steps[0] == action.steps[1]", "steps", steps)),
        () -> assertEquals(no, decided("action.steps[0] != action.steps[1]", "steps", steps)),
        () -> assertEquals(yes, decided("action.steps[1] in [action.steps[0]]", "steps", steps)),
        () ->
            assertEquals(
                yes,
                decided(
                    "action.steps.filter(s, s == action.steps[0]).size() == 2", "steps", steps)),
        () ->
            assertEquals(
                yes, decided("{'k': action.steps[0]} == {'k': action.steps[1]}", "steps", steps)));
  }

  @Test
  void equal_sameMembers_holds() {
    Map<String, Object> step =
        Map.of(
            "name",
            "a",
            "cost",
            1,
            "at",
            "2026-01-01T00:00:00Z",
            "tags",
            List.of("x", "y"),
            "inner",
            Map.of("deep", true));
    Map<String, Object> written =
        Map.of(
            "inner",
            Map.of("deep", true),
            "at",
            "2026-01-01T01:00:00+01:00",
            "cost",
            1.0,
            "tags",
            List.of("x", "y"),
            "name",
            "a");
    equal(true, step, written);
  }

  @Test
  void equal_oneMemberDifferent_doesNotHold() {
    equal(false, Map.of("name", "a"), Map.of("name", "b"));
    equal(false, Map.of("tags", List.of("x")), Map.of("tags", List.of("x", "y")));
    equal(false, Map.of("inner", Map.of("deep", true)), Map.of("inner", Map.of("deep", false)));
    equal(false, Map.of("inner", Map.of()), Map.of("inner", Map.of("deep", false)));
  }

  @Test
  void equal_defaultGivenOrLeftOut_isTheSame() {
    equal(true, Map.of("name", "a", "tries", 1), Map.of("name", "a"));
    equal(false, Map.of("name", "a", "tries", 2), Map.of("name", "a"));
  }

  @Test
  void equal_memberLeftOutWithoutDefault_equalsOnlyTheSame() {
    equal(true, Map.of(), Map.of());
    equal(false, Map.of("name", ""), Map.of());
  }

  @Test
  void equal_settings_comparesValues() {
    String same = "change.settings.limits == settings.limits";
    assertEquals("yes", decided(same, "setting", "limits", "value", Map.of("kinds", List.of("a"))));
    assertEquals("no", decided(same, "setting", "limits", "value", Map.of("most", 4)));
    assertEquals("yes", decided(same, "setting", "packages", "value", Map.of()));
    String patterns = "change.settings.packages.allowed == settings.packages.allowed";
    assertEquals("yes", decided(patterns, "setting", "packages", "value", Map.of()));
    assertEquals("no", decided(patterns, "setting", "packages", "add", "npm:x@*"));
  }

  @Test
  void equal_lists_comparesElements() {
    assertEquals("yes", decided("action.costs == [1.0, 2.5]", "costs", List.of(1, 2.5)));
    assertEquals("no", decided("action.costs == [2.5, 1.0]", "costs", List.of(1, 2.5)));
    assertEquals("yes", decided("2.5 in action.costs", "costs", List.of(1, 2.5)));
    assertEquals("yes", decided("-0.0 in action.costs", "costs", List.of(0)));
    List<List<Integer>> matrix = List.of(List.of(1, 2), List.of());
    assertEquals("yes", decided("action.matrix == [[1, 2], []]", "matrix", matrix));
    assertEquals("yes", decided("[1, 2] in action.matrix", "matrix", matrix));
    assertEquals("no", decided("[2, 1] in action.matrix", "matrix", matrix));
  }

  @Test
  void equal_factMissing_isMissing() {
    assertEquals("missing_fact", decided("action.steps[0] == action.steps[1]"));
    assertEquals("policy_error", decided("action.steps[0] == action.steps[1]", "steps", List.of()));
  }
}
