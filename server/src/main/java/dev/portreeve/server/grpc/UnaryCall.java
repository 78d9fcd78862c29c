package dev.portreeve.server.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.portreeve.server.check.MalformedRequest;
import dev.portreeve.server.check.RequestTooLarge;
import dev.portreeve.server.metrics.RequestMeter;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcMessage;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the one message of a call, no longer than allowed, to a method and sends its answer. */
final class UnaryCall<Q extends Message, A extends Message>
    implements Handler<GrpcServerRequest<Buffer, A>> {
  /*
   * Messages are taken as bytes and parsed here: the server's own decoder resets the stream where a
   * caller should be told what is wrong, and inflates compressed messages without a limit.
   */
  private static final Logger LOG = LoggerFactory.getLogger(UnaryCall.class);

  /** Each level of a Struct takes three messages: the value, the struct and its entry. */
  private static final int MESSAGES_A_LEVEL = 3;

  private static final int RECURSION = MESSAGES_A_LEVEL * 1_000;

  /** What is done with a message. */
  @FunctionalInterface
  interface Method<Q, A> {
    Future<A> answer(Q request) throws MalformedRequest, RequestTooLarge;
  }

  private final Parser<Q> parser;
  private final Method<Q, A> method;
  private final int maxBytes;
  private final RequestMeter meter;

  UnaryCall(Parser<Q> parser, Method<Q, A> method, int maxBytes, RequestMeter meter) {
    this.parser = parser;
    this.method = method;
    this.maxBytes = maxBytes;
    this.meter = meter;
  }

  @Override
  public void handle(GrpcServerRequest<Buffer, A> request) {
    Once once = new Once(request);
    request.messageHandler(once::message);
    request.endHandler(end -> once.end());
  }

  private Q parse(GrpcMessage message) throws MalformedRequest {
    try {
      CodedInputStream in = CodedInputStream.newInstance(message.payload().getBytes());
      in.setRecursionLimit(RECURSION);
      return parser.parseFrom(in);
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedRequest("", "not a message of this method");
    }
  }

  /** One call. */
  private final class Once {
    private final GrpcServerRequest<Buffer, A> request;
    private boolean answered;

    Once(GrpcServerRequest<Buffer, A> request) {
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
        Future<A> answer = method.answer(parse(message));
        if (answer.succeeded()) {
          send(answer.result());
        } else {
          answer.onSuccess(this::send).onFailure(this::fail);
        }
      } catch (MalformedRequest e) {
        String where = e.field().isEmpty() ? "" : e.field() + ": ";
        refuse(GrpcStatus.INVALID_ARGUMENT, where + e.problem());
      } catch (RequestTooLarge e) {
        refuse(GrpcStatus.RESOURCE_EXHAUSTED, e.problem());
      } catch (RuntimeException e) {
        fail(e);
      }
    }

    private void send(A answer) {
      meter.answered();
      request.response().end(answer);
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
