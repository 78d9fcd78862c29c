package dev.portreeve.sidecar.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.portreeve.sidecar.identity.LogText;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.reflection.v1.ServerReflectionRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code ServerReflection/ServerReflectionInfo} of {@code grpc.reflection.v1} and of {@code
 * v1alpha}, whose messages are the same: answers each message of a stream, until the caller ends
 * it.
 */
final class ReflectionCall implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ReflectionCall.class);

  /** The longest message: a name. */
  private static final int MAX_BYTES = 4 << 10;

  private final ReflectionIndex index = new ReflectionIndex();

  @Override
  public void handle(HttpServerRequest request) {
    Stream stream = new Stream(request);
    request.handler(stream::add);
    request.endHandler(end -> stream.end());
    request.exceptionHandler(e -> LOG.debug("a stream broke off: {}", LogText.failure(e)));
  }

  /** One stream, of which so much is kept as is not answered yet. */
  private final class Stream {
    private final HttpServerRequest request;
    private Buffer rest = Buffer.buffer();
    private Future<Void> sent = Future.succeededFuture();
    private boolean over;

    Stream(HttpServerRequest request) {
      this.request = request;
    }

    void add(Buffer chunk) {
      if (over) {
        return;
      }
      try {
        rest.appendBuffer(chunk);
        int at = 0;
        for (int length = next(at); length > 0; length = next(at)) {
          byte[] message = MessageFrame.message(request, rest, at, length, MAX_BYTES);
          sent = CallReply.write(request, answer(message));
          at += length;
        }
        rest = rest.getBuffer(at, rest.length());
        readOnceSent();
      } catch (CallRefused e) {
        refuse(e.status(), e.problem());
      } catch (InvalidProtocolBufferException e) {
        refuse(GrpcStatus.INVALID_ARGUMENT, "not a message of this method");
      } catch (Throwable e) {
        LOG.error("a call could not be answered", e);
        refuse(GrpcStatus.INTERNAL, "internal error");
      }
    }

    /** A caller that reads no answers is not read on: they are longer than what asks for them. */
    private void readOnceSent() {
      if (!sent.isComplete()) {
        request.pause();
        sent.onComplete(done -> request.resume());
      }
    }

    /** How long the next frame is, or 0 while it is not there as a whole. */
    private int next(int at) throws CallRefused {
      int length = MessageFrame.length(rest, at, MAX_BYTES);
      return length > rest.length() - at ? 0 : Math.max(0, length);
    }

    private Buffer answer(byte[] message) throws InvalidProtocolBufferException {
      ServerReflectionRequest question = ServerReflectionRequest.parseFrom(message);
      return Buffer.buffer(index.answer(question).toByteArray());
    }

    void end() {
      if (!over && rest.length() > 0) {
        refuse(GrpcStatus.INTERNAL, "the call ends within a message");
      } else if (!over) {
        over = true;
        sent.onSuccess(done -> CallReply.end(request));
      }
    }

    private void refuse(GrpcStatus status, String problem) {
      over = true;
      rest = Buffer.buffer();
      sent.onSuccess(done -> CallReply.refuse(request, status, problem));
    }
  }
}
