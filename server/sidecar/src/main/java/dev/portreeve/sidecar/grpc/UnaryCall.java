package dev.portreeve.sidecar.grpc;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.Presented;
import dev.portreeve.sidecar.check.RequestForbidden;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.http.RequestBody;
import dev.portreeve.sidecar.log.DecisionLogFull;
import dev.portreeve.sidecar.metrics.RequestMeter;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the one message of a call, no longer than allowed, to a method and sends its answer. */
final class UnaryCall implements Handler<HttpServerRequest> {
  /*
   * Calls are taken from HTTP/2 as they are and not by way of Vert.x's server for gRPC: that one
   * leaves a call open whose message it cannot decode, resets the stream where a caller should be
   * told what is wrong, and inflates messages without a limit.
   */
  private static final Logger LOG = LoggerFactory.getLogger(UnaryCall.class);

  /** What is done with a message. */
  @FunctionalInterface
  interface Method {
    /**
     * The message that answers.
     *
     * @param call how the call is made
     * @param caller who calls
     */
    Future<Buffer> answer(HttpServerRequest call, byte[] message, Caller caller)
        throws RequestRefused;
  }

  /** Who makes a call. */
  @FunctionalInterface
  interface Callers {
    /** The caller, or null when it is nobody who may ask. */
    @Nullable Caller of(HttpServerRequest call);

    /** Callers who show a credential of the given owner. */
    static Callers of(Access access, Presented.Owner owner) {
      return call -> access.known(call, owner);
    }
  }

  private final Method method;
  private final Callers callers;
  private final int maxBytes;
  private final RequestMeter meter;

  UnaryCall(Method method, Callers callers, int maxBytes, RequestMeter meter) {
    this.callers = callers;
    this.method = method;
    this.maxBytes = maxBytes;
    this.meter = meter;
  }

  @Override
  public void handle(HttpServerRequest request) {
    Call call = new Call(request);
    try {
      RequestBody.take(request, MessageFrame.PREFIX + maxBytes, call);
    } catch (Throwable e) {
      call.failed(e);
    }
  }

  /** One call and its answer, whatever is thrown between them. */
  private final class Call implements RequestBody.Receiver {
    private final HttpServerRequest request;

    Call(HttpServerRequest request) {
      this.request = request;
    }

    @Override
    public void complete(byte[] body) {
      Caller caller = callers.of(request);
      if (caller == null) { // revoked since the head of the call was read
        refuse(GrpcStatus.UNAUTHENTICATED, Access.Why.UNKNOWN.problem());
        return;
      }
      try {
        Future<Buffer> answer = method.answer(request, message(Buffer.buffer(body)), caller);
        if (answer.succeeded()) {
          send(answer.result());
        } else {
          answer.onComplete(this::sendLater, this::failed);
        }
      } catch (CallRefused e) {
        refuse(e.status(), e.problem());
      } catch (RequestRefused e) {
        String where = e.field().isEmpty() ? "" : e.field() + ": ";
        refuse(
            e instanceof RequestTooLarge
                ? GrpcStatus.RESOURCE_EXHAUSTED
                : e instanceof RequestForbidden
                    ? GrpcStatus.PERMISSION_DENIED
                    : GrpcStatus.INVALID_ARGUMENT,
            where + e.problem());
      }
    }

    private byte[] message(Buffer body) throws CallRefused {
      if (body.length() == 0) {
        throw notOne("none");
      }
      int length = MessageFrame.length(body, 0, maxBytes);
      if (length < 0 || length > body.length()) {
        throw new CallRefused(GrpcStatus.INTERNAL, "the call ends within its message");
      }
      if (length < body.length()) {
        throw notOne("more than that");
      }
      return MessageFrame.message(request, body, 0, length, maxBytes);
    }

    private static CallRefused notOne(String came) {
      String problem = "a call of this method has one message, and " + came + " came";
      return new CallRefused(GrpcStatus.UNIMPLEMENTED, problem);
    }

    @Override
    public void tooLong(Buffer beginning) {
      try {
        int unused = MessageFrame.length(beginning, 0, maxBytes);
        throw notOne("more than that");
      } catch (CallRefused e) {
        refuse(e.status(), e.problem());
      }
    }

    private void sendLater(Buffer answer) {
      try {
        send(answer);
      } catch (Throwable e) {
        failed(e);
      }
    }

    private void send(Buffer answer) {
      meter.answered();
      CallReply.send(request, answer);
    }

    private void refuse(GrpcStatus status, String problem) {
      meter.answered(status.name());
      CallReply.refuse(request, status, problem);
    }

    @Override
    public void failed(Throwable failure) {
      if (failure instanceof DecisionLogFull) {
        refuse(GrpcStatus.UNAVAILABLE, DecisionLogFull.PROBLEM);
        return;
      }
      LOG.error("a call could not be answered", failure);
      refuse(GrpcStatus.INTERNAL, "internal error");
    }
  }
}
