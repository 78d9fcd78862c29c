package dev.portreeve.sidecar.grpc;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import dev.portreeve.sidecar.check.RequestRefused;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Base64;

/** What a call's status says for programs, as gRPC's richer error model has it. */
final class StatusDetails {
  /** The trailer that they are sent as. */
  static final String TRAILER = "grpc-status-details-bin";

  /** There is nothing to add to the status and its message. */
  static final String NONE = "";

  private StatusDetails() {}

  /**
   * The field at fault as a {@code google.rpc.BadRequest}.
   *
   * @param message of the status
   * @return as the trailer has it; none when no one field is at fault
   */
  static String of(GrpcStatus status, String message, RequestRefused refused) {
    if (refused.field().isEmpty()) {
      return NONE;
    }
    BadRequest violation =
        BadRequest.newBuilder()
            .addFieldViolations(
                BadRequest.FieldViolation.newBuilder()
                    .setField(refused.field())
                    .setDescription(refused.problem()))
            .build();
    Status details =
        Status.newBuilder()
            .setCode(status.code)
            .setMessage(message)
            .addDetails(Any.pack(violation))
            .build();
    return Base64.getEncoder().withoutPadding().encodeToString(details.toByteArray());
  }
}
