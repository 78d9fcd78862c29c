package dev.portreeve.sidecar.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;

/**
 * Hears the frames of a connection over HTTP/2 just before Vert.x, answers what {@link
 * CheckFastPath} can and hands on everything else.
 */
final class GrpcFastPathHandler extends Http2FrameListenerDecorator {
  /*
   * As over HTTP/1.1, the objects of a request and a call, their responses and queues cost more than
   * the check. Netty's decoder has judged the frames; its encoder writes the answer.
   *
   * The headers of a call are held until its message is there, and no longer than the read that
   * brought them. If it takes more than this, Vert.x is told of both as if they came just now.
   * Streams that are answered here are written at once and to their end, which needs a window that
   * is open far enough: Vert.x expects of every stream that stays open that it knows it.
   */
  private static final AsciiString OK = AsciiString.cached("200");
  private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
  private static final AsciiString GRPC = AsciiString.cached("application/grpc");
  private static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");
  private static final Http2Headers HEAD =
      ReadOnlyHttp2Headers.serverHeaders(false, OK, CONTENT_TYPE, GRPC);
  private static final Http2Headers TRAILERS =
      ReadOnlyHttp2Headers.trailers(
          false, AsciiString.cached("grpc-status"), AsciiString.cached("0"));

  /* Answers are hardly longer. */
  private static final int LONGEST = 16 << 10;

  private final CheckFastPath lane;
  private final Http2ConnectionEncoder encoder;
  private final IntObjectMap<Call> held = new IntObjectHashMap<>();

  /** The headers of a call as they came. */
  private record Call(
      Http2Headers headers, int dependency, short weight, boolean exclusive, int padding) {}

  private GrpcFastPathHandler(Http2ConnectionHandler vertx, CheckFastPath lane) {
    super(vertx.decoder().frameListener());
    this.lane = lane;
    this.encoder = vertx.encoder();
  }

  /** Puts one before Vert.x, if that is a connection over HTTP/2. */
  static void before(ChannelHandlerContext vertx, CheckFastPath lane) {
    if (vertx.handler() instanceof Http2ConnectionHandler handler) {
      GrpcFastPathHandler frames = new GrpcFastPathHandler(handler, lane);
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
    if (!end && lane.takes(headers)) {
      held.put(stream, new Call(headers, dependency, weight, exclusive, padding));
    } else {
      handOn(ctx, stream);
      super.onHeadersRead(ctx, stream, headers, dependency, weight, exclusive, padding, end);
    }
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
    ByteBuf message = open(id) ? lane.answer(call.headers(), data, ctx.channel()) : null;
    if (message == null) {
      return false;
    }
    encoder.writeHeaders(ctx, id, head(call.headers()), 0, false, ctx.voidPromise());
    encoder.writeData(ctx, id, message, 0, false, ctx.voidPromise());
    encoder.writeHeaders(ctx, id, TRAILERS, 0, true, ctx.voidPromise());
    encoder.flowController().writePendingBytes();
    return true;
  }

  /** Whether an answer can be written at once. */
  private boolean open(int id) {
    Http2RemoteFlowController flow = encoder.flowController();
    Http2Connection connection = encoder.connection();
    Http2Stream stream = connection.stream(id);
    return flow.isWritable(stream)
        && flow.windowSize(stream) >= LONGEST
        && flow.windowSize(connection.connectionStream()) >= LONGEST;
  }

  private static Http2Headers head(Http2Headers request) {
    CharSequence id = request.get(REQUEST_ID);
    return id == null
        ? HEAD
        : new DefaultHttp2Headers().status(OK).set(CONTENT_TYPE, GRPC).set(REQUEST_ID, id);
  }

  private void handOn(ChannelHandlerContext ctx, int stream) throws Http2Exception {
    Call call = held.remove(stream);
    if (call != null && encoder.connection().stream(stream) != null) {
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

  /** Hands on, at the end of a read, what is still held. */
  private final class ReadEnd extends ChannelInboundHandlerAdapter {
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
  }
}
