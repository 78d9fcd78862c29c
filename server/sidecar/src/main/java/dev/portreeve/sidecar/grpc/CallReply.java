package dev.portreeve.sidecar.grpc;

import dev.portreeve.sidecar.connection.Connections;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.grpc.common.GrpcStatus;
import java.nio.charset.StandardCharsets;

/** Sends what answers a call: messages, and how it ended. */
final class CallReply {
  private static final CharSequence GRPC = HttpHeaders.createOptimized("application/grpc");
  private static final CharSequence STATUS = HttpHeaders.createOptimized("grpc-status");
  private static final CharSequence MESSAGE = HttpHeaders.createOptimized("grpc-message");
  private static final CharSequence ENCODINGS = HttpHeaders.createOptimized("grpc-accept-encoding");
  private static final CharSequence OK = HttpHeaders.createOptimized("0");
  private static final String HEX = "0123456789ABCDEF";

  private CallReply() {}

  /** Sends the one message of a call and ends it well. */
  static void send(HttpServerRequest call, Buffer message) {
    write(call, message).onSuccess(sent -> end(call));
  }

  /**
   * Sends a message of a stream. Nothing may follow it before it is sent: trailers that Vert.x
   * still holds when the stream closes are an error in its log.
   */
  static Future<Void> write(HttpServerRequest call, Buffer message) {
    if (over(call)) {
      return Future.failedFuture("the call is over");
    }
    begin(call);
    Buffer frame = MessageFrame.of(message);
    Future<Void> sent = call.response().write(frame);
    Connections.hold(call, frame.length(), sent);
    return sent;
  }

  /** Ends a stream well. */
  static void end(HttpServerRequest call) {
    if (!over(call)) {
      begin(call);
      call.response().trailers().set(STATUS, OK);
      call.response().end();
    }
  }

  private static void begin(HttpServerRequest call) {
    if (!call.response().headWritten()) {
      call.response().headers().set(HttpHeaders.CONTENT_TYPE, GRPC);
    }
  }

  /** Ends a call with another status, and says why. */
  static void refuse(HttpServerRequest call, GrpcStatus status, String problem) {
    refuse(call, status, problem, StatusDetails.NONE);
  }

  /**
   * The same with something for programs.
   *
   * @param details see {@link StatusDetails}
   */
  static void refuse(HttpServerRequest call, GrpcStatus status, String problem, String details) {
    if (over(call)) {
      return;
    }
    HttpServerResponse response = call.response();
    begin(call);
    MultiMap trailers = response.headWritten() ? response.trailers() : response.headers();
    trailers.set(STATUS, Integer.toString(status.code));
    trailers.set(MESSAGE, encode(problem));
    if (!details.isEmpty()) {
      trailers.set(StatusDetails.TRAILER, details);
    }
    if (status == GrpcStatus.UNIMPLEMENTED) {
      trailers.set(ENCODINGS, MessageFrame.ENCODINGS);
    }
    response.end();
  }

  private static boolean over(HttpServerRequest call) {
    return call.response().ended() || call.response().closed();
  }

  /**
   * A text as gRPC writes it into a header: printable ASCII but for percent signs stays as it is.
   */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
      if (unit >= ' ' && unit <= '~' && unit != '%') {
        encoded.append((char) unit);
      } else {
        encoded.append('%').append(HEX.charAt((unit & 0xFF) >>> 4)).append(HEX.charAt(unit & 0xF));
      }
    }
    return encoded.toString();
  }
}
