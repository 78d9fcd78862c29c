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

  private static final Runtime RUNTIME = Runtime.getRuntime();

  private static final byte[] MESSAGE =
      "portreeve: out of memory\n".getBytes(StandardCharsets.UTF_8);

  private OutOfMemoryExit() {}

  static void install() {
    loadWhatEndsTheProcess();
    Thread.setDefaultUncaughtExceptionHandler(OutOfMemoryExit::uncaught);
    String pipe = System.getProperty(PIPE_PROPERTY);
    if (pipe == null) {
      return;
    }
    try {
      FileInputStream in = new FileInputStream(pipe);
      Thread thread = new Thread(() -> await(in), "out-of-memory");
      thread.setDaemon(true);
      thread.start();
    } catch (IOException e) {
      LOG.warn("{} cannot be read: an error that is caught will not end the process", pipe, e);
    }
  }

  /**
   * Does beforehand what can be done of the end. Without memory no class can be loaded any more,
   * and even one that is loaded cannot be referred to for the first time: this class's loader is
   * asked for it by a string.
   */
  private static void loadWhatEndsTheProcess() {
    try {
      Class.forName("java.lang.Shutdown");
      ERRORS.write(new byte[0]);
    } catch (ClassNotFoundException | IOException e) {
      LOG.debug("the JVM ends by another class, or standard error is closed", e);
    }
    if (lacksMemory(new LinkageError())) {
      throw new AssertionError("not for want of memory");
    }
  }

  private static void uncaught(Thread thread, Throwable failure) {
    if (lacksMemory(failure)) {
      end();
    }
    LOG.error("thread {} ended by an error", thread.getName(), failure);
  }

  /** Without memory a class that is loaded fails by an error of its own. */
  private static boolean lacksMemory(Throwable failure) {
    return failure instanceof OutOfMemoryError
        || failure instanceof LinkageError && failure.getCause() instanceof OutOfMemoryError;
  }

  /* Memory can be gone before this thread gets to the read, and then any step to it may fail. */
  private static void await(FileInputStream in) {
    try {
      if (in.read() < 0) {
        return;
      }
    } catch (IOException e) {
      LOG.debug("the pipe cannot be read", e);
      return;
    } catch (OutOfMemoryError | LinkageError e) {
      // what the pipe would say
    }
    end();
  }

  private static void end() {
    try {
      ERRORS.write(MESSAGE);
    } catch (IOException | OutOfMemoryError e) {
      // the status says it
    } finally {
      RUNTIME.halt(Exit.OUT_OF_MEMORY);
    }
  }
}
