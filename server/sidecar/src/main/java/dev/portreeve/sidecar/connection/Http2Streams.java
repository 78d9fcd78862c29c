package dev.portreeve.sidecar.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the frames of a connection over HTTP/2 before everything else and holds its streams to the
 * limits.
 */
final class Http2Streams extends Http2FrameListenerDecorator implements Protocol {
  /*
   * A stream that is answered within the read that brought it is none of this one's business, which
   * is why streams are remembered only at the end of a read or when a part of a body comes.
   */

  private static final Logger LOG = LoggerFactory.getLogger(Http2Streams.class);

  /**
   * Between the first GOAWAY of a stop and the second: what was sent meanwhile is still answered.
   */
  private static final long LAST_STREAMS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Connection connection;
  private final LoopConnections loop;
  private final Http2ConnectionHandler handler;
  private final ChannelHandlerContext context;
  private final Http2Connection.PropertyKey key;
  private final Claim partial;
  private final ResetCount resets;
  private final List<Fresh> fresh = new ArrayList<>();
  private long lastRequest;
  private long lastFrame;
  private int frames;
  private int framesAtSettle;
  private long drainingSince;
  private boolean lastStreamTold;

  /** A stream that this read has brought. */
  private record Fresh(int id, Http2Headers headers) {}

  Http2Streams(
      Connection connection, Http2ConnectionHandler handler, ChannelHandlerContext context) {
    super(handler.decoder().frameListener());
    this.connection = connection;
    this.loop = connection.loop();
    this.handler = handler;
    this.context = context;
    this.key = handler.connection().newKey();
    this.partial = loop.claim();
    this.resets = new ResetCount(loop.limits().resets());
    this.lastRequest = connection.opened();
    this.lastFrame = loop.now();
    handler.connection().addListener(new Closed());
  }

  /** Lets go of streams that are closed. */
  private final class Closed extends Http2ConnectionAdapter {
    @Override
    public void onStreamClosed(Http2Stream stream) {
      lastRequest = loop.now();
      Http2Request request = stream.getProperty(key);
      if (request != null) {
        request.closed();
      }
    }
  }

  LoopConnections loop() {
    return loop;
  }

  Connection connection() {
    return connection;
  }

  Http2ConnectionHandler handler() {
    return handler;
  }

  ChannelHandlerContext context() {
    return context;
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int id,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean end)
      throws Http2Exception {
    headers(id, headers, end);
    super.onHeadersRead(ctx, id, headers, dependency, weight, exclusive, padding, end);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx, int id, Http2Headers headers, int padding, boolean end)
      throws Http2Exception {
    headers(id, headers, end);
    super.onHeadersRead(ctx, id, headers, padding, end);
  }

  private void headers(int id, Http2Headers headers, boolean end) {
    frames++;
    lastRequest = loop.now();
    if (end) {
      Http2Request request = request(id);
      if (request != null) {
        request.ended();
        return;
      }
    }
    fresh.add(new Fresh(id, headers));
  }

  private @Nullable Http2Request request(int id) {
    Http2Stream stream = handler.connection().stream(id);
    return stream == null ? null : stream.getProperty(key);
  }

  @Override
  public int onDataRead(ChannelHandlerContext ctx, int id, ByteBuf data, int padding, boolean end)
      throws Http2Exception {
    frames++;
    Http2Request request = request(id);
    if (request == null && (!end || loop.all().budget().full(Budget.Share.BATCH))) {
      request = remember(id);
    }
    return request == null
        ? super.onDataRead(ctx, id, data, padding, end)
        : request.data(data, padding, end);
  }

  /** Hands data on that has room. */
  int deliver(int id, ByteBuf data, int padding, boolean end) throws Http2Exception {
    return super.onDataRead(context, id, data, padding, end);
  }

  private @Nullable Http2Request remember(int id) {
    Http2Stream stream = handler.connection().stream(id);
    if (stream == null) {
      return null;
    }
    for (int i = fresh.size() - 1; i >= 0; i--) {
      if (fresh.get(i).id() == id) {
        return remember(stream, fresh.remove(i).headers());
      }
    }
    return null;
  }

  private Http2Request remember(Http2Stream stream, Http2Headers headers) {
    Http2Request request = new Http2Request(this, stream, headers);
    stream.setProperty(key, request);
    return request;
  }

  @Override
  public void onRstStreamRead(ChannelHandlerContext ctx, int id, long error) throws Http2Exception {
    frames++;
    super.onRstStreamRead(ctx, id, error);
    if (resets.tooMany(loop.now())) {
      loop.all().reached(ReachedLimit.RESETS);
      LOG.warn(
          "a client at {} is disconnected since it reset more streams than --max-resets allows",
          connection.channel().remoteAddress());
      goAway(handler.connection().remote().lastStreamCreated(), Http2Error.ENHANCE_YOUR_CALM);
      close();
    }
  }

  @Override
  public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings)
      throws Http2Exception {
    frames++;
    super.onSettingsRead(ctx, settings);
  }

  @Override
  public void onPingRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
    frames++;
    super.onPingRead(ctx, data);
  }

  @Override
  public void onPingAckRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
    frames++;
    super.onPingAckRead(ctx, data);
  }

  @Override
  public void onWindowUpdateRead(ChannelHandlerContext ctx, int id, int increment)
      throws Http2Exception {
    frames++;
    super.onWindowUpdateRead(ctx, id, increment);
  }

  @Override
  public void settle() {
    settlePartialFrame();
    if (handler.connection().numActiveStreams() > 0) {
      for (Fresh one : fresh) {
        Http2Stream stream = handler.connection().stream(one.id());
        if (stream != null && stream.getProperty(key) == null) {
          remember(stream, one.headers()).settle();
        }
      }
    }
    fresh.clear();
  }

  private void settlePartialFrame() {
    if (frames != framesAtSettle) {
      framesAtSettle = frames;
      lastFrame = loop.now();
      connection.finished();
      partial.force(0);
    } else if (!partial.set(2L * connection.unfinished(), Budget.Share.UNFINISHED)) {
      loop.all().reached(ReachedLimit.IN_FLIGHT);
      connection.end();
    }
  }

  @Override
  public void tick(long now, boolean scarce) {
    int streams = handler.connection().numActiveStreams();
    if (connection.unfinished() > 0 && now - lastFrame > loop.limits().header().toNanos()) {
      loop.all().reached(ReachedLimit.HEADER_TIME);
      close();
    } else if (streams > 0) {
      forEach(request -> request.tick(now, scarce));
    } else if (drainingSince == 0 && Idle.tooLong(connection, now, scarce)) {
      loop.all().reached(ReachedLimit.IDLE_TIME);
      close();
    }
    if (drainingSince != 0) {
      tickDrain(now);
    }
  }

  private void forEach(java.util.function.Consumer<Http2Request> action) {
    List<Http2Request> requests = new ArrayList<>();
    try {
      handler
          .connection()
          .forEachActiveStream(
              stream -> {
                Http2Request request = stream.getProperty(key);
                if (request != null) {
                  requests.add(request);
                }
                return true;
              });
    } catch (Http2Exception e) {
      throw new IllegalStateException(e); // none is thrown above
    }
    requests.forEach(action);
  }

  private void tickDrain(long now) {
    if (!lastStreamTold && now - drainingSince > LAST_STREAMS_NANOS) {
      lastStreamTold = true;
      goAway(handler.connection().remote().lastStreamCreated(), Http2Error.NO_ERROR);
    }
    if (lastStreamTold && handler.connection().numActiveStreams() == 0) {
      close();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a client that is gone hears nothing
  private void close() {
    connection.channel().close();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a client that is gone hears nothing
  private void goAway(int lastStream, Http2Error why) {
    handler.goAway(context, lastStream, why.code(), Unpooled.EMPTY_BUFFER, context.newPromise());
    context.flush();
  }

  @Override
  public boolean busy() {
    return handler.connection().numActiveStreams() > 0;
  }

  @Override
  public boolean used() {
    return handler.connection().remote().lastStreamCreated() > 0;
  }

  @Override
  public long lastRequest() {
    return lastRequest;
  }

  /** Says that no new streams are wanted; which one is the last is said when it is sure to know. */
  @Override
  public void drain() {
    if (drainingSince == 0) {
      drainingSince = loop.now();
      goAway(Integer.MAX_VALUE, Http2Error.NO_ERROR);
    }
  }

  @Override
  public void closed() {
    partial.force(0);
  }
}
