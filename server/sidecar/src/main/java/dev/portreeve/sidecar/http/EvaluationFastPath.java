package dev.portreeve.sidecar.http;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.Peer;
import dev.portreeve.sidecar.access.Presented;
import dev.portreeve.sidecar.access.Scope;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.FastPath;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.config.ExplainAccess;
import dev.portreeve.sidecar.metrics.RequestMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The short way to {@link EvaluationEndpoint} over HTTP/1.1: answers, in the bytes of a response,
 * the requests that callers nearly always send. For the connections of one event loop.
 */
public final class EvaluationFastPath {
  private static final byte[] HEAD =
      ascii("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ");
  private static final byte[] ID_FOLLOWS = ascii("\r\n" + JsonReply.REQUEST_ID + ": ");
  private static final byte[] BODY_FOLLOWS = ascii("\r\n\r\n");
  private static final int MOST_DIGITS = 10;

  /** Longer bodies come in several pieces. */
  private static final int LONGEST = 8 << 10;

  private final Access access;
  private final FastPath<Caller> way;
  private final RequestMeter meter;

  /**
   * @param checks answers
   * @param access knows who asks
   * @param limits how large requests may be
   * @param explain who is told how a decision came about, which is not done here
   * @param registry counts requests
   */
  public EvaluationFastPath(
      Checks checks, Access access, Limits limits, ExplainAccess explain, MeterRegistry registry) {
    this.access = access;
    EvaluationEndpoint endpoint = new EvaluationEndpoint(checks, limits, explain);
    this.way = new FastPath<>(endpoint::answerNow, Math.min(limits.checkBytes(), LONGEST));
    this.meter = EvaluationEndpoint.meter(registry);
  }

  /** Opens the lane to a new connection, if that is one over HTTP/1.1. */
  public void open(HttpConnection connection) {
    if (connection instanceof HttpServerConnection server) {
      ChannelHandlerContext vertx = server.channelHandlerContext();
      HttpFastPathHandler.before(vertx, this);
    }
  }

  /** Whether a request may be one to answer here, as far as its head tells. */
  boolean takes(HttpRequest request) {
    HttpHeaders headers = request.headers();
    return EvaluationEndpoint.PATH.equals(request.uri())
        && HttpMethod.POST.equals(request.method())
        && HttpVersion.HTTP_1_1.equals(request.protocolVersion())
        && request.decoderResult().isSuccess()
        && JsonPostHandler.isJson(headers.get(HttpHeaderNames.CONTENT_TYPE))
        && !headers.contains(HttpHeaderNames.EXPECT)
        && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        && !headers.contains(HttpHeaderNames.UPGRADE)
        && HttpUtil.isKeepAlive(request);
  }

  /**
   * The response to a request; or null, and nothing has happened then.
   *
   * @param body the whole of it; left as it is
   * @param channel brought it
   */
  @Nullable ByteBuf answer(HttpRequest request, ByteBuf body, Channel channel) {
    String id = request.headers().get(JsonReply.REQUEST_ID);
    if (id != null && !printable(id)) {
      return null;
    }
    Caller caller = caller(request.headers(), channel);
    if (caller == null || !caller.may(Scope.CHECK)) {
      return null;
    }
    Optional<byte[]> answer = way.answer(body, body.readerIndex(), caller);
    if (answer.isEmpty()) {
      return null;
    }
    meter.answered();
    return response(answer.get(), id, channel.alloc());
  }

  private @Nullable Caller caller(HttpHeaders headers, Channel channel) {
    if (!access.required()) {
      return Caller.ANYONE;
    }
    Presented presented =
        new Presented(headers.getAll(Presented.KEY), headers.getAll(HttpHeaderNames.AUTHORIZATION));
    return access.known(presented, Peer.of(channel));
  }

  private static boolean printable(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) < ' ' || id.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static ByteBuf response(byte[] answer, @Nullable String id, ByteBufAllocator allocator) {
    int more = id == null ? 0 : ID_FOLLOWS.length + id.length();
    int length = HEAD.length + MOST_DIGITS + more + BODY_FOLLOWS.length + answer.length;
    ByteBuf response = allocator.directBuffer(length, length).writeBytes(HEAD);
    write(Integer.toString(answer.length), response);
    if (id != null) {
      write(id, response.writeBytes(ID_FOLLOWS));
    }
    return response.writeBytes(BODY_FOLLOWS).writeBytes(answer);
  }

  private static void write(String ascii, ByteBuf response) {
    int unused = response.writeCharSequence(ascii, StandardCharsets.US_ASCII);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
