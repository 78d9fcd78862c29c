package dev.portreeve.server.cli;

import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import dev.portreeve.server.config.Address;
import dev.portreeve.server.conversion.WireJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientResponse;
import java.util.concurrent.TimeUnit;

/** Asks over gRPC. */
final class GrpcAsker implements Asker {
  private final Vertx vertx = Vertx.vertx();
  private final GrpcClient client = GrpcClient.client(vertx);
  private final Address address;

  GrpcAsker(Address address) {
    this.address = address;
  }

  @Override
  public JsonObject ask(JsonObject request) throws NoAnswer {
    // Read from text, its parts are plain maps.
    CheckRequest message = WireJson.request(new JsonObject(request.toBuffer()).getMap());
    try {
      // Heard from within the call: a response that nobody hears yet may be lost.
      CheckResponse answer =
          client
              .request(address.socket(), DecisionServiceGrpcClient.Check)
              .compose(call -> call.send(message).compose(GrpcAsker::last))
              .await(30, TimeUnit.SECONDS);
      return new JsonObject(WireJson.answer(answer));
    } catch (Exception e) {
      throw NoAnswer.of(address, e);
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
