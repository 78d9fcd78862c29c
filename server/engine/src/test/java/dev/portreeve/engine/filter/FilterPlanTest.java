package dev.portreeve.engine.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.compiled.NotExpressible;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan says beside its condition, and which policies have none. */
class FilterPlanTest {
  private static final String SCHEMA =
      """
      name: doors
      resource:
        types:
          door:
            properties:
              owner: {type: string}
              width: {type: integer}
              score: {type: number}
              note: {type: string}
              tags: {type: array, items: {type: string}}
              labels: {type: object, additionalProperties: {type: string}}
      context: {properties: {level: {type: integer}}}
      actions: {open: {resource: [door]}}
      """;

  private static Frame frame(Snapshot snapshot) {
    return TestSet.frame(snapshot, "open").resource("door", "").fact(Entity.CONTEXT, "level", 3L);
  }

  private static FilterPlan plan(TestSet set) throws NotExpressible {
    Snapshot snapshot = set.load();
    return FilterPlan.of(snapshot, frame(snapshot), null, Set.of());
  }

  private static Map<String, Object> told(TestSet set, Frame frame)
      throws NotExpressible, FilterProblem {
    FilterPlan plan = FilterPlan.of(set.load(), frame, null, Set.of());
    return FilterMap.of(plan, Optional.empty(), frame);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resource.width + 1 > 3 && true|actions/open.yaml:5:9|resource.width + 1",
        "1 < 2 && resource.tags.exists(t, t == 'x')|actions/open.yaml:5:18|resource.tags",
        "resource.labels.env == 'x'|actions/open.yaml:5:9|resource.labels.env",
        "resource.score > resource.width|actions/open.yaml:5:9|resource.score > resource.width",
        "'a' + resource.note == 'ab'|actions/open.yaml:5:9|'a' + resource.note"
      })
  void of_whatNoConditionCanTell_namesTheExpression(
      String condition, String place, String expression) {
    TestSet set = TestSet.of(SCHEMA).condition("open", condition);
    NotExpressible problem = assertThrows(NotExpressible.class, () -> plan(set));
    assertTrue(problem.expression().startsWith(expression), problem.told());
    assertEquals(place, problem.place(), problem.told());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "context.level + 1 > 3;true",
        "context.level + 1 > 9;false",
        "false && resource.width + 1 > 3;false",
        "resource.width + 1 > 3 || context.level == 3;true",
        "has(context.level) && resource.id != '';true"
      })
  void of_whatTheRequestDecides_isExpressible(String condition, boolean some)
      throws NotExpressible {
    assertEquals(
        some, !plan(TestSet.of(SCHEMA).condition("open", condition)).condition().isNever());
  }

  @Test
  void of_missingFactOfTheRequest_isNever() throws NotExpressible {
    Snapshot snapshot =
        TestSet.of(SCHEMA).condition("open", "context.level > 1 && resource.width > 1").load();
    Frame frame = TestSet.frame(snapshot, "open").resource("door", "");
    assertTrue(FilterPlan.of(snapshot, frame, null, Set.of()).condition().isNever());
    Frame other = TestSet.frame(snapshot, "open").resource("ship", "");
    assertEquals("invalid_fact", FilterPlan.of(snapshot, other, null, Set.of()).reason());
  }

  private static TestSet obliging() {
    return TestSet.of(SCHEMA)
        .policy(
            "open",
            """
              match:
                - condition: resource.width > 9
                  output: permit("wide").oblige(obligation("lock"))
                - condition: resource.width > 5
                  output: permit("usual")
                - condition: resource.width > 2
                  output: 'permit("own").oblige(obligation("tell", {"whom": resource.owner}))'
                - output: deny("narrow")
            """);
  }

  @Test
  void of_permitsWithOtherObligations_areBranches() throws NotExpressible, FilterProblem {
    Frame frame = frame(obliging().load());
    List<?> branches = (List<?>) told(obliging(), frame).get("branches");
    assertEquals(3, branches.size());
    Map<?, ?> first = (Map<?, ?>) branches.get(0);
    assertEquals(
        "[{id=1, type=custom, properties={action=lock}}]",
        String.valueOf(first.get("obligations")));
    assertEquals("evaluate", ((Map<?, ?>) branches.get(2)).get("then"));
    assertTrue(
        String.valueOf(branches.get(2)).contains("{op=valid, fact=resource.owner}"),
        "an obligation that cannot be made denies: " + branches.get(2));
  }

  @Test
  void of_obligationsThatTheCallerCannotMeet_areLeftOut() throws NotExpressible {
    TestSet set =
        obliging()
            .policy(
                "open",
                """
                  match:
                    - condition: resource.width > 9
                      output: permit("wide").oblige(obligation("lock"))
                    - condition: resource.width > 5
                      output: permit("usual")
                    - output: deny("narrow")
                """);
    Snapshot snapshot = set.load();
    Frame frame = frame(snapshot).fact(Entity.CONTEXT, "supported_obligations", List.of());
    FilterPlan plan = FilterPlan.of(snapshot, frame, null, Set.of());
    assertEquals(1, plan.branches().size());
    assertEquals(plan.branches().get(0).condition(), plan.condition());
    Snapshot all = obliging().load();
    Frame unknown = frame(all).fact(Entity.CONTEXT, "supported_obligations", List.of("custom"));
    assertThrows(NotExpressible.class, () -> FilterPlan.of(all, unknown, null, Set.of()));
  }
}
