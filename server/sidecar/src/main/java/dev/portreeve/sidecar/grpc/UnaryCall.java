package dev.portreeve.sidecar.grpc;

import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.connection.Connections;
import dev.portreeve.sidecar.metrics.RequestMeter;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcMessage;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the one message of a call, no longer than allowed, to a method and sends its answer. */
final class UnaryCall implements Handler<GrpcServerRequest<Buffer, Buffer>> {
  /*
   * Messages are taken as bytes: the server's own decoder resets the stream where a caller should
   * be told what is wrong, and inflates compressed messages without a limit.
   */
  private static final Logger LOG = LoggerFactory.getLogger(UnaryCall.class);

  /** What is done with a message. */
  @FunctionalInterface
  interface Method {
    /** The message that answers. */
    Future<Buffer> answer(byte[] message) throws RequestRefused;
  }

  private final Method method;
  private final int maxBytes;
  private final RequestMeter meter;

  UnaryCall(Method method, int maxBytes, RequestMeter meter) {
    this.method = method;
    this.maxBytes = maxBytes;
    this.meter = meter;
  }

  @Override
  public void handle(GrpcServerRequest<Buffer, Buffer> request) {
    Once once = new Once(request);
    request.messageHandler(once::message);
    request.endHandler(end -> once.end());
  }

  /** One call. */
  private final class Once {
    private final GrpcServerRequest<Buffer, Buffer> request;
    private boolean answered;

    Once(GrpcServerRequest<Buffer, Buffer> request) {
      this.request = request;
    }

    void message(GrpcMessage message) {
      if (answered) {
        return;
      }
      answered = true;
      if (!message.encoding().equals("identity")) {
        request.response().headers().set("grpc-accept-encoding", "identity");
        refuse(GrpcStatus.UNIMPLEMENTED, "compressed messages are not taken");
      } else if (message.payload().length() > maxBytes) {
        refuse(GrpcStatus.RESOURCE_EXHAUSTED, RequestTooLarge.bytes(maxBytes).problem());
      } else {
        answer(message);
      }
    }

    void end() {
      if (!answered) {
        answered = true;
        refuse(GrpcStatus.INVALID_ARGUMENT, "a message is required");
      }
    }

    private void answer(GrpcMessage message) {
      try {
        Future<Buffer> answer = method.answer(message.payload().getBytes());
        if (answer.succeeded()) {
          send(answer.result());
        } else {
          answer.onSuccess(this::send).onFailure(this::fail);
        }
      } catch (RequestRefused e) {
        String where = e.field().isEmpty() ? "" : e.field() + ": ";
        boolean large = e instanceof RequestTooLarge;
        refuse(
            large ? GrpcStatus.RESOURCE_EXHAUSTED : GrpcStatus.INVALID_ARGUMENT,
            where + e.problem());
      } catch (RuntimeException e) {
        fail(e);
      }
    }

    private void send(Buffer answer) {
      meter.answered();
      Connections.sending(
          request.connection(), answer.length(), request.response().end(answer));
    }

    private void refuse(GrpcStatus status, String problem) {
      meter.answered(status.name());
      request.response().status(status).statusMessage(problem).end();
    }

    private void fail(Throwable failure) {
      LOG.error("a call could not be answered", failure);
      refuse(GrpcStatus.INTERNAL, "internal error");
    }
  }
}
