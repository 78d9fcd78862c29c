package dev.portreeve.engine.compiled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.lang.DefinitionsReader;
import dev.portreeve.engine.lang.Environment;
import dev.portreeve.engine.lang.SourcePlaces;
import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which calls of definitions are worked out once for all expressions of a policy. */
class PolicyScopeTest {
  private static final String DEFINITIONS =
      """
      definitions:
        - name: same
          params: [{name: first, type: string}, {name: second, type: string}]
          type: bool
          expression: first == second
        - name: is_itself
          params: [{name: text, type: string}]
          type: bool
          expression: same(text, text)
        - name: refusal
          params: [{name: reason, type: string}]
          type: decision
          expression: deny(reason)
      """;

  private Environment environment;
  private PolicyScope scope;

  @BeforeEach
  void begin() {
    Snapshot snapshot =
        TestSet.of(
                """
                name: shared
                context:
                  properties:
                    a: {type: string}
                    b: {type: string}
                    list: {type: array, items: {type: string}}
                actions: {go: {}}
                """)
            .with("definitions.yaml", DEFINITIONS)
            .condition("go", "context.a == context.b")
            .load();
    SourceFile file = new SourceFile("definitions.yaml", DEFINITIONS);
    environment =
        DefinitionsReader.read(snapshot.schema(), file, new SourcePlaces(), new ArrayList<>());
    scope =
        new PolicyScope(snapshot.schema(), environment, new StructAccess(snapshot.schema()), "go");
  }

  @Test
  void definition_sameArguments_isWorkedOutOnce() throws Exception {
    LoweredNode first = lower("same(context.a, context.b)");
    assertEquals(first, lower("same(context.a, context.b)"));
    assertInstanceOf(LoweredNode.Local.class, first);
    assertNotEquals(first, lower("same(context.b, context.a)"));
  }

  @Test
  void definition_sameArgumentsByWayOfAnother_isWorkedOutOnce() throws Exception {
    LoweredNode outer = lower("is_itself(context.a)");
    LoweredNode inner = lower("same(context.a, context.a)");
    assertTrue(contains(value(outer), inner), () -> value(outer) + " has no " + inner);
  }

  @Test
  void definition_elementOfAList_isWorkedOutForEach() throws Exception {
    LoweredNode first = lower("context.list.exists(one, same(one, context.a))");
    assertNotEquals(first, lower("context.list.exists(one, same(one, context.a))"));
  }

  @Test
  void definition_thatDecides_isInlined() throws Exception {
    assertTrue(!(lower("refusal(context.a)") instanceof LoweredNode.Local));
  }

  private LoweredNode value(LoweredNode node) {
    return scope.memo(((LoweredNode.Local) node).var()).orElseThrow().value();
  }

  private static boolean contains(LoweredNode node, LoweredNode part) {
    return node.equals(part) || node.parts().stream().anyMatch(one -> contains(one, part));
  }

  private LoweredNode lower(String expression) throws Exception {
    return new Lowering(scope, environment.cel().compile(expression).getAst(), Map.of()).lower();
  }
}
