package dev.portreeve.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIGHUP, which by itself would end the process. */
final class HangupSignal {
  private static final Logger LOG = LoggerFactory.getLogger(HangupSignal.class);

  private volatile Runnable action = () -> LOG.info("SIGHUP: nothing is served yet");

  private HangupSignal() {}

  /** Takes the signal from now on. */
  static HangupSignal take() {
    HangupSignal hangup = new HangupSignal();
    ProcessSignal.handle("HUP", () -> hangup.action.run());
    return hangup;
  }

  /** What the signal does from now on. */
  void then(Runnable next) {
    action = next;
  }
}
