package dev.portreeve.engine.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionIdTest {
  @Test
  void text_ofKnownBits_isTheUlidOfThem() {
    // 2016-07-30T23:54:10.259Z, an example of the ULID specification, whose first ten digits it
    // fixes.
    String text = DecisionId.next(1_469_922_850_259L).toString();
    assertEquals("01ARZ3NDEK", text.substring(0, 10));
    assertTrue(text.matches("[0-7][0-9A-HJKMNP-TV-Z]{25}"), text);
    assertEquals("7ZZZZZZZZZZZZZZZZZZZZZZZZZ", new DecisionId(-1, -1).toString());
    assertEquals("0000000000000000000000000G", new DecisionId(0, 16).toString());
    assertEquals("00000000000040000000000000", new DecisionId(8, 0).toString());
  }

  @Test
  void ids_ofOneMillisecond_areDifferent() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(DecisionId.next(1).toString());
    }
    assertEquals(10_000, ids.size());
  }

  @Test
  void ids_laterTime_sortsBehind() {
    assertTrue(DecisionId.next(2).toString().compareTo(DecisionId.next(1).toString()) > 0);
  }
}
