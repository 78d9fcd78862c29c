package dev.portreeve.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A signal to the process. The JDK has a handler for signals in a package that compilers warn of;
 * it is reached by its name, and where it is not there nothing changes.
 */
final class ProcessSignal {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessSignal.class);

  private ProcessSignal() {}

  /**
   * Does this, on a thread of its own, instead of what the JVM would.
   *
   * @param name without `SIG`
   */
  static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler handle =
          (proxy, method, arguments) -> {
            action.run();
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, handle);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.debug("SIG{} is left to the JVM", name, e);
    }
  }
}
