package dev.portreeve.sidecar.grpc;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.RecentCaller;
import dev.portreeve.sidecar.access.Scope;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.conversion.CheckConversion;
import dev.portreeve.sidecar.http.CheckOrigin;
import dev.portreeve.sidecar.http.RequestId;
import dev.portreeve.sidecar.log.CheckSource;
import dev.portreeve.sidecar.metrics.FastPathMeter;
import dev.portreeve.sidecar.metrics.RequestMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fast path to {@code portreeve.v1.DecisionService/Check}: hears the frames of a connection
 * over HTTP/2 just before Vert.x, answers the calls that callers nearly always make and hands on
 * everything else.
 */
public final class CheckFastPath extends Http2FrameListenerDecorator {
  /*
   * As over HTTP/1.1, the objects of a request and a call, their responses and queues cost more than
   * the check. Netty's decoder has judged the frames; its encoder writes the answer.
   *
   * The headers of a call are held until its message is there, and no longer than the read that
   * brought them. If it takes more than this, Vert.x is told of both as if they came just now.
   * Streams that are answered here are written at once and to their end, which needs a window that
   * is open far enough: Vert.x expects of every stream that stays open that it knows it.
   */
  private static final Logger LOG = LoggerFactory.getLogger(CheckFastPath.class);

  private static final AsciiString POST = AsciiString.cached("POST");
  /* Written out, since to ask the method for it would load all that describes its messages. */
  private static final AsciiString PATH = AsciiString.cached(GrpcServices.CHECK);
  private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
  private static final AsciiString GRPC = AsciiString.cached("application/grpc");
  private static final AsciiString GRPC_PROTO = AsciiString.cached("application/grpc+proto");
  private static final AsciiString ENCODING = AsciiString.cached("grpc-encoding");
  private static final AsciiString IDENTITY = AsciiString.cached("identity");
  private static final AsciiString EXPECT = AsciiString.cached("expect");
  private static final AsciiString KEY = AsciiString.cached("x-portreeve-key");
  private static final AsciiString AUTHORIZATION = AsciiString.cached("authorization");
  private static final AsciiString HOST = AsciiString.cached("host");
  private static final AsciiString OK = AsciiString.cached("200");
  private static final Http2Headers HEAD =
      ReadOnlyHttp2Headers.serverHeaders(false, OK, CONTENT_TYPE, GRPC);
  private static final Http2Headers TRAILERS =
      ReadOnlyHttp2Headers.trailers(
          false, AsciiString.cached("grpc-status"), AsciiString.cached("0"));

  /** Longer messages come in several frames, unless the caller asked for longer ones. */
  private static final int LONGEST_MESSAGE = 16 << 10;

  /* Answers are hardly longer. */
  private static final int LONGEST_ANSWER = 16 << 10;

  private final Loop loop;
  private final Http2ConnectionEncoder encoder;
  private final RecentCaller recent;
  private final IntObjectMap<Call> held = new IntObjectHashMap<>();

  /** The headers of a call as they came, and when by {@link System#nanoTime}. */
  private record Call(
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      long began) {}

  /** What the connections of one event loop share. */
  private static final class Loop {
    private final Access access;
    private final CheckConversion conversion;
    private final boolean traced;
    private final byte[] message;
    private final RequestMeter calls;
    private final FastPathMeter meter;

    Loop(Checks checks, Access access, Limits limits, MeterRegistry registry) {
      this.access = access;
      this.conversion = new CheckConversion(checks, limits);
      this.traced = checks.traced();
      this.message = new byte[Math.min(limits.checkBytes(), LONGEST_MESSAGE)];
      this.calls = GrpcServices.checkMeter(registry);
      this.meter = new FastPathMeter("grpc", registry);
    }
  }

  private CheckFastPath(Http2ConnectionHandler vertx, Loop loop) {
    super(vertx.decoder().frameListener());
    this.loop = loop;
    this.encoder = vertx.encoder();
    this.recent = new RecentCaller(loop.access);
  }

  /**
   * Opens the fast path of new connections over HTTP/2; one for each event loop.
   *
   * @param checks answers
   * @param access knows who asks
   * @param limits how large messages may be
   * @param registry counts calls
   */
  public static Handler<HttpConnection> opener(
      Checks checks, Access access, Limits limits, MeterRegistry registry) {
    Loop loop = new Loop(checks, access, limits, registry);
    return connection -> {
      if (connection instanceof HttpServerConnection server) {
        before(server.channelHandlerContext(), loop);
      }
    };
  }

  /** Puts one before Vert.x, for tests of what it hands on. */
  static void before(
      ChannelHandlerContext vertx,
      Checks checks,
      Access access,
      Limits limits,
      MeterRegistry registry) {
    before(vertx, new Loop(checks, access, limits, registry));
  }

  private static void before(ChannelHandlerContext vertx, Loop loop) {
    if (vertx.handler() instanceof Http2ConnectionHandler handler) {
      CheckFastPath frames = new CheckFastPath(handler, loop);
      handler.decoder().frameListener(frames);
      vertx.pipeline().addBefore(vertx.name(), "check", frames.new ReadEnd(vertx));
    }
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int stream,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean end)
      throws Http2Exception {
    if (!end && is(PATH, headers.path()) && usual(headers)) {
      held.put(
          stream, new Call(headers, dependency, weight, exclusive, padding, System.nanoTime()));
      return;
    }
    handOn(ctx, stream);
    if (is(PATH, headers.path())) {
      loop.meter.declined();
    }
    super.onHeadersRead(ctx, stream, headers, dependency, weight, exclusive, padding, end);
  }

  /** Whether a call may be one to answer here, as far as its headers tell. */
  private static boolean usual(Http2Headers headers) {
    CharSequence encoding = headers.get(ENCODING);
    CharSequence type = headers.get(CONTENT_TYPE);
    return is(POST, headers.method())
        && headers.scheme() != null
        && (is(GRPC, type) || is(GRPC_PROTO, type))
        && (encoding == null || is(IDENTITY, encoding))
        && !headers.contains(EXPECT)
        && !headers.contains(HOST);
  }

  /** Who calls, if that is known already; Vert.x's way finds out and refuses. */
  private @Nullable Caller caller(Http2Headers headers, Channel channel) {
    if (!loop.access.required()) {
      return Caller.ANYONE;
    }
    return recent.known(headers.valueIterator(KEY), headers.valueIterator(AUTHORIZATION), channel);
  }

  private static String text(Http2Headers headers, AsciiString name) {
    CharSequence text = headers.get(name);
    return text == null ? "" : text.toString();
  }

  private static boolean is(AsciiString wanted, @Nullable CharSequence given) {
    return given != null && wanted.contentEquals(given);
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext ctx, int stream, ByteBuf data, int padding, boolean end)
      throws Http2Exception {
    Call call = held.get(stream);
    if (call != null && end && answer(ctx, stream, call, data)) {
      held.remove(stream);
      return data.readableBytes() + padding;
    }
    handOn(ctx, stream);
    return super.onDataRead(ctx, stream, data, padding, end);
  }

  @Override
  public void onRstStreamRead(ChannelHandlerContext ctx, int stream, long error)
      throws Http2Exception {
    held.remove(stream);
    super.onRstStreamRead(ctx, stream, error);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a write that fails breaks the connection
  private boolean answer(ChannelHandlerContext ctx, int id, Call call, ByteBuf data)
      throws Http2Exception {
    byte[] answer = open(id) ? answer(call.headers(), data, ctx.channel()) : null;
    if (answer == null) {
      return false;
    }
    encoder.writeHeaders(ctx, id, head(call.headers()), 0, false, ctx.voidPromise());
    encoder.writeData(ctx, id, framed(answer, ctx.alloc()), 0, false, ctx.voidPromise());
    encoder.writeHeaders(ctx, id, TRAILERS, 0, true, ctx.voidPromise());
    encoder.flowController().writePendingBytes();
    loop.calls.answered(call.began());
    loop.meter.taken();
    return true;
  }

  /** The message that answers all that a call sends; or null, and nothing has happened then. */
  private byte @Nullable [] answer(Http2Headers headers, ByteBuf data, Channel channel) {
    int from = data.readerIndex();
    int length = data.readableBytes() - MessageFrame.PREFIX;
    if (length < 0
        || length > loop.message.length
        || data.getByte(from) != 0
        || data.getInt(from + 1) != length) {
      return null;
    }
    data.getBytes(from + MessageFrame.PREFIX, loop.message, 0, length);
    try {
      Caller caller = caller(headers, channel);
      if (caller == null || !caller.may(Scope.CHECK)) {
        return null;
      }
      String id = text(headers, RequestId.LOWER_CASE);
      String trace = loop.traced ? text(headers, CheckOrigin.TRACE) : "";
      CheckSource source = CheckSource.of(caller.id(), id, trace);
      Optional<byte[]> answer = loop.conversion.answerNow(loop.message, length, caller, source);
      return answer.orElse(null);
    } catch (Throwable e) {
      // Vert.x's way meets it again, and there it is answered and logged.
      LOG.debug("a call is handed on: {}", e.getClass().getSimpleName());
      return null;
    }
  }

  private static ByteBuf framed(byte[] message, ByteBufAllocator allocator) {
    int all = MessageFrame.PREFIX + message.length;
    return allocator
        .directBuffer(all, all)
        .writeByte(0)
        .writeInt(message.length)
        .writeBytes(message);
  }

  /** Whether an answer can be written at once. */
  private boolean open(int id) {
    Http2RemoteFlowController flow = encoder.flowController();
    Http2Connection connection = encoder.connection();
    Http2Stream stream = connection.stream(id);
    return flow.isWritable(stream)
        && flow.windowSize(stream) >= LONGEST_ANSWER
        && flow.windowSize(connection.connectionStream()) >= LONGEST_ANSWER;
  }

  private static Http2Headers head(Http2Headers request) {
    CharSequence id = request.get(RequestId.LOWER_CASE);
    return id == null
        ? HEAD
        : new DefaultHttp2Headers()
            .status(OK)
            .set(RequestId.LOWER_CASE, id)
            .set(CONTENT_TYPE, GRPC);
  }

  private void handOn(ChannelHandlerContext ctx, int stream) throws Http2Exception {
    Call call = held.remove(stream);
    if (call != null && encoder.connection().stream(stream) != null) {
      loop.meter.declined();
      super.onHeadersRead(
          ctx,
          stream,
          call.headers(),
          call.dependency(),
          call.weight(),
          call.exclusive(),
          call.padding(),
          false);
    }
  }

  /** Hands on, at the end of a read, what is still held; ends well what breaks before that. */
  private final class ReadEnd extends ChannelDuplexHandler {
    /*
     * Vert.x tells each stream when a connection is broken, fails at one that it does not know, and
     * closes without a word. Why it was broken is lost by then.
     */
    private final ChannelHandlerContext vertx;

    ReadEnd(ChannelHandlerContext vertx) {
      this.vertx = vertx;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Http2Exception {
      if (!held.isEmpty()) {
        for (int stream : held.keySet().stream().sorted().toList()) {
          handOn(vertx, stream);
        }
      }
      ctx.fireChannelReadComplete();
    }

    @Override
    @SuppressWarnings(
        "FutureReturnValueIgnored") // the connection ends, whether this is read or not
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
      if (!held.isEmpty() && !encoder.connection().goAwaySent()) {
        held.clear();
        int last = encoder.connection().remote().lastStreamCreated();
        long why = Http2Error.PROTOCOL_ERROR.code();
        encoder.writeGoAway(vertx, last, why, Unpooled.EMPTY_BUFFER, vertx.newPromise());
        ctx.flush();
      }
      ctx.close(promise);
    }
  }
}
