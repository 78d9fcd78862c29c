package dev.portreeve.sidecar.proxy;

import io.vertx.core.http.HttpServerResponse;

/** What is told of a verdict, in three headers. */
final class DecisionHeaderWriter {
  private DecisionHeaderWriter() {}

  /** Tells the upstream; of a request that does not pass nobody is told anything. */
  static void upstream(ProxyDecision verdict, HttpServerResponse response) {
    if (verdict.passes()) {
      all(verdict, response);
    }
  }

  static void all(ProxyDecision verdict, HttpServerResponse response) {
    DecisionHeaders.of(verdict)
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                response.putHeader(name, value);
              }
            });
  }
}
