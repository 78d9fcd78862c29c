package dev.portreeve.sidecar.grpc;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.Presented;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.metrics.RequestMeter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcStatus;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes the one message of a call, no longer than allowed, to a method and sends its answer. */
final class UnaryCall implements Handler<HttpServerRequest> {
  /*
   * Calls are taken from HTTP/2 as they are and not by way of Vert.x's server for gRPC: that one
   * leaves a call open whose message it cannot decode, resets the stream where a caller should be
   * told what is wrong, and inflates messages without a limit.
   */

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
    new Call(request).take();
  }

  /** One call and its answer. */
  private final class Call extends SingleMessage {
    private final long began = System.nanoTime();
    private boolean answered;

    Call(HttpServerRequest request) {
      super(request, maxBytes);
    }

    @Override
    void answer(byte[] message) throws RequestRefused {
      Caller caller = callers.of(request());
      if (caller == null) { // revoked since the head of the call was read
        refuse(GrpcStatus.UNAUTHENTICATED, Access.Why.UNKNOWN.problem());
        return;
      }
      Future<Buffer> answer = method.answer(request(), message, caller);
      if (answer.succeeded()) {
        send(answer.result());
      } else {
        giveUpAtDeadline(answer);
        answer.onComplete(this::sendLater, this::failed);
      }
    }

    /** A caller that waits no longer is told so, and the answer is dropped when it comes. */
    private void giveUpAtDeadline(Future<Buffer> answer) {
      long now = System.nanoTime();
      Context loop = Vertx.currentContext();
      String timeout = request().getHeader(CallDeadline.HEADER);
      if (timeout == null || loop == null) {
        return;
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(CallDeadline.of(timeout, now) - now);
      Vertx vertx = loop.owner();
      long timer = vertx.setTimer(Math.max(1, millis), id -> late());
      answer.onComplete(done -> vertx.cancelTimer(timer));
    }

    private void late() {
      refuse(GrpcStatus.DEADLINE_EXCEEDED, "no answer was found within the deadline of the call");
    }

    private void sendLater(Buffer answer) {
      try {
        send(answer);
      } catch (Throwable e) {
        failed(e);
      }
    }

    private void send(Buffer answer) {
      if (!answered) {
        answered = true;
        meter.answered(began);
        CallReply.send(request(), answer);
      }
    }

    @Override
    void refuse(GrpcStatus status, String problem, String details) {
      if (!answered) {
        answered = true;
        meter.answered(status.name(), began);
        super.refuse(status, problem, details);
      }
    }
  }
}
