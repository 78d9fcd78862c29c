package dev.portreeve.server.proxy;

import io.vertx.core.http.HttpServerResponse;

/** What is told of a verdict, in three headers. */
final class Told {
  private Told() {}

  /** Tells the upstream; of a request that does not pass nobody is told anything. */
  static void upstream(Verdict verdict, HttpServerResponse response) {
    if (verdict.passes()) {
      all(verdict, response);
    }
  }

  static void all(Verdict verdict, HttpServerResponse response) {
    DecisionHeaders.of(verdict)
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                response.putHeader(name, value);
              }
            });
  }
}
