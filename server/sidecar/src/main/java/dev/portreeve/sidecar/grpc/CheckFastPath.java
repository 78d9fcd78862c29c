package dev.portreeve.sidecar.grpc;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.Peer;
import dev.portreeve.sidecar.access.Presented;
import dev.portreeve.sidecar.access.Scope;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.FastPath;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.conversion.CheckConversion;
import dev.portreeve.sidecar.metrics.RequestMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The short way to {@link CheckCall}: answers, in the bytes of a message, the calls that callers
 * nearly always make. For the connections of one event loop.
 */
public final class CheckFastPath {
  private static final AsciiString POST = AsciiString.cached("POST");
  /* Written out, since to ask the method for it would load all that describes its messages. */
  private static final AsciiString PATH = AsciiString.cached("/portreeve.v1.DecisionService/Check");
  private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
  private static final AsciiString GRPC = AsciiString.cached("application/grpc");
  private static final AsciiString GRPC_PROTO = AsciiString.cached("application/grpc+proto");
  private static final AsciiString ENCODING = AsciiString.cached("grpc-encoding");
  private static final AsciiString IDENTITY = AsciiString.cached("identity");
  private static final AsciiString EXPECT = AsciiString.cached("expect");
  private static final AsciiString KEY = AsciiString.cached("x-portreeve-key");
  private static final AsciiString AUTHORIZATION = AsciiString.cached("authorization");
  private static final AsciiString HOST = AsciiString.cached("host");

  /* Before a message: whether it is compressed, and its length. */
  private static final int PREFIX = 1 + Integer.BYTES;

  /** Longer messages come in several frames, unless the caller asked for longer ones. */
  private static final int LONGEST = 16 << 10;

  private final Access access;
  private final FastPath<Caller> way;
  private final RequestMeter meter;

  /**
   * @param checks answers
   * @param access knows who asks
   * @param limits how large messages may be
   * @param registry counts calls
   */
  public CheckFastPath(Checks checks, Access access, Limits limits, MeterRegistry registry) {
    this.access = access;
    CheckConversion conversion = new CheckConversion(checks, limits);
    this.way = new FastPath<>(conversion::answerNow, Math.min(limits.checkBytes(), LONGEST));
    this.meter = meter(registry);
  }

  /** What counts these calls, whoever answers them. */
  static RequestMeter meter(MeterRegistry registry) {
    return new RequestMeter("Check", GrpcServices.OK, registry);
  }

  /** Opens the lane to a new connection, if that is one over HTTP/2. */
  public void open(HttpConnection connection) {
    if (connection instanceof HttpServerConnection server) {
      GrpcFastPathHandler.before(server.channelHandlerContext(), this);
    }
  }

  /** Whether a call may be one to answer here, as far as its headers tell. */
  boolean takes(Http2Headers headers) {
    return is(PATH, headers.path())
        && is(POST, headers.method())
        && headers.scheme() != null
        && isProtobuf(headers.get(CONTENT_TYPE))
        && isPlain(headers.get(ENCODING))
        && !headers.contains(EXPECT)
        && !headers.contains(HOST);
  }

  private @Nullable Caller caller(Http2Headers headers, Channel channel) {
    if (!access.required()) {
      return Caller.ANYONE;
    }
    Presented presented = new Presented(texts(headers, KEY), texts(headers, AUTHORIZATION));
    return access.known(presented, Peer.of(channel));
  }

  private static List<String> texts(Http2Headers headers, AsciiString name) {
    CharSequence only = headers.get(name);
    if (only == null) {
      return List.of();
    }
    List<CharSequence> all = headers.getAll(name);
    return all.size() == 1
        ? List.of(only.toString())
        : all.stream().map(CharSequence::toString).toList();
  }

  private static boolean isProtobuf(@Nullable CharSequence type) {
    return is(GRPC, type) || is(GRPC_PROTO, type);
  }

  private static boolean isPlain(@Nullable CharSequence encoding) {
    return encoding == null || is(IDENTITY, encoding);
  }

  private static boolean is(AsciiString wanted, @Nullable CharSequence given) {
    return given != null && wanted.contentEquals(given);
  }

  /**
   * The answer to a call, with what stands before a message; or null, and nothing has happened
   * then.
   *
   * @param headers of the call
   * @param data all that the call sends; left as it is
   * @param channel brought it
   */
  @Nullable ByteBuf answer(Http2Headers headers, ByteBuf data, Channel channel) {
    int from = data.readerIndex();
    int length = data.readableBytes() - PREFIX;
    if (length < 0 || data.getByte(from) != 0 || data.getInt(from + 1) != length) {
      return null;
    }
    Caller caller = caller(headers, channel);
    if (caller == null || !caller.may(Scope.CHECK)) {
      return null;
    }
    Optional<byte[]> answer = way.answer(data, from + PREFIX, caller);
    if (answer.isEmpty()) {
      return null;
    }
    meter.answered();
    byte[] message = answer.get();
    int all = PREFIX + message.length;
    return channel
        .alloc()
        .directBuffer(all, all)
        .writeByte(0)
        .writeInt(message.length)
        .writeBytes(message);
  }
}
