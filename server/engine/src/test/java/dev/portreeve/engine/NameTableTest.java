package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTableTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 46, 10_000})
  void find_namesThatHardlyDiffer_findsEachAndNoOther(int count) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < count; i++) {
      numbers.put("thing.act" + i, i);
    }
    // these have one hash
    numbers.put("AaAa", -1);
    numbers.put("BBBB", -2);
    NameTable<Integer> table = new NameTable<>(numbers);
    numbers.forEach((name, number) -> assertEquals(number, table.find("" + name)));
    assertNull(table.find("thing.act" + count));
    assertNull(table.find("AaBB"));
    assertNull(table.find(""));
  }

  @Test
  void find_nothingInIt_isNull() {
    assertNull(new NameTable<>(Map.of()).find("thing.act0"));
  }
}
