package dev.portreeve.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final List<String> KNOWN = List.of("throughput", "latency", "start", "soak");

  private static Arguments of(String... args) {
    return Arguments.of(args, 0, KNOWN);
  }

  @Test
  void of_nothing_isEverythingButTheSoak() {
    assertEquals(List.of("throughput", "latency", "start"), of().parts());
    assertEquals(5, of().settings().rounds());
  }

  @Test
  void of_partsAndOptions_areTakenInTheOrderOfTheParts() {
    Arguments arguments = of("soak", "--rounds", "7", "latency", "--no-cerbos");
    assertEquals(List.of("latency", "soak"), arguments.parts());
    assertEquals(7, arguments.settings().rounds());
    assertFalse(arguments.settings().cerbos());
  }

  @Test
  void of_smoke_isALittleWithoutCerbos() {
    Arguments arguments = of("--smoke");
    assertEquals(List.of("throughput", "latency"), arguments.parts());
    assertEquals(1, arguments.settings().seconds());
    assertFalse(arguments.settings().cerbos());
  }

  @Test
  void of_unknownWord_refused() {
    assertThrows(IllegalArgumentException.class, () -> of("latencies"));
    assertThrows(IllegalArgumentException.class, () -> of("--rounds"));
    assertThrows(IllegalArgumentException.class, () -> of("--rounds", "0"));
  }
}
