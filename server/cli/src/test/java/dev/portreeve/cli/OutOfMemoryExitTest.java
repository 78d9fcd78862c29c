package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.source.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process that runs out of memory in threads that say nothing of it. */
class OutOfMemoryExitTest {
  /** What that process runs: every error goes into a future that nobody asks. */
  static final class Swallowing {
    private static final List<byte[]> KEPT = new ArrayList<>();

    public static void main(String[] args) throws InterruptedException {
      OutOfMemoryExit.install();
      ExecutorService threads = Executors.newFixedThreadPool(2);
      for (int i = 0; i < 1_000; i++) {
        Future<?> unused = threads.submit(() -> KEPT.add(new byte[1 << 20]));
      }
      TimeUnit.MINUTES.sleep(1);
    }
  }

  /**
   * As the launcher starts it. Not in every build: it is about what the JVM does, and takes long.
   */
  @Test
  @Tag("soak")
  void outOfMemory_swallowed_endsWithStatus4() throws Exception {
    String bash = Programs.ofThisMachine().require("bash").toString();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                bash,
                "-c",
                "exec 8<> <(:); exec \"$@\"",
                "bash",
                java,
                "-Xmx32m",
                "-XX:OnOutOfMemoryError=echo >/proc/%p/fd/8",
                "-Dportreeve.out-of-memory=/proc/self/fd/8",
                "-cp",
                System.getProperty("java.class.path"),
                Swallowing.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      assertTrue(process.waitFor(50, TimeUnit.SECONDS), "it must end by itself");
      assertEquals(4, process.exitValue());
      assertTrue(output(process).contains("portreeve: out of memory"), "it must say so");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
