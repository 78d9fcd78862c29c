package dev.portreeve.sidecar.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a connection over HTTP/1.1 just behind the codec and holds its requests to the limits.
 */
final class Http1Requests extends ChannelDuplexHandler implements Protocol, Waiter {
  /** What the objects of a request hold beside its bytes. */
  static final int MORE = 1 << 10;

  private static final String DECODER = "httpDecoder";

  /** How long a connection that was just used is kept for one more request while a stop goes on. */
  private static final long LAST_REQUEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Connection connection;
  private final LoopConnections loop;
  private final Claim claim;
  private @Nullable ChannelHandlerContext context;
  private long lastRequest;
  private boolean used;
  private boolean bodyGoesOn;
  private int unanswered;
  private Budget.Share share = Budget.Share.BATCH;
  private long declared;
  private long headerSince;
  private long bodySince;
  private int bytesAtTick;
  private int quietTicks;
  private long waitingSince;
  private long drainingSince;
  private boolean refused;

  /**
   * @param claim what the first headers hold already
   */
  Http1Requests(Connection connection, Claim claim) {
    this.connection = connection;
    this.loop = connection.loop();
    this.claim = claim;
    this.lastRequest = connection.opened();
    this.headerSince = loop.now();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      if (manyHeaders(request)) {
        ReferenceCountUtil.release(message);
        refuseHeaders();
        return;
      }
      begin(request);
    }
    if (message instanceof LastHttpContent) {
      bodyGoesOn = false;
      connection.finished();
    }
    ctx.fireChannelRead(message);
  }

  private void begin(HttpRequest request) {
    lastRequest = loop.now();
    used = true;
    bodyGoesOn = true;
    declared = -1;
    headerSince = 0;
    bodySince = 0;
    quietTicks = 0;
    connection.finished();
    // HTTP/2 begins with its preface or is agreed on in TLS; to what else one asks to upgrade is
    // not known here, and then the request counts.
    if (request.headers().contains(HttpHeaderNames.UPGRADE)) {
      request.headers().remove(HttpHeaderNames.UPGRADE);
      request.headers().remove("HTTP2-Settings");
    }
    if (drainingSince != 0) {
      request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    if (!(request instanceof LastHttpContent)) {
      share = Requests.share(request.uri());
      declared = declared(request.headers().get(HttpHeaderNames.CONTENT_LENGTH));
    }
  }

  /** What is no number is refused later. */
  private static long declared(@Nullable String length) {
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /**
   * Counts what is unanswered where only those requests come by that nobody before Vert.x answers
   * at once.
   */
  void before(ChannelHandlerContext vertx) {
    vertx.pipeline().addBefore(vertx.name(), "answers", new Answers());
  }

  private final class Answers extends ChannelDuplexHandler {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof HttpRequest) {
        unanswered++;
      }
      ctx.fireChannelRead(message);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the promise tells
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      boolean interim =
          message instanceof HttpResponse response
              && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      ctx.write(message, interim ? promise : answer(message, promise));
    }

    private ChannelPromise answer(Object message, ChannelPromise promise) {
      boolean last = drainingSince != 0 && unanswered <= 1;
      if (last && message instanceof HttpResponse response) {
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      }
      if (!(message instanceof LastHttpContent)) {
        return promise;
      }
      unanswered--;
      lastRequest = loop.now();
      return last ? promise.unvoid().addListener(ChannelFutureListener.CLOSE) : promise;
    }
  }

  @Override
  public void settle() {
    if (refused || waitingSince != 0) {
      return;
    }
    if (bodyGoesOn) {
      settleBody();
    } else if (connection.unfinished() > 0) {
      settleHeader();
    } else if (unanswered == 0 && claim.held() != 0) {
      claim.force(0);
    }
  }

  private void settleHeader() {
    if (headerSince == 0) {
      headerSince = loop.now();
    }
    // Judged before they are all there, too: until then each is an object already.
    if (connection.lines() > ConnectionLimits.HEAD_LINES) {
      refuseHeaders();
    } else if (!claim.set(connection.unfinishedHeaderBytes(), Budget.Share.UNFINISHED)) {
      loop.all().reached(ReachedLimit.IN_FLIGHT);
      refuse(RefusalReply.NO_ROOM);
    }
  }

  /** Counts lines: the size of Vert.x's headers is how many names they have. */
  private static boolean manyHeaders(HttpRequest request) {
    int lines = 0;
    Iterator<Map.Entry<CharSequence, CharSequence>> all = request.headers().iteratorCharSequence();
    while (all.hasNext()) {
      Map.Entry<CharSequence, CharSequence> unused = all.next();
      lines++;
    }
    return lines > ConnectionLimits.HEADER_LINES;
  }

  private void refuseHeaders() {
    loop.all().reached(ReachedLimit.HEADER_LINES);
    refuse(RefusalReply.MANY_HEADERS);
  }

  private void settleBody() {
    if (bodySince == 0) {
      bodySince = loop.now();
    }
    if (!claim.set(wanted(), share)) {
      if (claim.set(arrived(), share.waiting())) {
        waitingSince = loop.now();
        connection.pause();
        loop.await(this);
      } else {
        refuse();
      }
    }
  }

  /** What a body will hold once it is there; one that is answered already is only dropped. */
  private long wanted() {
    if (unanswered == 0 || connection.unfinished() == 0) {
      return MORE;
    }
    return declared >= 0 ? declared + MORE : arrived() + connection.unfinished();
  }

  private long arrived() {
    return (long) connection.unfinished() + MORE;
  }

  @Override
  public boolean admit() {
    if (!claim.set(wanted(), share)) {
      return false;
    }
    waitingSince = 0;
    connection.resume();
    return true;
  }

  @Override
  public long waitingSince() {
    return waitingSince;
  }

  @Override
  public void refuse() {
    waitingSince = 0;
    loop.all().reached(ReachedLimit.IN_FLIGHT);
    refuse(RefusalReply.NO_ROOM);
  }

  @Override
  public void tick(long now, boolean scarce) {
    if (refused || waitingSince != 0) {
      return;
    }
    if (bodyGoesOn) {
      tickBody(now, scarce);
    } else if (connection.unfinished() > 0) {
      if (now - headerSince > loop.limits().header().toNanos()) {
        timeOut(ReachedLimit.HEADER_TIME);
      }
    } else if (unanswered == 0) {
      tickIdle(now, scarce);
    }
  }

  private void tickBody(long now, boolean scarce) {
    quietTicks = connection.unfinished() == bytesAtTick ? quietTicks + 1 : 0;
    bytesAtTick = connection.unfinished();
    if (now - bodySince > loop.limits().body().toNanos()) {
      timeOut(ReachedLimit.BODY_TIME);
    } else if (scarce && quietTicks >= Requests.QUIET_TICKS) {
      timeOut(ReachedLimit.STALLED);
    }
  }

  private void tickIdle(long now, boolean scarce) {
    if (drainingSince != 0) {
      if (now - drainingSince > LAST_REQUEST_NANOS) {
        connection.end();
      }
    } else if (Idle.tooLong(connection, now, scarce)) {
      loop.all().reached(ReachedLimit.IDLE_TIME);
      connection.end();
    }
  }

  private void timeOut(ReachedLimit limit) {
    loop.all().reached(limit);
    refuse(RefusalReply.TOO_SLOW);
  }

  /** Says why, if the client can tell which request is meant, and closes. */
  private void refuse(RefusalReply reply) {
    refused = true;
    int incomplete = bodyGoesOn ? 1 : 0;
    ChannelHandlerContext ctx = context;
    if (ctx == null || unanswered != incomplete) {
      connection.end();
      return;
    }
    ctx.writeAndFlush(reply.http1()).addListener(ChannelFutureListener.CLOSE);
    // It holds the headers read so far, and the connection may linger.
    if (ctx.pipeline().get(DECODER) != null) {
      ctx.pipeline().remove(DECODER);
    }
  }

  @Override
  public boolean busy() {
    return bodyGoesOn || unanswered > 0;
  }

  @Override
  public boolean used() {
    return used;
  }

  @Override
  public long lastRequest() {
    return lastRequest;
  }

  @Override
  public void drain() {
    if (drainingSince != 0) {
      return;
    }
    drainingSince = loop.now();
    if (!busy() && drainingSince - lastRequest > LAST_REQUEST_NANOS) {
      connection.end();
    }
  }

  @Override
  public void closed() {
    if (waitingSince != 0) {
      loop.forget(this);
    }
    claim.force(0);
  }
}
