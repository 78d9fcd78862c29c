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
    log.add(0, 100 * MICRO);
    log.add(2_000 * MICRO, 300 * MICRO);
    log.pause(2_100 * MICRO, 2_200 * MICRO);
    log.write(folder.resolve("log"));

    AnswerLog read = AnswerLog.read(folder.resolve("log"));

    assertEquals(2, read.size());
    assertEquals(1_002_000, read.dueEpochMicros(1));
    assertEquals(300 * MICRO, read.latencyNanos(1));
    assertEquals(1, read.undisturbed().getTotalCount());
  }

  @Test
  void add_moreThanReserved_keepsAll() {
    AnswerLog log = new AnswerLog(0);
    for (int i = 0; i < 200_000; i++) {
      log.add(i, i);
    }
    assertEquals(200_000, log.size());
    assertEquals(199_999, log.latencyNanos(199_999));
  }

  @Test
  void undisturbed_callsAroundAPause_leavesOutThoseItDelayed() {
    AnswerLog log = new AnswerLog(0);
    log.pause(10_000 * MICRO, 20_000 * MICRO);
    log.pause(90_000 * MICRO, 91_000 * MICRO);
    log.add(9_000 * MICRO, 500 * MICRO); // answered before
    log.add(9_900 * MICRO, 10_200 * MICRO); // its answer lay unread
    log.add(15_000 * MICRO, 5_100 * MICRO); // sent late
    log.add(20_500 * MICRO, 400 * MICRO); // behind those that were sent late
    log.add(30_000 * MICRO, 600 * MICRO); // long after

    assertEquals(2, log.undisturbed().getTotalCount());
    assertEquals(600, log.undisturbed().getMaxValue() / 1e3, 1);
    assertEquals(5, log.latencies().getTotalCount());
  }

  @Test
  void keptSchedule_fewAnswersLeftOut_isKept() {
    assertTrue(result(1_000 * MICRO).keptSchedule());
  }

  @Test
  void keptSchedule_aThirdLeftOut_isNot() {
    assertFalse(result(30_000 * MICRO).keptSchedule());
  }

  /** A call each 10 µs for 100 ms, with one pause. */
  private static OpenLoopResult result(long pauseNanos) {
    AnswerLog log = new AnswerLog(0);
    log.pause(5_000 * MICRO, 5_000 * MICRO + pauseNanos);
    for (int i = 0; i < 10_000; i++) {
      log.add(i * 10L * MICRO, 50 * MICRO);
    }
    return OpenLoopResult.of(log.size(), 0, 0, 0.1, log);
  }
}
