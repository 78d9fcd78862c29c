package dev.portreeve.server.cli;

import io.vertx.core.json.JsonObject;

/** Asks a running server. */
interface Asker extends AutoCloseable {
  /** The answer to an AuthZEN request, in AuthZEN's form. */
  JsonObject ask(JsonObject request) throws NoAnswer;

  @Override
  void close();
}
