package dev.portreeve.server.cli;

import dev.portreeve.server.config.Address;
import java.util.concurrent.TimeoutException;

/** Says why a server gave no answer. */
final class NoAnswer extends Exception {
  private static final long serialVersionUID = 1L;

  private NoAnswer(String problem) {
    super(problem);
  }

  static NoAnswer of(Address address, Exception cause) {
    String why = cause instanceof TimeoutException ? "no answer in time" : cause.getMessage();
    return new NoAnswer(address + ": " + (why == null ? cause.toString() : why));
  }
}
