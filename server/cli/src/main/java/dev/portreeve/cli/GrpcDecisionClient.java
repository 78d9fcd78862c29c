package dev.portreeve.cli;

import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import dev.portreeve.sidecar.conversion.ProtoJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientResponse;
import java.util.concurrent.TimeUnit;

/** Asks over gRPC. */
final class GrpcDecisionClient implements DecisionClient {
  private final Vertx vertx = Vertx.vertx();
  private final GrpcClient client;
  private final AskedServer server;

  GrpcDecisionClient(AskedServer server) {
    this.server = server;
    this.client =
        GrpcClient.client(
            vertx,
            server.client().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
  }

  @Override
  public JsonObject ask(JsonObject request) throws NoAnswerException {
    // Read from text, its parts are plain maps.
    CheckRequest message = ProtoJson.request(new JsonObject(request.toBuffer()).getMap());
    try {
      // Heard from within the call: a response that nobody hears yet may be lost.
      CheckResponse answer =
          client
              .request(server.address().socket(), DecisionServiceGrpcClient.Check)
              .compose(
                  call -> {
                    server.headers().forEach(call.headers()::add);
                    return call.send(message).compose(GrpcDecisionClient::last);
                  })
              .await(30, TimeUnit.SECONDS);
      return new JsonObject(ProtoJson.answer(answer));
    } catch (Exception e) {
      throw NoAnswerException.of(server.address(), e);
    }
  }

  /** Failing, a call ends without a message; then the trailers tell why. */
  private static Future<CheckResponse> last(
      GrpcClientResponse<CheckRequest, CheckResponse> response) {
    return response
        .last()
        .recover(e -> Future.succeededFuture())
        .compose(
            answer ->
                answer == null
                    ? Future.failedFuture(
                        response.status().name() + ": " + response.statusMessage())
                    : Future.succeededFuture(answer));
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
