package dev.portreeve.server.cli;

import dev.portreeve.server.config.Address;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/** Asks over HTTP. */
final class HttpAsker implements Asker {
  private static final int OK = 200;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient();
  private final Address address;

  HttpAsker(Address address) {
    this.address = address;
  }

  @Override
  public JsonObject ask(JsonObject request) throws NoAnswer {
    RequestOptions options =
        new RequestOptions()
            .setServer(address.socket())
            .setMethod(HttpMethod.POST)
            .setURI("/access/v1/evaluation")
            .putHeader("content-type", "application/json");
    try {
      Buffer body =
          client
              .request(options)
              .compose(call -> call.send(request.toBuffer()))
              .compose(
                  response ->
                      response
                          .body()
                          .map(bytes -> response.statusCode() == OK ? bytes : refusal(bytes)))
              .await(30, TimeUnit.SECONDS);
      return body.toJsonObject();
    } catch (Exception e) {
      throw new NoAnswer(address + ": " + e.getMessage());
    }
  }

  private static Buffer refusal(Buffer body) {
    throw new IllegalStateException(body.toString());
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
