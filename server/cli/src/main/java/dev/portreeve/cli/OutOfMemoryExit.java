package dev.portreeve.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when the JVM has no memory left, whoever catches the error: what has lost an
 * allocation somewhere is not to be trusted with decisions.
 */
final class OutOfMemoryExit {
  private static final Logger LOG = LoggerFactory.getLogger(OutOfMemoryExit.class);

  /**
   * The property in which the launcher names a pipe. The JVM writes to it by {@code
   * -XX:OnOutOfMemoryError}, since its own way to end on this error has a status that is taken.
   */
  private static final String PIPE_PROPERTY = "portreeve.out-of-memory";

  private static final FileOutputStream ERRORS = new FileOutputStream(FileDescriptor.err);

  private static final byte[] MESSAGE =
      "portreeve: out of memory\n".getBytes(StandardCharsets.UTF_8);

  private OutOfMemoryExit() {}

  static void install() {
    loadWhatEndsTheProcess();
    Thread.setDefaultUncaughtExceptionHandler(OutOfMemoryExit::uncaught);
    String pipe = System.getProperty(PIPE_PROPERTY);
    if (pipe != null) {
      Thread thread = new Thread(() -> await(pipe), "out-of-memory");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Without memory no class can be loaded any more. */
  private static void loadWhatEndsTheProcess() {
    try {
      Class.forName("java.lang.Shutdown");
    } catch (ClassNotFoundException e) {
      LOG.debug("the JVM ends by another class", e);
    }
  }

  private static void uncaught(Thread thread, Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      end();
    }
    LOG.error("thread {} ended by an error", thread.getName(), failure);
  }

  /* From the read on nothing is allocated. */
  private static void await(String pipe) {
    try (FileInputStream in = new FileInputStream(pipe)) {
      if (in.read() >= 0) {
        end();
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be read", pipe, e);
    }
  }

  private static void end() {
    try {
      ERRORS.write(MESSAGE);
    } catch (IOException | OutOfMemoryError e) {
      // the status says it
    } finally {
      Runtime.getRuntime().halt(Exit.OUT_OF_MEMORY);
    }
  }
}
