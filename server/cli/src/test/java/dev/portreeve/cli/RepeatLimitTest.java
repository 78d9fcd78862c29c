package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepeatLimitTest {
  private long nanos;
  private final RepeatLimit limit = new RepeatLimit(() -> nanos);

  @Test
  void judge_moreThanTheMost_isLeftOutAndCountedLater() {
    for (int i = 0; i < RepeatLimit.MOST; i++) {
      assertTrue(limit.judge("a").admitted());
    }
    for (int i = 0; i < 7; i++) {
      assertFalse(limit.judge("a").admitted());
    }
    assertTrue(limit.judge("b").admitted());
    nanos += TimeUnit.SECONDS.toNanos(11);
    assertEquals(new RepeatLimit.Verdict(true, 7), limit.judge("a"));
    assertEquals(new RepeatLimit.Verdict(true, 0), limit.judge("a"));
  }

  @Test
  void judge_neverTheSameTwice_holdsNoMoreThanItMay() {
    for (int i = 0; i < 100_000; i++) {
      assertTrue(limit.judge("message " + i).admitted());
    }
  }
}
