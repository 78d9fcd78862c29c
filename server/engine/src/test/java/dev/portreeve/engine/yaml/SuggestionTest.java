package dev.portreeve.engine.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> KNOWN = List.of("condition", "output", "rules", "id");

  @ParameterizedTest
  @CsvSource({
    "conditon, condition",
    "cnodition, condition",
    "outptu, output",
    "rule, rules",
    "ir, id",
    "colour,",
    "xyz,",
    "'',"
  })
  void didYouMean_name_closestIfClose(String given, String expected) {
    String wanted = expected == null ? "" : "did you mean `" + expected + "`?";
    assertEquals(wanted, Suggestion.didYouMean(given, KNOWN));
  }
}
