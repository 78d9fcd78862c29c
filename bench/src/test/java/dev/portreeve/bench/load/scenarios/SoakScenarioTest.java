package dev.portreeve.bench.load.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SoakScenarioTest {
  @Test
  void kibibytes_heapInfo_sumsGenerationsWithoutMetaspace() {
    String info =
        """
        4242:
         def new generation   total 19712K, used 1520K [0x00000000fc000000, 0x00000000fd560000)
          eden space 17536K,   8% used [0x00000000fc000000, 0x00000000fc17c2c8)
         tenured generation   total 43712K, used 21313K [0x00000000fd560000, 0x0000000100000000)
           the space 43712K,  48% used [0x00000000fd560000, 0x00000000fea305d8)
         Metaspace       used 38561K, committed 39104K, reserved 1114112K
        """;
    assertEquals(1_520 + 21_313, SoakScenario.kibibytes(info));
  }
}
