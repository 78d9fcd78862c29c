package dev.portreeve.sidecar.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.log.DecisionLogConfig.WhenFull;
import dev.portreeve.source.testing.Eventually;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DecisionLogTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SMALL = 4_000;
  private static LoggedDecisions decisions;

  @BeforeAll
  static void load() {
    decisions = new LoggedDecisions();
  }

  @Test
  void block_full_admitsNobodyUntilItIsWritten() throws Exception {
    Disk disk = new Disk();
    try (DecisionLog log = start(WhenFull.BLOCK, disk, SampleRates.ALL)) {
      disk.full = true;
      int taken = fill(log);
      assertTrue(log.admits() == false && taken > 1);
      Eventually.becomes(true, PATIENCE, log::refuses);
      assertEquals("the disk is full", log.counts().problem());
      CompletableFuture<Void> room = log.room();
      assertFalse(room.isDone());
      disk.full = false;
      room.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      Eventually.becomes((long) taken, PATIENCE, () -> log.counts().written());
      assertEquals("", log.counts().problem());
      assertTrue(log.admits());
      assertEquals(0, log.counts().lost());
      assertEquals(taken, disk.lines.get());
      assertEquals(0, log.waitingBytes());
    }
  }

  @Test
  void drop_full_countsEveryRecordThatIsLost() throws Exception {
    Disk disk = new Disk();
    try (DecisionLog log = start(WhenFull.DROP, disk, SampleRates.ALL)) {
      disk.full = true;
      for (int i = 0; i < 100; i++) {
        assertTrue(log.admits());
        decisions.record(log);
      }
      long lost = log.counts().lost();
      assertTrue(0 < lost && lost < 100, "lost " + lost);
      disk.full = false;
      Eventually.becomes(100 - lost, PATIENCE, () -> log.counts().written());
      assertEquals(lost, log.counts().lost());
      assertEquals(100 - lost, disk.lines.get());
    }
  }

  @Test
  void close_healthy_writesAll() throws Exception {
    Disk disk = new Disk();
    DecisionLog log = start(WhenFull.BLOCK, disk, SampleRates.ALL);
    int taken = fill(log);
    log.close();
    assertEquals(taken, disk.lines.get());
    assertEquals(taken, log.counts().written());
    assertEquals(0, log.counts().lost());
    assertTrue(disk.closed);
  }

  @Test
  void close_diskStaysFull_countsWhatIsLost() throws Exception {
    Disk disk = new Disk();
    DecisionLog log = start(WhenFull.BLOCK, disk, SampleRates.ALL);
    decisions.record(log);
    Eventually.becomes(1L, PATIENCE, () -> log.counts().written());
    disk.full = true;
    int taken = fill(log);
    log.close(Duration.ofMillis(50));
    assertEquals(taken, log.counts().lost());
    assertEquals(1, log.counts().written());
  }

  @Test
  void sample_byAction_leavesOutPermitsAlone() throws Exception {
    Disk disk = new Disk();
    SampleRates none = new SampleRates(Map.of("door.open", 0.0), 1);
    try (DecisionLog log = start(WhenFull.BLOCK, disk, none)) {
      decisions.record(log);
      assertEquals(1, log.counts().sampledOut());
      log.record(
          decisions.snapshot(),
          decisions.opening(12),
          decisions.lookup(),
          decisions.snapshot().decide(decisions.opening(12), decisions.bolt()),
          CheckSource.UNKNOWN,
          1);
      Eventually.becomes(1L, PATIENCE, () -> log.counts().written());
      assertEquals(1, log.counts().sampledOut());
    }
  }

  @Test
  @SuppressWarnings("NullAway") // the fault in the middle of a record
  void record_thatCannotBeWritten_isLostAloneAndTheNextIsWhole() throws Exception {
    Disk disk = new Disk();
    try (DecisionLog log = start(WhenFull.BLOCK, disk, SampleRates.ALL)) {
      CheckSource broken = new CheckSource(null, "r-1", "");
      log.record(
          decisions.snapshot(),
          decisions.opening(3),
          decisions.lookup(),
          decisions.snapshot().decide(decisions.opening(3), decisions.bolt()),
          broken,
          1);
      decisions.record(log);
      Eventually.becomes(1L, PATIENCE, () -> log.counts().written());
      assertEquals(1, log.counts().lost());
      JsonObject line = new JsonObject(disk.text);
      assertEquals("door.open", line.getString("path"));
      assertEquals(0, log.waitingBytes());
    }
  }

  @Test
  void write_failsInAnotherWay_isTriedAgain() throws Exception {
    Disk disk = new Disk();
    disk.broken = true;
    try (DecisionLog log = start(WhenFull.BLOCK, disk, SampleRates.ALL)) {
      decisions.record(log);
      Eventually.becomes(true, PATIENCE, () -> log.counts().problem().contains("broken"));
      disk.broken = false;
      Eventually.becomes(1L, PATIENCE, () -> log.counts().written());
    }
  }

  @Test
  void room_ofOneThatGaveUp_leavesTheOthersWaiting() {
    DecisionQueue queue = new DecisionQueue(1);
    queue.add(decisions.logged(decisions.opening(3)));
    CompletableFuture<Void> gone = queue.room();
    CompletableFuture<Void> waits = queue.room();
    assertTrue(gone.cancel(false));
    assertFalse(waits.isDone());
    queue.release(queue.bytes());
    assertTrue(waits.isDone());
    assertTrue(queue.room().isDone());
  }

  private static int fill(DecisionLog log) {
    int taken = 0;
    while (log.admits() && taken < 1_000) {
      decisions.record(log);
      taken++;
    }
    return taken;
  }

  private static DecisionLog start(WhenFull whenFull, Disk disk, SampleRates rates)
      throws IOException {
    return DecisionLog.start(
        LoggedDecisions.config(whenFull, SMALL, rates), disk, new LogCounts(), () -> {});
  }

  /** Takes lines, or a byte less than there is and then no more. */
  private static final class Disk implements LogSink {
    private final AtomicInteger lines = new AtomicInteger();
    private volatile boolean full;
    private volatile boolean broken;
    private volatile String text = "";
    private volatile boolean closed;

    @Override
    public void write(LineBatch batch) throws IOException {
      int before = batch.linesLeft();
      if (broken) {
        throw new IllegalStateException("broken");
      }
      if (full) {
        batch.wrote(Math.min(3, batch.rest().remaining() - 1));
        lines.addAndGet(before - batch.linesLeft());
        throw new IOException("the disk is full");
      }
      text = StandardCharsets.UTF_8.decode(batch.rest()).toString();
      batch.wrote(batch.rest().remaining());
      lines.addAndGet(before);
    }

    @Override
    public void sync() {}

    @Override
    public void tend() {}

    @Override
    public void close() {
      closed = true;
    }
  }
}
