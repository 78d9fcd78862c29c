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
      GrpcClientResponse<CheckRequest, CheckResponse> response =
          client
              .request(address.socket(), DecisionServiceGrpcClient.Check)
              .compose(call -> call.send(message))
              .await(30, TimeUnit.SECONDS);
      // Failing, a call ends without a message; then the trailers tell why.
      CheckResponse answer =
          response.last().recover(e -> Future.succeededFuture()).await(30, TimeUnit.SECONDS);
      if (answer == null) {
        throw new NoAnswer(
            address + ": " + response.status().name() + ": " + response.statusMessage());
      }
      return new JsonObject(WireJson.answer(answer));
    } catch (NoAnswer e) {
      throw e;
    } catch (Exception e) {
      throw new NoAnswer(address + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
