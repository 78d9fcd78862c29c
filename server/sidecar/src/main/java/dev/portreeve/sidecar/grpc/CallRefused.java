package dev.portreeve.sidecar.grpc;

import io.vertx.grpc.common.GrpcStatus;

/** Says why a call ends with another status than OK. */
final class CallRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final GrpcStatus status;

  /**
   * @param problem what is wrong, for the caller to read
   */
  CallRefused(GrpcStatus status, String problem) {
    super(problem, null, false, false); // the caller is at fault: a trace would tell nothing
    this.status = status;
  }

  GrpcStatus status() {
    return status;
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
