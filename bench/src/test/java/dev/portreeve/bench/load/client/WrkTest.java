package dev.portreeve.bench.load.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WrkTest {
  private static final String OUTPUT =
      """
      Running 4s test @ http://127.0.0.1:34845/x
        1 threads and 64 connections
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency     0.93ms    1.57ms  36.30ms   90.87%
      Requests/sec:  87303.20
      answers=156615 bytes=46201425 micros=4002393 statuses=2 broken=3 p50=799 p99=348092
      """;

  @Test
  void parse_whatTheScriptPrints_countsAnswersAndFailures() {
    assertEquals(new Load(156_615, 46_201_425, 4.002393, 5), Wrk.parse(OUTPUT));
  }

  @Test
  void parse_withoutThatLine_showsWhatWasPrinted() {
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> Wrk.parse("unable to connect"));
    assertEquals("wrk says:\nunable to connect", e.getMessage());
  }
}
