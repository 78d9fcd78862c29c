package dev.portreeve.sidecar.grpc;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.Presented;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.conversion.BatchConversion;
import dev.portreeve.sidecar.conversion.CheckConversion;
import dev.portreeve.sidecar.conversion.ProtoParsing;
import dev.portreeve.sidecar.http.CheckOrigin;
import dev.portreeve.sidecar.metrics.RequestMeter;
import dev.portreeve.sidecar.proxy.EnvoyCheck;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is answered over gRPC: decisions, health and reflection. For one event loop. */
public final class GrpcServices implements Handler<HttpServerRequest> {
  static final String CHECK = "/portreeve.v1.DecisionService/Check";

  private static final Logger LOG = LoggerFactory.getLogger(GrpcServices.class);
  private static final String OK = "OK";

  private final Map<String, Handler<HttpServerRequest>> methods = new HashMap<>();

  /**
   * @param access knows who asks
   * @param envoy answers what Envoy asks
   * @param ready whether health says that decisions are being made
   * @param stopping whether calls that go on are to be ended
   */
  public GrpcServices(
      Vertx vertx,
      Checks checks,
      Access access,
      EnvoyCheck envoy,
      Limits limits,
      BooleanSupplier ready,
      BooleanSupplier stopping,
      MeterRegistry registry) {
    UnaryCall.Callers callers = UnaryCall.Callers.of(access, Presented.Owner.CALLER);
    UnaryCall.Callers proxies = UnaryCall.Callers.of(access, Presented.Owner.USER);
    CheckConversion check = new CheckConversion(checks, limits);
    BatchConversion batch = new BatchConversion(checks, limits);
    methods.put(
        CHECK,
        new UnaryCall(
            (call, message, caller) -> check.answer(message, caller, CheckOrigin.of(call, caller)),
            callers,
            limits.checkBytes(),
            checkMeter(registry)));
    methods.put(
        "/portreeve.v1.DecisionService/CheckBatch",
        new UnaryCall(
            (call, message, caller) -> batch.answer(message, caller, CheckOrigin.of(call, caller)),
            callers,
            limits.batchBytes(),
            new RequestMeter("CheckBatch", OK, registry)));
    methods.put(
        "/envoy.service.auth.v3.Authorization/Check",
        new UnaryCall(
            (call, message, caller) ->
                envoy
                    .answer(
                        ProtoParsing.parse(CheckRequest.parser(), message),
                        call.connection().remoteAddress(),
                        caller)
                    .map(answer -> Buffer.buffer(answer.toByteArray())),
            proxies,
            limits.batchBytes(),
            new RequestMeter("envoy.Check", OK, registry)));
    Handler<HttpServerRequest> reflection = new Later(ReflectionCall::new);
    for (String version : ReflectionIndex.PACKAGES) {
      methods.put("/" + version + ".ServerReflection/ServerReflectionInfo", reflection);
    }
    Handler<HttpServerRequest> health = new Later(() -> new HealthHandler(vertx, ready, stopping));
    HealthHandler.METHODS.forEach(method -> methods.put(HealthHandler.PREFIX + method, health));
  }

  /** What counts checks, whoever answers them. */
  static RequestMeter checkMeter(MeterRegistry registry) {
    return new RequestMeter("Check", OK, registry);
  }

  @Override
  public void handle(HttpServerRequest request) {
    try {
      Handler<HttpServerRequest> method = methods.get(request.path());
      if (method == null) {
        String problem = "there is no such method here";
        CallReply.refuse(request, GrpcStatus.UNIMPLEMENTED, problem);
      } else if (!request.method().equals(HttpMethod.POST)) {
        CallReply.refuse(request, GrpcStatus.INTERNAL, "calls are made with POST");
      } else {
        method.handle(request);
      }
    } catch (Throwable e) {
      LOG.error("a call could not be answered", e);
      CallReply.refuse(request, GrpcStatus.INTERNAL, "internal error");
    }
  }

  /**
   * A method that is made for the first call of it, since the descriptors of its messages take
   * memory that most sidecars never need.
   */
  private static final class Later implements Handler<HttpServerRequest> {
    private final Supplier<Handler<HttpServerRequest>> maker;
    private @Nullable Handler<HttpServerRequest> made;

    Later(Supplier<Handler<HttpServerRequest>> maker) {
      this.maker = maker;
    }

    @Override
    public void handle(HttpServerRequest request) {
      Handler<HttpServerRequest> known = made;
      if (known == null) {
        known = maker.get();
        made = known;
      }
      known.handle(request);
    }
  }
}
