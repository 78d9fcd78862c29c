package dev.portreeve.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, which by itself would end the process. The JDK has a handler for signals in a package
 * that compilers warn of; it is reached by its name, and where it is not there nothing changes.
 */
final class HangupSignal {
  private static final Logger LOG = LoggerFactory.getLogger(HangupSignal.class);

  private volatile Runnable action = () -> LOG.info("SIGHUP: nothing is served yet");

  private HangupSignal() {}

  /** Takes the signal from now on. */
  static HangupSignal take() {
    HangupSignal hangup = new HangupSignal();
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler handle =
          (proxy, method, arguments) -> {
            hangup.action.run();
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, handle);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.debug("SIGHUP is left to the JVM", e);
    }
    return hangup;
  }

  /** What the signal does from now on. */
  void then(Runnable next) {
    action = next;
  }
}
