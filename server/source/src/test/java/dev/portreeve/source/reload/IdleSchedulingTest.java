package dev.portreeve.source.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.source.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class IdleSchedulingTest {
  private static final int OTHER = 0;
  private static final int IDLE = 5;

  @Test
  void thread_thatEnters_isAloneInTheClassForIdleTimes() throws Exception {
    String chrt = Programs.ofThisMachine().require("chrt").toString();
    boolean allowed = new ProcessBuilder(chrt, "-i", "0", "true").start().waitFor() == 0;
    FutureTask<Integer> entered =
        new FutureTask<>(
            () -> {
              IdleScheduling.enter();
              return policy();
            });
    Thread thread = new Thread(entered);
    thread.setDaemon(true);
    thread.start();
    assertEquals(allowed ? IDLE : OTHER, entered.get(10, TimeUnit.SECONDS));
    assertEquals(OTHER, policy());
  }

  /** The scheduling policy of the calling thread: of proc_pid_stat(5), the 41st field. */
  private static int policy() throws Exception {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    String[] fromState = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Integer.parseInt(fromState[41 - 3]);
  }
}
