package dev.portreeve.sidecar.grpc;

import dev.portreeve.proto.v1.DecisionServiceGrpcService;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.conversion.BatchConversion;
import dev.portreeve.sidecar.metrics.RequestMeter;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;

/** {@code portreeve.v1.DecisionService/CheckBatch}. */
final class CheckBatchCall {
  static final ServiceMethod<Buffer, Buffer> METHOD =
      ServiceMethod.server(
          DecisionServiceGrpcService.SERVICE_NAME,
          "CheckBatch",
          GrpcMessageEncoder.IDENTITY,
          GrpcMessageDecoder.IDENTITY);

  private CheckBatchCall() {}

  static UnaryCall handler(
      Checks checks, UnaryCall.Callers callers, Limits limits, RequestMeter meter) {
    BatchConversion conversion = new BatchConversion(checks, limits);
    return new UnaryCall(conversion::answer, callers, limits.batchBytes(), meter);
  }
}
