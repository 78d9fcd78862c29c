package dev.portreeve.server.grpc;

import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckBatchResponse;
import dev.portreeve.proto.v1.DecisionServiceGrpcService;
import dev.portreeve.server.check.Checks;
import dev.portreeve.server.check.Limits;
import dev.portreeve.server.conversion.BatchConversion;
import dev.portreeve.server.metrics.RequestMeter;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;

/** {@code portreeve.v1.DecisionService/CheckBatch}. */
final class CheckBatchCall {
  static final ServiceMethod<Buffer, CheckBatchResponse> METHOD =
      ServiceMethod.server(
          DecisionServiceGrpcService.SERVICE_NAME,
          "CheckBatch",
          GrpcMessageEncoder.encoder(),
          GrpcMessageDecoder.IDENTITY);

  private CheckBatchCall() {}

  static UnaryCall<CheckBatchRequest, CheckBatchResponse> handler(
      Checks checks, Limits limits, RequestMeter meter) {
    BatchConversion conversion = new BatchConversion(checks, limits);
    return new UnaryCall<>(
        CheckBatchRequest.parser(), conversion::answer, limits.batchBytes(), meter);
  }
}
