package dev.portreeve.bench.load.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {
  @Test
  void of_oddAndEven_isTheMiddle() {
    assertEquals(3, Median.of(List.of(9.0, 1.0, 3.0)));
    assertEquals(2, Median.of(List.of(9.0, 1.0, 3.0, 1.0)));
  }

  @Test
  void ofRatios_aSlowRound_countsOnce() {
    List<Double> rates = List.of(80.0, 8.0, 90.0);
    List<Double> against = List.of(100.0, 10.0, 100.0);
    assertEquals(0.8, Median.ofRatios(rates, against), 1e-9);
  }

  @Test
  void ofRatios_differentRounds_refused() {
    assertThrows(
        IllegalArgumentException.class, () -> Median.ofRatios(List.of(1.0), List.of(1.0, 2.0)));
  }
}
