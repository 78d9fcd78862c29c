package dev.portreeve.sidecar.grpc;

import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.FastPath;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.conversion.CheckConversion;
import dev.portreeve.sidecar.metrics.RequestMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
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
  private static final AsciiString HOST = AsciiString.cached("host");

  /* Before a message: whether it is compressed, and its length. */
  private static final int PREFIX = 1 + Integer.BYTES;

  /** Longer messages come in several frames, unless the caller asked for longer ones. */
  private static final int LONGEST = 16 << 10;

  private final FastPath way;
  private final RequestMeter meter;

  /**
   * @param checks answers
   * @param limits how large messages may be
   * @param registry counts calls
   */
  public CheckFastPath(Checks checks, Limits limits, MeterRegistry registry) {
    CheckConversion conversion = new CheckConversion(checks, limits);
    this.way = new FastPath(conversion::answerNow, Math.min(limits.checkBytes(), LONGEST));
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
   * @param data all that the call sends; left as it is
   */
  @Nullable ByteBuf answer(ByteBuf data, ByteBufAllocator allocator) {
    int from = data.readerIndex();
    int length = data.readableBytes() - PREFIX;
    if (length < 0 || data.getByte(from) != 0 || data.getInt(from + 1) != length) {
      return null;
    }
    Optional<byte[]> answer = way.answer(data, from + PREFIX);
    if (answer.isEmpty()) {
      return null;
    }
    meter.answered();
    byte[] message = answer.get();
    int all = PREFIX + message.length;
    return allocator
        .directBuffer(all, all)
        .writeByte(0)
        .writeInt(message.length)
        .writeBytes(message);
  }
}
