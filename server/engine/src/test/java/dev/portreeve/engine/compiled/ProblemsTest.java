package dev.portreeve.engine.compiled;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which problem of several a decision names, in compiled code and in the oracle. */
class ProblemsTest {
  private static final String SCHEMA =
      """
      name: problems
      context:
        properties:
          a: {type: boolean}
          b: {type: boolean}
          wrong: {type: integer}
          text: {type: string}
          yes: {type: boolean, default: true}
          none: {type: array, items: {type: string}, default: []}
          two: {type: array, items: {type: string}, default: [x, y]}
          list: {type: array, items: {type: string}}
          far: {type: string, format: date-time}
          o: {type: object, properties: {s: {type: string}, in_it: {type: object, properties: {s: {type: string}}}}}
          p: {type: object, properties: {s: {type: string}}}
          l: {type: array, items: {type: object, properties: {o: {type: object, properties: {s: {type: string}}}}}}
      actions: {go: {}}
      """;
  private static final String DEFINITIONS =
      """
      definitions:
        - name: same
          params: [{name: first, type: bool}, {name: second, type: bool}]
          type: bool
          expression: first == second
        - name: either
          type: bool
          expression: context.a || context.b
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          context.a || context.b ; missing_fact a
          context.b && context.a ; missing_fact b
          context.wrong == 1 || context.a ; invalid_fact wrong
          context.a || context.wrong == 1 ; missing_fact a
          context.a || context.yes ; yes
          context.a && !context.yes ; no
          !(context.a || context.b) ; missing_fact a
          (context.a || context.b) == (context.b || context.a) ; missing_fact a
          (context.a && context.b) == context.yes ; missing_fact a
          (context.a && context.b) in [true, false] ; missing_fact a
          [context.a || context.b, true].exists(x, x) ; missing_fact a
          (context.a || context.b) ? context.yes : false ; missing_fact a
          context.yes ? (context.a || context.b) : false ; missing_fact a
          same(context.b || context.a, context.a) ; missing_fact b
          !either() && same(context.yes, context.yes) ; missing_fact a
          same(context.a, context.b) || same(context.b, context.a) ; missing_fact a
          !context.yes && same(context.b, context.a) || same(context.b, context.a) ; missing_fact b
          either() == (context.b || either()) ; missing_fact a
          !context.two.exists(x, context.b) ; missing_fact b
          context.two.exists(x, x == 'y' || context.a) ; yes
          context.two.exists(x, context.a && x == 'x') ; missing_fact a
          !context.two.all(x, x == 'y' && context.a) ; yes
          !context.two.all(x, context.a) ; missing_fact a
          context.two.exists_one(x, x == 'x' || context.a) ; missing_fact a
          context.none.exists(x, context.a) ; no
          context.two.filter(x, context.a || x == 'x').size() == 1 ; missing_fact a
          context.two.map(x, context.a || context.b).size() == 2 ; missing_fact a
          context.text in context.list ; missing_fact text
          'x' in context.list ; missing_fact list
          [context.text, 'x'].exists(x, x == 'x') ; missing_fact text
          context.o.s == context.p.s ; missing_fact o.s
          context.o.in_it.s == 'x' ; missing_fact o.in_it
          context.l.map(x, x.o)[0].s == 'x' ; missing_fact l.o.s
          context.l.filter(x, context.yes)[0].o.s == 'x' ; missing_fact l.o.s
          context.l[1].o.s == 'x' ; policy_error
          context.far - timestamp('2026-01-01T00:00:00Z') < duration('0s') ; policy_error
          duration('1s') - duration('2.5s') < duration('0s') ; yes
          double('NaN') == double('NaN') ; no
          cel.bind(n, double('NaN'), [n, n][0] == n) ; no
          cel.bind(n, double('NaN'), n in [1.0, n]) ; no
          cel.bind(n, double('NaN'), [[n]] == [[n, 1.0][0]].map(x, [x])) ; no
          cel.bind(n, double('NaN'), [n, n][0] != n) ; yes
          double('NaN') < 1.0 || double('NaN') >= 1.0 ; no
          -0.0 == 0.0 ; yes
          '\\uffee' < '\\U0001F600' ; yes
          size('a\\U0001F600b') == 3 ; yes
          """)
  void decide_problem_named(String condition, String expected) {
    TestSet set =
        TestSet.of(SCHEMA).with("definitions.yaml", DEFINITIONS).condition("go", condition);
    Snapshot snapshot = set.load();
    Frame frame = TestSet.frame(snapshot, "go");
    frame.fact(Entity.CONTEXT, "wrong", "one").fact(Entity.CONTEXT, "far", "0001-01-01T00:00:00Z");
    frame.fact(Entity.CONTEXT, "o", Map.of()).fact(Entity.CONTEXT, "p", Map.of());
    frame.fact(Entity.CONTEXT, "l", List.of(Map.of("o", Map.of())));
    assertEquals(expected, shown(snapshot.decide(frame)), "compiled");
    assertEquals(expected, shown(snapshot.decide(frame, null, ConstantProbe.NONE)), "oracle");
    assertEquals(Map.of(), snapshot.fallbacks());
  }

  @Test
  void fallbacks_fieldOfOneOfSeveralObjects_leftToRuntime() {
    String condition = "(context.yes ? context.l : context.l)[0].o.s == 'x'";
    assertEquals(1, TestSet.of(SCHEMA).condition("go", condition).load().fallbacks().size());
  }

  private static String shown(Decision decision) {
    String fact =
        decision.missing().isEmpty()
            ? (String) decision.details().getOrDefault("field", "")
            : decision.missing().get(0);
    return (decision.reason() + " " + fact.replace("context.", "")).strip();
  }
}
