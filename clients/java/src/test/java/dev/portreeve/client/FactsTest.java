package dev.portreeve.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactsTest {
  private static final Subject EVE = Subject.of("user", "eve");

  @Test
  void with_valuesOfJson_areKeptAsSuch() {
    Map<String, Object> facts =
        EVE.with("time", Instant.EPOCH)
            .with("number", 1.5f)
            .with("set", Set.of("a"))
            .with("map", Map.of("b", List.of(1L)))
            .properties();

    assertEquals(
        Map.of(
            "time",
            "1970-01-01T00:00:00Z",
            "number",
            1.5,
            "set",
            List.of("a"),
            "map",
            Map.of("b", List.of(1L))),
        facts);
  }

  @Test
  void with_whatJsonCannotSay_isRefused() {
    for (Object value :
        Arrays.asList(
            null,
            Double.NaN,
            Float.POSITIVE_INFINITY,
            'c',
            new BigDecimal("1"),
            new Object(),
            Arrays.asList("a", null),
            Map.of(1, "a"))) {
      assertThrows(IllegalArgumentException.class, () -> EVE.with("fact", value), () -> "" + value);
    }
  }

  @Test
  void with_listThatChangesLater_keepsWhatWasGiven() {
    List<String> roles = new ArrayList<>(List.of("admin"));
    Subject subject = EVE.with("roles", roles);
    roles.add("owner");

    assertEquals(List.of("admin"), subject.properties().get("roles"));
    Map<String, Object> given = new HashMap<>(Map.of("a", 1));
    Action action = new Action("read", given);
    given.put("b", 2);
    assertEquals(Map.of("a", 1L), action.properties());
  }

  @Test
  void of_identifierThatIsEmpty_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Subject.of("user", ""));
    assertThrows(IllegalArgumentException.class, () -> Subject.of("", "eve"));
    assertThrows(IllegalArgumentException.class, () -> Resource.of("desk", null));
    assertThrows(IllegalArgumentException.class, () -> Action.of(""));
  }

  @Test
  void builder_partsLeftOut_areNamed() {
    Exception noAction =
        assertThrows(
            IllegalArgumentException.class,
            () -> Check.builder().subject(EVE).resource("desk", "d1").build());

    assertEquals("the check has no action", noAction.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Batch.builder().build());
  }

  @Test
  void equals_checksThatSayTheSame_areEqual() {
    Check one = Check.of(EVE.with("a", 1).with("b", 2), Action.of("x"), Resource.of("d", "1"));
    Check same = Check.of(EVE.with("b", 2).with("a", 1), Action.of("x"), Resource.of("d", "1"));
    Check other = Check.of(EVE.with("b", 2).with("a", 2), Action.of("x"), Resource.of("d", "1"));

    assertEquals(one, same);
    assertEquals(one.hashCode(), same.hashCode());
    assertNotEquals(one, other);
  }
}
