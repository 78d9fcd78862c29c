package dev.portreeve.source.reload;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets all other threads go before one. */
public final class IdleScheduling {
  private static final Logger LOG = LoggerFactory.getLogger(IdleScheduling.class);

  /** Leads to the calling thread on Linux, as {@code PROCESS/task/THREAD}. */
  private static final Path SELF = Path.of("/proc/thread-self");

  private IdleScheduling() {}

  /**
   * Puts the calling thread into the scheduling class for idle times (Linux's {@code SCHED_IDLE}),
   * whose threads make room the moment that another wakes. One that is only nice keeps the
   * processor for the rest of its slice, some milliseconds, which every check that comes meanwhile
   * would wait. Everybody may put threads there, but not from Java, so {@code chrt} of util-linux
   * or BusyBox does it; without, the thread stays as it is.
   */
  public static void enter() throws InterruptedException {
    if (!Files.isSymbolicLink(SELF)) {
      return;
    }
    try {
      String thread = String.valueOf(Files.readSymbolicLink(SELF).getFileName());
      int exit =
          new ProcessBuilder("chrt", "-i", "-p", "0", thread)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start()
              .waitFor();
      LOG.debug("chrt made this thread idle: exit code {}", exit);
    } catch (IOException e) {
      LOG.debug("this thread is not made idle", e);
    }
  }
}
