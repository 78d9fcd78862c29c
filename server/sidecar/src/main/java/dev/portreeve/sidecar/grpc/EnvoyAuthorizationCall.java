package dev.portreeve.sidecar.grpc;

import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.conversion.ProtoParsing;
import dev.portreeve.sidecar.metrics.RequestMeter;
import dev.portreeve.sidecar.proxy.EnvoyCheck;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.ExternalAuthProto;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.Service;

/** {@code envoy.service.auth.v3.Authorization/Check}. */
final class EnvoyAuthorizationCall {
  private static final ServiceName SERVICE =
      ServiceName.create("envoy.service.auth.v3.Authorization");

  private static final ServiceMethod<Buffer, Buffer> METHOD =
      ServiceMethod.server(
          SERVICE, "Check", GrpcMessageEncoder.IDENTITY, GrpcMessageDecoder.IDENTITY);

  private EnvoyAuthorizationCall() {}

  static Service service(
      EnvoyCheck check, UnaryCall.Callers callers, Limits limits, RequestMeter meter) {
    return Service.service(
            SERVICE, ExternalAuthProto.getDescriptor().findServiceByName("Authorization"))
        .bind(METHOD, handler(check, callers, limits, meter))
        .build();
  }

  /** Who calls decides what counts, so every call has a method of its own. */
  private static Handler<GrpcServerRequest<Buffer, Buffer>> handler(
      EnvoyCheck check, UnaryCall.Callers callers, Limits limits, RequestMeter meter) {
    return request ->
        new UnaryCall(
                (message, caller) ->
                    check
                        .answer(
                            ProtoParsing.parse(CheckRequest.parser(), message),
                            request.connection().remoteAddress(),
                            caller)
                        .map(answer -> Buffer.buffer(answer.toByteArray())),
                callers,
                limits.batchBytes(),
                meter)
            .handle(request);
  }
}
