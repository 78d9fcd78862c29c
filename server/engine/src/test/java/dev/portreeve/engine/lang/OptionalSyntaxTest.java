package dev.portreeve.engine.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionalSyntaxTest {
  private static final String SCHEMA =
      """
      name: optionals
      context:
        properties:
          locked: {type: boolean}
          floor: {type: integer}
          wrong: {type: integer}
          names: {type: array, items: {type: string}, default: [x, y]}
          labels: {type: object, additionalProperties: {type: string}}
          o: {type: object, properties: {s: {type: string}, in_it: {type: object, properties: {s: {type: string}}}}}
      actions: {go: {}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          context.?floor.orValue(3) == 7 ; yes
          context.?locked.orValue(true) ; yes
          context.?locked.hasValue() || context.?floor.hasValue() ; yes
          context.?floor.value() == 7 ; yes
          context.?locked.value() ; missing_fact
          context.?wrong.orValue(1) == 1 ; invalid_fact
          context.?o.s.orValue('none') == 'none' ; yes
          context.?o.?in_it.s.orValue('none') == 'deep' ; yes
          context.o.?in_it.s.orValue('none') == 'deep' ; yes
          has(context.?o.s) ; no
          context.?labels.env.orValue('none') == 'prod' ; yes
          context.labels[?'tier'].orValue('none') == 'none' ; yes
          context.names[?1].orValue('none') == 'y' ; yes
          context.names[?2].orValue('none') == 'none' ; yes
          context.names[?-1].hasValue() ; no
          context.?locked.or(optional.of(true)).value() ; yes
          context.?floor.optMap(f, f > 5).orValue(false) ; yes
          context.?names.optFlatMap(n, n[?0]).orValue('none') == 'x' ; yes
          cel.bind(f, context.?floor, f.hasValue() ? f.value() : 0) == 7 ; yes
          (context.?locked.hasValue() ? context.?floor : optional.none()).hasValue() ; no
          context.names.exists(n, context.?labels[?n].hasValue()) ; no
          """)
  void decide_optionalValue_isWhatItStandsFor(String condition, String expected) {
    Snapshot snapshot = TestSet.of(SCHEMA).condition("go", condition).load();
    Frame frame = TestSet.frame(snapshot, "go");
    frame.fact(Entity.CONTEXT, "floor", 7).fact(Entity.CONTEXT, "wrong", "one");
    frame.fact(Entity.CONTEXT, "names", List.of("x", "y"));
    frame.fact(Entity.CONTEXT, "labels", Map.of("env", "prod"));
    frame.fact(Entity.CONTEXT, "o", Map.of("in_it", Map.of("s", "deep")));
    assertEquals(expected, snapshot.decide(frame).reason(), "compiled");
    assertEquals(expected, snapshot.decide(frame, null, ConstantProbe.NONE).reason(), "oracle");
    assertEquals(Map.of(), snapshot.fallbacks());
  }

  /** What stands for an optional value comes to what cel-java makes of the optional value. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "m.?a.orValue(5)",
        "m.?z.orValue(5)",
        "m[?'a'].hasValue()",
        "m[?'z'].or(m[?'b']).orValue(9)",
        "m[?'z'].or(m[?'y']).or(optional.of(4)).value()",
        "l[?0].orValue(7) + l[?9].orValue(8)",
        "n.?a.b.orValue(1)",
        "n.?a.z.orValue(1)",
        "n.?z.?b.hasValue()",
        "n[?'a'][?'b'].orValue(3)",
        "has(n.?a.b) && !has(n.?z.b)",
        "m.?a.optMap(v, v * 2).orValue(0) + m.?z.optMap(v, v * 2).orValue(0)",
        "m.?a.optFlatMap(v, l[?v]).orValue(-1)",
        "m.?a.optFlatMap(v, v > 5 ? optional.none() : optional.of(v)).hasValue()",
        "[0, 1, 5].map(i, l[?i].orValue(-1))",
        "cel.bind(o, m.?a, o.optMap(v, v + o.value()).value())"
      })
  void compile_againstCelJava_comesToTheSame(String expression) throws Exception {
    CelBuilder builder =
        CelFactory.plannerCelBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addCompilerLibraries(CelExtensions.bindings())
            .addVar("m", MapType.create(SimpleType.STRING, SimpleType.INT))
            .addVar("l", ListType.create(SimpleType.INT))
            .addVar(
                "n",
                MapType.create(
                    SimpleType.STRING, MapType.create(SimpleType.STRING, SimpleType.INT)));
    Cel plain = builder.build();
    Cel optionals =
        builder
            .addCompilerLibraries(CelExtensions.optional())
            .addRuntimeLibraries(CelExtensions.optional())
            .build();
    Map<String, Object> facts =
        Map.of(
            "m", Map.of("a", 1L, "b", 2L),
            "l", List.of(10L, 20L),
            "n", Map.of("a", Map.of("b", 3L)));
    Object wanted = optionals.createProgram(optionals.compile(expression).getAst()).eval(facts);
    Object found = plain.createProgram(OptionalSyntax.compile(plain, expression)).eval(facts);
    assertEquals(wanted, found);
  }

  @Test
  void load_optionalValueThatIsKeptOrCompared_isRefusedWithItsPlace() {
    assertRefused("context.?floor == context.?floor", "an optional value can only be asked");
    assertRefused("[context.?floor].size() > 0", "an optional value can only be asked");
    assertRefused("context.?flor.hasValue()", "unknown field `flor`");
    assertRefused("context.?floor.orValue('x') == 1", "orValue");
  }

  private static void assertRefused(String condition, String part) {
    List<String> problems = TestSet.of(SCHEMA).condition("go", condition).problems();
    assertTrue(problems.toString().contains(part), problems.toString());
    assertTrue(problems.get(0).startsWith("actions/go.yaml:5:"), problems.toString());
  }
}
