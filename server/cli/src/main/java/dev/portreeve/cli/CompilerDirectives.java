package dev.portreeve.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directives for the JIT compilers, from the file that the property {@code
 * portreeve.compiler-directives} names. Without them a server does the same, with longer pauses of
 * checks around reloads.
 */
final class CompilerDirectives {
  /*
   * As an option of the JVM the file would have it print a line at every start. The diagnostic
   * command is asked for directly (1 ms, 0.1 MiB): by way of the platform's MBean server it takes
   * 120 ms and 5 MiB.
   */
  private static final String COMMANDS = "com.sun.management.internal.DiagnosticCommandImpl";
  private static final String PROVIDER = "com.sun.management.internal.PlatformMBeanProviderImpl";

  private static final Logger LOG = LoggerFactory.getLogger(CompilerDirectives.class);

  private CompilerDirectives() {}

  /** Puts the directives of this process in force, if it is to have any. */
  static void apply() {
    String file = System.getProperty("portreeve.compiler-directives", "");
    if (file.isEmpty()) {
      return;
    }
    try {
      String answer = execute("Compiler.directives_add \"" + file + '"').strip();
      if (!answer.endsWith("directives added")) {
        LOG.warn("the compiler directives of {} are not in force: {}", file, answer);
      }
    } catch (InvocationTargetException e) {
      LOG.warn("the compiler directives of {} are not in force", file, e.getCause());
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("the compiler directives of {} are not in force", file, e);
    }
  }

  private static String execute(String command) throws ReflectiveOperationException {
    Class.forName(PROVIDER); // loads the native library
    Class<?> commands = Class.forName(COMMANDS);
    Method instance = commands.getDeclaredMethod("getDiagnosticCommandMBean");
    Method execute = commands.getDeclaredMethod("executeDiagnosticCommand", String.class);
    instance.setAccessible(true);
    execute.setAccessible(true);
    return String.valueOf(execute.invoke(instance.invoke(null), command));
  }
}
