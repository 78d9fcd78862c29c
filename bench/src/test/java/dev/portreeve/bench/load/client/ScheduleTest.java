package dev.portreeve.bench.load.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Schedule THOUSAND = Schedule.of(1_000, Duration.ofSeconds(2));
  private static final long MILLI = 1_000_000;

  @Test
  void isDue_fixedRate_eachCallAtItsTime() {
    assertTrue(THOUSAND.isDue(0, 0));
    assertFalse(THOUSAND.isDue(3, 3 * MILLI - 1));
    assertTrue(THOUSAND.isDue(3, 3 * MILLI));
    assertFalse(THOUSAND.isDue(2_000, 10_000 * MILLI), "the last is number 1,999");
  }

  @Test
  void due_sentLate_isWhenItShouldHaveBeenSent() {
    long began = 77;
    long late = began + 500 * MILLI;
    assertEquals(began + 3 * MILLI, THOUSAND.due(3, began, late));
  }

  @Test
  void wanted_notAllSent_countsThemAll() {
    assertEquals(2_000, THOUSAND.wanted(17));
    assertFalse(THOUSAND.isOver(1_999, 10_000 * MILLI), "time does not excuse a call");
    assertTrue(THOUSAND.isOver(2_000, 1));
  }

  @Test
  void atOnce_untilTheTimeIsOver_alwaysDueNow() {
    Schedule schedule = Schedule.atOnce(Duration.ofSeconds(1));
    assertTrue(schedule.isDue(123_456, 999 * MILLI));
    assertFalse(schedule.isDue(0, 1_000 * MILLI));
    assertTrue(schedule.isOver(5, 1_000 * MILLI));
    assertEquals(42, schedule.due(9, 1, 42));
    assertEquals(5, schedule.wanted(5));
  }
}
