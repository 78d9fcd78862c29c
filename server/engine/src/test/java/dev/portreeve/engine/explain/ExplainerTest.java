package dev.portreeve.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.cases.LoadedSet;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private static final TestSet DOORS =
      TestSet.of(
              """
              name: doors
              subject:
                properties:
                  badge: {type: boolean}
                  keys: {type: array, items: {type: string}, default: []}
              resource: {properties: {level: {type: integer, default: 1}}}
              actions: {door.open: {resource: [door]}}
              """)
          .with(
              "definitions.yaml",
              """
              definitions:
                - name: has_key
                  params: [{name: wanted, type: string}]
                  type: bool
                  expression: wanted in subject.keys
              """)
          .policy(
              "door.open",
              """
                variables:
                  - name: deep
                    expression: resource.level > 3
                match:
                  - condition: variables.deep && !has_key("cellar")
                    output: deny("too_deep")
                  - condition: resource.level == 0 || has_key("master") || subject.badge
                    output: permit("open")
                  - output: deny("closed")
              """);

  @Test
  void explain_everyShippedCase_decidesAsCompiled() {
    for (LoadedSet set : LoadedSet.shipped()) {
      for (Case one : set.cases().cases()) {
        Snapshot snapshot = set.snapshot();
        Team team = one.team().map(CaseTeam::team).orElse(null);
        Decision compiled =
            team == null
                ? snapshot.decide(one.frame(snapshot.schema()))
                : snapshot.decide(one.frame(snapshot.schema()), team);
        Explanation told = Explainer.explain(snapshot, one.frame(snapshot.schema()), team);
        assertEquals(compiled, told.decision(), one.location());
        assertEquals(
            !told.steps().isEmpty() && !failed(told),
            told.deciding().isPresent(),
            () -> one.location() + " " + told.steps());
      }
    }
  }

  @Test
  void explain_entriesOfTheDirectory_areToldWithTheirOrigin() {
    Snapshot snapshot =
        TestSet.of(
                """
                name: doors
                subject:
                  properties: {rank: {type: integer, default: 1, directory: fill}}
                action: {properties: {through: {type: string}}}
                resource:
                  properties:
                    locked: {type: boolean, directory: fill}
                    level: {type: integer, default: 2, directory: fill}
                actions: {door.open: {resource: [door]}}
                """)
            .with(
                "directory/all.yaml",
                """
                subjects: {user: {eve: {rank: 7}}}
                resources: {door: {d2: {locked: true}}}
                """)
            .condition(
                "door.open",
                "directory.resource('door', action.through).locked"
                    + " && directory.resource('door', action.through).level == 2"
                    + " && person('eve').rank == 7"
                    + " && !has(directory.resource('door', 'd9').locked)"
                    + " && directory.resource('door', 'd9').locked")
            .load();
    Frame frame =
        TestSet.frame(snapshot, "door.open")
            .subject("user", "ana")
            .resource("door", "d1")
            .fact(Entity.ACTION, "through", "d2");
    List<Reading> readings =
        Explainer.explain(snapshot, frame, null).steps().get(0).detail().readings();
    assertEquals(
        List.of(
            new Reading(
                "directory.resource('door', action.through).locked",
                true,
                Reading.Origin.DIRECTORY),
            new Reading("action.through", "d2", Reading.Origin.GIVEN),
            new Reading(
                "directory.resource('door', action.through).level", 2L, Reading.Origin.DEFAULT),
            new Reading("person('eve').rank", 7L, Reading.Origin.DIRECTORY),
            new Reading(
                "has(directory.resource('door', 'd9').locked)", false, Reading.Origin.COMPUTED),
            new Reading(
                "directory.resource('door', 'd9').locked",
                "directory.resource.locked",
                Reading.Origin.MISSING)),
        readings);
  }

  /** Whether evaluating a condition, or the output of the last match, failed. */
  private static boolean failed(Explanation told) {
    Verdict last = told.steps().get(told.steps().size() - 1).verdict();
    return last.kind() != Verdict.Kind.TRUE;
  }

  @Test
  void explain_operands_tellWhatWasLookedAt() {
    Explanation told = explain("badge: true");
    Step step = told.steps().get(1);
    assertTrue(step.decides());
    assertEquals(
        "resource.level == 0=false, has_key(\"master\")=false, subject.badge=true",
        parts(step.detail()));
    assertEquals(
        "variables.deep=false, has_key(\"cellar\")=not_evaluated",
        parts(told.steps().get(0).detail()));
  }

  @Test
  void explain_calls_tellWhatStandsBehindThem() {
    Detail detail = explain("badge: true").steps().get(0).detail();
    Detail.Call deep = detail.calls().get(0);
    assertEquals("variables.deep", deep.text());
    assertEquals(false, deep.value());
    assertEquals(
        List.of(new Reading("resource.level", 1L, Reading.Origin.DEFAULT)),
        deep.detail().readings());
    assertFalse(detail.calls().get(1).evaluated());
  }

  @Test
  void explain_variableOfOneNameInGuardsAndPolicy_tellsEachItsOwn() {
    Snapshot snapshot =
        DOORS
            .with(
                "guards.yaml",
                """
                name: guards
                rule:
                  variables:
                    - name: deep
                      expression: subject.badge
                  match:
                    - condition: variables.deep && resource.level > 5
                      output: deny("sealed")
                """)
            .load();
    Frame frame = TestSet.frame(snapshot, "door.open").fact(Entity.SUBJECT, "badge", true);
    List<Step> steps = Explainer.explain(snapshot, frame, null).steps();
    assertEquals(List.of("subject.badge"), readBehindFirstCall(steps.get(0)));
    assertEquals(List.of("resource.level"), readBehindFirstCall(steps.get(1)));
  }

  private static List<String> readBehindFirstCall(Step step) {
    Detail.Call call = step.detail().calls().get(0);
    assertEquals("variables.deep", call.text());
    return call.detail().readings().stream().map(Reading::name).toList();
  }

  @Test
  void explain_missingFact_endsWithTheConditionThatNeedsIt() {
    Explanation told = explain("");
    Step last = told.steps().get(1);
    assertEquals(2, told.steps().size());
    assertEquals("missing_fact subject.properties.badge", last.verdict().toString());
    assertTrue(told.deciding().isEmpty());
    assertTrue(
        last.detail().readings().stream()
            .anyMatch(
                r -> r.name().equals("subject.badge") && r.origin() == Reading.Origin.MISSING));
    assertEquals(
        "missing_fact",
        ExplanationMap.of(told).get("path") instanceof List<?> path
            ? ((java.util.Map<?, ?>) path.get(1)).get("result")
            : "");
  }

  @Test
  void explain_noPolicy_hasNoSteps() {
    Snapshot snapshot = DOORS.load();
    Explanation told = Explainer.explain(snapshot, TestSet.frame(snapshot, "door.paint"), null);
    assertEquals("unknown_action", told.decision().reason());
    assertEquals(List.of(), told.steps());
  }

  private static Explanation explain(String facts) {
    Snapshot snapshot = DOORS.load();
    Frame frame = TestSet.frame(snapshot, "door.open");
    if (!facts.isEmpty()) {
      frame.fact(Entity.SUBJECT, "badge", true);
    }
    return Explainer.explain(snapshot, frame, null);
  }

  private static String parts(Detail detail) {
    return detail.parts().stream()
        .map(part -> part.text() + "=" + part.verdict())
        .collect(Collectors.joining(", "));
  }
}
