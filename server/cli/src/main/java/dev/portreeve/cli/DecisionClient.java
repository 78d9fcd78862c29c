package dev.portreeve.cli;

import io.vertx.core.json.JsonObject;

/** Asks a running server. */
interface DecisionClient extends AutoCloseable {
  /** The answer to an AuthZEN request, in AuthZEN's form. */
  JsonObject ask(JsonObject request) throws NoAnswerException;

  @Override
  void close();
}
