package dev.portreeve.bench.load.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerLogTest {
  private static final long MICRO = 1_000;

  @Test
  void read_logWritten_hasTheSameEntries(@TempDir Path folder) throws Exception {
    AnswerLog log = new AnswerLog(1_000_000);
    log.add(0, 5 * MICRO, 100 * MICRO);
    log.add(2_000 * MICRO, 7 * MICRO, 300 * MICRO);
    log.write(folder.resolve("log"));

    AnswerLog read = AnswerLog.read(folder.resolve("log"));

    assertEquals(2, read.size());
    assertEquals(1_002_000, read.dueEpochMicros(1));
    assertEquals(300 * MICRO, read.latencyNanos(1));
    assertEquals(7.0, read.sendLags().getMaxValue() / 1e3, 0.1);
  }

  @Test
  void add_moreThanReserved_keepsAll() {
    AnswerLog log = new AnswerLog(0);
    for (int i = 0; i < 200_000; i++) {
      log.add(i, 0, i);
    }
    assertEquals(200_000, log.size());
    assertEquals(199_999, log.latencyNanos(199_999));
  }

  @Test
  void keptSchedule_callsSentOnTime_isKept() {
    assertTrue(result(10 * MICRO).keptSchedule());
  }

  @Test
  void keptSchedule_oneCallInAHundredSentLate_isNot() {
    assertFalse(result(900 * MICRO).keptSchedule());
  }

  private static OpenLoopResult result(long lagOfSome) {
    AnswerLog log = new AnswerLog(0);
    for (int i = 0; i < 10_000; i++) {
      log.add(i, i % 100 == 0 ? lagOfSome : MICRO, 1_000 * MICRO);
    }
    return OpenLoopResult.of(log.size(), 0, 0, 1, log);
  }
}
