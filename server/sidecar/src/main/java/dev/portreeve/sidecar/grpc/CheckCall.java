package dev.portreeve.sidecar.grpc;

import dev.portreeve.proto.v1.DecisionServiceGrpcService;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.conversion.CheckConversion;
import dev.portreeve.sidecar.metrics.RequestMeter;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;

/** {@code portreeve.v1.DecisionService/Check}. */
final class CheckCall {
  static final ServiceMethod<Buffer, Buffer> METHOD =
      ServiceMethod.server(
          DecisionServiceGrpcService.SERVICE_NAME,
          "Check",
          GrpcMessageEncoder.IDENTITY,
          GrpcMessageDecoder.IDENTITY);

  private CheckCall() {}

  static UnaryCall handler(
      Checks checks, UnaryCall.Callers callers, Limits limits, RequestMeter meter) {
    CheckConversion conversion = new CheckConversion(checks, limits);
    return new UnaryCall(conversion::answer, callers, limits.checkBytes(), meter);
  }
}
