package dev.portreeve.sidecar.testing;

import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckBatchResponse;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.conversion.ProtoJson;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.ServiceMethod;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks a server over gRPC. */
public final class GrpcCaller implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final Vertx vertx = Vertx.vertx();
  private final GrpcClient client = GrpcClient.client(vertx);
  private final Address address;

  GrpcCaller(Address address) {
    this.address = address;
  }

  /** The answer to an AuthZEN request, in AuthZEN's form. */
  public JsonObject check(Map<String, Object> request) {
    // Read from text, its parts are plain maps and lists.
    Map<String, Object> plain = new JsonObject(new JsonObject(request).encode()).getMap();
    return new JsonObject(
        new JsonObject(ProtoJson.answer(check(ProtoJson.request(plain)))).encode());
  }

  public CheckResponse check(CheckRequest request) {
    return ask(DecisionServiceGrpcClient.Check, request);
  }

  public CheckBatchResponse checkBatch(CheckBatchRequest request) {
    return ask(DecisionServiceGrpcClient.CheckBatch, request);
  }

  /** The answer of a method; heard from within the call, so that nothing is lost. */
  public <Q, A> A ask(ServiceMethod<A, Q> method, Q request) {
    return await(
        client
            .request(address.socket(), method)
            .compose(call -> call.send(request).compose(GrpcClientResponse::last)));
  }

  /** Calls a method and waits for the head of its response, which knows the status if it failed. */
  public <Q, A> GrpcClientResponse<Q, A> call(ServiceMethod<A, Q> method, Q request) {
    return await(client.request(address.socket(), method).compose(call -> call.send(request)));
  }

  public GrpcClient client() {
    return client;
  }

  public Address address() {
    return address;
  }

  /** Asks on an event loop, where nothing of a response is lost before somebody listens. */
  public static <T> T onALoop(Vertx vertx, Supplier<io.vertx.core.Future<T>> asking) {
    Promise<T> promise = Promise.promise();
    vertx.runOnContext(start -> asking.get().onComplete(promise));
    return await(promise.future());
  }

  /** The result, or an error after a while. */
  public static <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("no answer in " + PATIENCE_SECONDS + " s", e);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
