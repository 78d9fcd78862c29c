package dev.portreeve.engine.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperandMutationTest {
  private static final TestSet SET =
      TestSet.of(
          """
          name: sides
          resource: {properties: {a: {type: boolean}, b: {type: boolean}, list: {type: array, items: {type: integer}}}}
          actions: {door.open: {}}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          cel.bind(x, resource.a || resource.b, x && resource.a)        ; [resource.a, resource.b, x, resource.a]
          resource.list.exists(i, v, i == 1 && v == 2)                  ; [i == 1, v == 2]
          resource.list.transformList(i, v, i > 0 || v > 1, v) == [1]   ; [i > 0, v > 1]
          resource.list.exists(v, v == 1) || resource.a                 ; [resource.list.exists(v, v == 1), resource.a]
          """)
  void of_macro_sidesThatSomebodyWrote(String condition, String sides) {
    List<String> found = new ArrayList<>();
    OperandMutation.of(condition(SET.condition("door.open", condition).load()))
        .forEach(side -> found.add(side.text()));
    assertEquals(sides, found.toString());
  }

  private static CelAbstractSyntaxTree condition(Snapshot snapshot) {
    return snapshot
        .policy("door.open")
        .orElseThrow()
        .tree()
        .matches()
        .get(0)
        .condition()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"0, no", "1, yes", "2, yes", "3, yes"})
  void of_sideOfWhatIsBound_leftOutByTheReferenceForm(int side, String reason) {
    Snapshot snapshot =
        SET.condition("door.open", "cel.bind(x, resource.a || !resource.b, x && !resource.b)")
            .load();
    CelAbstractSyntaxTree condition = condition(snapshot);
    Frame frame =
        TestSet.frame(snapshot, "door.open")
            .fact(Entity.RESOURCE, "a", true)
            .fact(Entity.RESOURCE, "b", side == 0 || side == 3);
    CelAbstractSyntaxTree without = OperandMutation.of(condition).get(side).without();
    Decision decision = snapshot.decide(frame, null, oracle -> oracle.with(condition, without));
    assertEquals(reason, decision.reason());
  }
}
