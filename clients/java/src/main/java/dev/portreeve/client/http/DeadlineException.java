package dev.portreeve.client.http;

import java.io.IOException;

/** There was no whole response in time. */
final class DeadlineException extends IOException {
  private static final long serialVersionUID = 1L;

  DeadlineException() {
    super("no whole answer in time");
  }
}
