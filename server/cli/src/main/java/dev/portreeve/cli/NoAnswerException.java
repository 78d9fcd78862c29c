package dev.portreeve.cli;

import dev.portreeve.sidecar.config.Address;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says why a server gave no answer. */
final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  NoAnswerException(String problem) {
    super(problem);
  }

  /** One line for whoever asked. */
  String problem() {
    return String.valueOf(getMessage());
  }

  static NoAnswerException of(Address address, Exception cause) {
    String why = cause instanceof TimeoutException ? "no answer in time" : cause.getMessage();
    return new NoAnswerException(
        address + ": " + (why == null ? cause.toString() : why) + handshake(cause));
  }

  /** Why TLS did not come about, which is told within. */
  private static String handshake(Throwable failure) {
    String told = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException && cause.getMessage() != null) {
        told = ": " + cause.getMessage();
      }
    }
    return told;
  }
}
