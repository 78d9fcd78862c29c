package dev.portreeve.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/** Asks over HTTP. */
final class HttpDecisionClient implements DecisionClient {
  private static final int OK = 200;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client;
  private final AskedServer server;

  HttpDecisionClient(AskedServer server) {
    this.server = server;
    this.client = vertx.createHttpClient(server.client());
  }

  @Override
  public JsonObject ask(JsonObject request) throws NoAnswerException {
    return ask("/access/v1/evaluation", request);
  }

  /** The answer of another endpoint. */
  JsonObject ask(String path, JsonObject request) throws NoAnswerException {
    RequestOptions options =
        server
            .request()
            .setMethod(HttpMethod.POST)
            .setURI(path)
            .putHeader("content-type", "application/json");
    try {
      // Heard from within the call: a response that nobody hears yet is lost.
      Buffer body =
          client
              .request(options)
              .compose(call -> call.send(request.toBuffer()).compose(HttpDecisionClient::body))
              .await(30, TimeUnit.SECONDS);
      return body.toJsonObject();
    } catch (Exception e) {
      throw NoAnswerException.of(server.address(), e);
    }
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    return response
        .body()
        .map(
            bytes -> {
              if (response.statusCode() != OK) {
                throw new IllegalStateException(bytes.toString());
              }
              return bytes;
            });
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
