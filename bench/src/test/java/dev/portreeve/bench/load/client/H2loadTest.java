package dev.portreeve.bench.load.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class H2loadTest {
  private static final String OUTPUT =
      """
      finished in 2.00s, 24300.50 req/s, 7.30MB/s
      requests: 48601 total, 48665 started, 48601 done, 48598 succeeded, 1 failed, 2 errored, 0 timeout
      status codes: 48598 2xx, 0 3xx, 0 4xx, 3 5xx
      traffic: 14.60MB (15309315) total, 1.39MB (1458030) headers (space savings 73.45%), 12.05MB (12636260) data
      """;

  @Test
  void parse_whatItPrints_countsAnswersBytesAndFailures() {
    assertEquals(new Load(48_598, 12_636_260, 2, 3), H2load.parse(OUTPUT, 2));
  }

  @Test
  void parse_withoutCounts_showsWhatWasPrinted() {
    assertThrows(IllegalStateException.class, () -> H2load.parse("could not connect", 2));
  }
}
