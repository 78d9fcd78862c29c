package dev.portreeve.engine.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class MembersTest {
  private static final Members THREE =
      Members.of(new String[] {"z", "a", "m"}, new Object[] {"1", 2L, List.of("3")});

  @Test
  void members_anyWayRead_keepTheirOrder() {
    assertEquals(List.of("z", "a", "m"), List.copyOf(THREE.keySet()));
    List<String> seen = new ArrayList<>();
    THREE.forEach((name, value) -> seen.add(name + value));
    assertEquals(List.of("z1", "a2", "m[3]"), seen);
  }

  @Test
  void get_nameThereOrNot_isItsValueOrNull() {
    assertEquals(2L, THREE.get("a"));
    assertNull(THREE.get("b"));
    assertTrue(THREE.containsKey("m"));
    assertFalse(THREE.containsKey("n"));
  }

  @Test
  void equals_otherMapOfTheSameMembers_isTrueBothWays() {
    Map<String, Object> other = new LinkedHashMap<>(Map.of("a", 2L, "m", List.of("3"), "z", "1"));
    assertEquals(other, THREE);
    assertEquals(THREE, other);
    assertEquals(other.hashCode(), THREE.hashCode());
  }

  @Test
  void copyOf_changedAfterwards_staysAsItWas() {
    Map<String, Object> source = new LinkedHashMap<>(Map.of("a", 1L));
    Members copy = Members.copyOf(source);
    source.put("b", 2L);
    assertEquals(Map.of("a", 1L), copy);
    assertSame(copy, Members.copyOf(copy));
  }

  @Test
  void without_firstOrLastOrNone_keepsTheOthers() {
    assertEquals(List.of("a", "m"), List.copyOf(THREE.without("z").keySet()));
    assertEquals(List.of("z", "a"), List.copyOf(THREE.without("m").keySet()));
    assertSame(THREE, THREE.without("b"));
    assertEquals(Map.of(), Members.copyOf(Map.of("a", 1L)).without("a"));
  }

  @Test
  void put_any_isRefused() {
    assertThrows(UnsupportedOperationException.class, () -> THREE.put("a", 1L));
    assertThrows(UnsupportedOperationException.class, () -> THREE.remove("a"));
    var entries = Members.copyOf(Map.of()).entrySet().iterator();
    assertThrows(NoSuchElementException.class, entries::next);
  }
}
