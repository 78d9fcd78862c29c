package dev.portreeve.sidecar.grpc;

import dev.portreeve.sidecar.check.CheckUnavailable;
import dev.portreeve.sidecar.check.RequestForbidden;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.http.RequestBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the one message that a call sends, no longer than allowed, and ends the call where it sends
 * none or several, or where anything is thrown.
 */
abstract class SingleMessage implements RequestBody.Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(SingleMessage.class);

  private final HttpServerRequest request;
  private final int maxBytes;

  SingleMessage(HttpServerRequest request, int maxBytes) {
    this.request = request;
    this.maxBytes = maxBytes;
  }

  /** Begins to read the call. */
  final void take() {
    try {
      RequestBody.take(request, MessageFrame.PREFIX + maxBytes, this);
    } catch (Throwable e) {
      failed(e);
    }
  }

  /** Answers the message, now or later. */
  abstract void answer(byte[] message) throws CallRefused, RequestRefused;

  /**
   * Ends the call with another status than OK.
   *
   * @param details for programs, see {@link StatusDetails}
   */
  void refuse(GrpcStatus status, String problem, String details) {
    CallReply.refuse(request, status, problem, details);
  }

  final void refuse(GrpcStatus status, String problem) {
    refuse(status, problem, StatusDetails.NONE);
  }

  final HttpServerRequest request() {
    return request;
  }

  @Override
  public final void complete(byte[] body) {
    try {
      answer(message(Buffer.buffer(body)));
    } catch (CallRefused e) {
      refuse(e.status(), e.problem());
    } catch (RequestRefused e) {
      String where = e.field().isEmpty() ? "" : e.field() + ": ";
      String problem = where + e.problem();
      refuse(status(e), problem, StatusDetails.of(status(e), problem, e));
    }
  }

  private static GrpcStatus status(RequestRefused refused) {
    if (refused instanceof RequestTooLarge) {
      return GrpcStatus.RESOURCE_EXHAUSTED;
    }
    return refused instanceof RequestForbidden
        ? GrpcStatus.PERMISSION_DENIED
        : GrpcStatus.INVALID_ARGUMENT;
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
  public final void tooLong(Buffer beginning) {
    try {
      int unused = MessageFrame.length(beginning, 0, maxBytes);
      throw notOne("more than that");
    } catch (CallRefused e) {
      refuse(e.status(), e.problem());
    }
  }

  @Override
  public final void failed(Throwable failure) {
    if (failure instanceof CheckUnavailable unavailable) {
      refuse(GrpcStatus.UNAVAILABLE, unavailable.problem());
      return;
    }
    LOG.error("a call could not be answered", failure);
    refuse(GrpcStatus.INTERNAL, "internal error");
  }
}
