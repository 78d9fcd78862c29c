package dev.portreeve.client.http;

import dev.portreeve.client.Failure;

/** There is no answer. */
final class NoReply extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  NoReply(Failure failure) {
    super(failure.toString());
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
