package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.testing.TestSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers with a minimum and a maximum, and strings with a pattern. */
class LimitedNumbersTest {
  private static TestSet set(String facts) {
    return TestSet.of(
        "name: limits\nresource: {properties: {"
            + facts
            + "}}\nactions: {door.open: {resource: [door]}}\n");
  }

  private static final TestSet SET =
      set("floor: {type: integer, minimum: -2, maximum: 40}, height: {type: number, minimum: 0.5,"
              + " maximum: 3}, code: {type: string, pattern: '^[A-Z]{2}$'}")
          .condition(
              "door.open", "resource.floor > -9 && resource.height > -9.0 && resource.code != ''");

  @ParameterizedTest
  @CsvSource({
    "-2, 0.5, AB, yes",
    "40, 3, AB, yes",
    "-3, 1, AB, invalid_fact",
    "41, 1, AB, invalid_fact",
    "9223372036854775807, 1, AB, invalid_fact",
    "0, 0.49, AB, invalid_fact",
    "0, 3.01, AB, invalid_fact",
    "0, 1, ABC, invalid_fact"
  })
  void decide_factWithLimits_heldToThem(long floor, double height, String code, String reason) {
    Map<String, Object> facts = Map.of("floor", floor, "height", height, "code", code);
    assertEquals(reason, BothForms.reason(SET.load(), facts));
  }

  @Test
  void decide_wholeNumberForANumberWithLimits_heldToThem() {
    Map<String, Object> facts = Map.of("floor", 1, "height", 4, "code", "AB");
    assertEquals(Reasons.INVALID_FACT, BothForms.reason(SET.load(), facts));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "floor: {type: integer, minimum: 3, maximum: 2}",
        "floor: {type: integer, minimum: 1.5}",
        "floor: {type: integer, minimum: low}",
        "floor: {type: number, maximum: [1]}",
        "floor: {type: integer, minimum: 3, default: 2}",
        "floor: {type: string, minimum: 3}",
        "floor: {type: integer, pattern: '^1'}",
        "floor: {enum: [a], pattern: '^a'}",
        "floor: {type: boolean, maximum: 1}"
      })
  void load_limitThatFitsNot_refused(String fact) {
    assertFalse(set(fact).condition("door.open", "subject.id == ''").problems().isEmpty(), fact);
  }

  @Test
  void load_teamFileBeyondALimit_saysTheLimit() {
    String problems =
        set("floor: {type: integer, minimum: 3, default: 2}")
            .condition("door.open", "subject.id == ''")
            .problems()
            .toString();
    assertTrue(problems.contains("2 is less than the minimum, 3"), problems);
  }
}
