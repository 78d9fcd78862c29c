package dev.portreeve.sidecar.connection;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.portreeve.sidecar.answer.ErrorCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a client is told whose request a limit of its connection ends. */
enum RefusalReply {
  /** It did not arrive in time. */
  TOO_SLOW(HttpResponseStatus.REQUEST_TIMEOUT, 4, "the request did not arrive in time", false),

  /** It has more headers than are read. */
  MANY_HEADERS(
      HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
      8,
      "the request has more than " + ConnectionLimits.HEADER_LINES + " headers",
      false),

  /** There is no room for it now. */
  NO_ROOM(
      HttpResponseStatus.SERVICE_UNAVAILABLE,
      8,
      "the server holds as many bytes as it may: try again",
      true);

  private static final int RETRY_SECONDS = 1;

  private final HttpResponseStatus status;
  private final int grpcStatus;
  private final String problem;
  private final boolean retry;

  RefusalReply(HttpResponseStatus status, int grpcStatus, String problem, boolean retry) {
    this.status = status;
    this.grpcStatus = grpcStatus;
    this.problem = problem;
    this.retry = retry;
  }

  /** The answer as it stands on the wire, where nothing is there to encode it. */
  ByteBuf text() {
    ByteBuf body = body();
    return Unpooled.wrappedBuffer(
        Unpooled.copiedBuffer(
            "HTTP/1.1 "
                + status
                + "\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: "
                + body.readableBytes()
                + "\r\n\r\n",
            StandardCharsets.US_ASCII),
        body);
  }

  FullHttpResponse http1() {
    ByteBuf body = body();
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    if (retry) {
      response.headers().setInt(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
    }
    return response;
  }

  ByteBuf body() {
    return Unpooled.copiedBuffer(
        "{\"error\":\""
            + problem
            + "\",\"field\":\"\",\"code\":\""
            + ErrorCode.of(status.code()).wire()
            + "\"}",
        StandardCharsets.UTF_8);
  }

  /** The headers before {@link #body}. */
  Http2Headers http2() {
    Http2Headers headers =
        new DefaultHttp2Headers()
            .status(status.codeAsText())
            .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
    return retry ? headers.setInt(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS) : headers;
  }

  /** The whole answer to a gRPC call. */
  Http2Headers grpc() {
    Http2Headers headers =
        new DefaultHttp2Headers()
            .status(HttpResponseStatus.OK.codeAsText())
            .set(HttpHeaderNames.CONTENT_TYPE, "application/grpc")
            .setInt("grpc-status", grpcStatus)
            .set("grpc-message", problem);
    return retry ? headers.set("grpc-status-details-bin", details()) : headers;
  }

  private String details() {
    RetryInfo info =
        RetryInfo.newBuilder()
            .setRetryDelay(Duration.newBuilder().setSeconds(RETRY_SECONDS))
            .build();
    Status details =
        Status.newBuilder()
            .setCode(grpcStatus)
            .setMessage(problem)
            .addDetails(Any.pack(info))
            .build();
    return Base64.getEncoder().withoutPadding().encodeToString(details.toByteArray());
  }
}
