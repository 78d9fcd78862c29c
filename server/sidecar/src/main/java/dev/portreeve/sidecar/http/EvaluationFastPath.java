package dev.portreeve.sidecar.http;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.Presented;
import dev.portreeve.sidecar.access.RecentCaller;
import dev.portreeve.sidecar.access.Scope;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.config.ExplainAccess;
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
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fast path to {@link EvaluationEndpoint}: stands in a connection over HTTP/1.1 just before
 * Vert.x, answers the checks that callers nearly always send and hands on everything else.
 */
public final class EvaluationFastPath extends ChannelDuplexHandler {
  /*
   * A check of the usual kind costs more in the objects that Vert.x makes of a request and its
   * response than in being decided, so it is taken before they are made. Netty's decoder has read
   * and judged the request; what is left out is only what nobody would see.
   *
   * A request is held until its body is there, in pieces where a buffer ended within it. If it turns
   * out to need more, all are handed on as they came. It is held no longer than the read that brought
   * it, so that a stop finds every request in flight where it looks for it, with Vert.x.
   *
   * Answers keep the order of their requests: nothing is taken while Vert.x has a request that is
   * not answered or not read to its end. Nor is anything taken when answers cannot be written, since
   * Vert.x knows to stop reading then, or after a request that ends the connection.
   */
  private static final Logger LOG = LoggerFactory.getLogger(EvaluationFastPath.class);

  private static final byte[] STATUS = ascii("HTTP/1.1 200 OK\r\n");
  private static final byte[] ID = ascii(RequestId.HEADER + ": ");
  private static final byte[] END = ascii("\r\n");
  private static final byte[] TYPE_AND_LENGTH =
      ascii("content-type: application/json\r\ncontent-length: ");
  private static final byte[] BODY_FOLLOWS = ascii("\r\n\r\n");
  private static final int MOST_DIGITS = 10;

  /** Longer bodies come in several pieces. */
  private static final int LONGEST = 8 << 10;

  private final Loop loop;
  private final ChannelHandlerContext encoder;
  private final RecentCaller recent;
  private final List<HttpContent> pieces = new ArrayList<>();
  private @Nullable HttpRequest held;
  private long began;
  private int unanswered;
  private boolean bodyGoesOn;
  private boolean closing;
  private boolean written;

  /** What the connections of one event loop share. */
  private static final class Loop {
    private final Access access;
    private final EvaluationEndpoint endpoint;
    private final boolean traced;
    private final byte[] body;
    private final RequestMeter requests;
    private final FastPathMeter meter;

    Loop(
        Checks checks,
        Access access,
        Limits limits,
        ExplainAccess explain,
        MeterRegistry registry) {
      this.access = access;
      this.endpoint = new EvaluationEndpoint(checks, limits, explain);
      this.traced = checks.traced();
      this.body = new byte[Math.min(limits.checkBytes(), LONGEST)];
      this.requests = EvaluationEndpoint.meter(registry);
      this.meter = new FastPathMeter("http", registry);
    }
  }

  private EvaluationFastPath(Loop loop, ChannelHandlerContext encoder) {
    this.loop = loop;
    this.encoder = encoder;
    this.recent = new RecentCaller(loop.access);
  }

  /**
   * Opens the fast path of new connections over HTTP/1.1; one for each event loop.
   *
   * @param checks answers
   * @param access knows who asks
   * @param limits how large requests may be
   * @param explain who is told how a decision came about, which is not done here
   * @param registry counts requests
   */
  public static Handler<HttpConnection> opener(
      Checks checks, Access access, Limits limits, ExplainAccess explain, MeterRegistry registry) {
    Loop loop = new Loop(checks, access, limits, explain, registry);
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
    before(vertx, new Loop(checks, access, limits, ExplainAccess.OFF, registry));
  }

  private static void before(ChannelHandlerContext vertx, Loop loop) {
    ChannelPipeline pipeline = vertx.pipeline();
    ChannelHandlerContext encoder = pipeline.context(HttpResponseEncoder.class);
    if (encoder != null) {
      pipeline.addBefore(vertx.name(), "evaluation", new EvaluationFastPath(loop, encoder));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    HttpRequest request = held;
    if (request == null) {
      if (message instanceof HttpRequest next && isCheck(next) && free(ctx) && usual(next)) {
        held = next;
        began = System.nanoTime();
      } else {
        handOn(ctx, message);
      }
    } else if (message instanceof LastHttpContent end) {
      if (!answer(ctx, request, end)) {
        handOnHeld(ctx, request);
        handOn(ctx, end);
      }
    } else if (message instanceof HttpContent piece) {
      pieces.add(piece);
    } else {
      handOnHeld(ctx, request);
      handOn(ctx, message);
    }
  }

  private static boolean isCheck(HttpRequest request) {
    return EvaluationEndpoint.PATH.equals(request.uri());
  }

  private boolean free(ChannelHandlerContext ctx) {
    return unanswered == 0 && !bodyGoesOn && !closing && ctx.channel().isWritable();
  }

  /** Whether a check may be one to answer here, as far as its head tells. */
  private static boolean usual(HttpRequest request) {
    HttpHeaders headers = request.headers();
    return HttpMethod.POST.equals(request.method())
        && HttpVersion.HTTP_1_1.equals(request.protocolVersion())
        && request.decoderResult().isSuccess()
        && ContentType.isJson(headers.getAll(HttpHeaderNames.CONTENT_TYPE))
        && headers.getAll(HttpHeaderNames.HOST).size() == 1
        && !headers.contains(HttpHeaderNames.CONTENT_ENCODING)
        && !headers.contains(HttpHeaderNames.EXPECT)
        && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        && !headers.contains(HttpHeaderNames.UPGRADE)
        && HttpUtil.isKeepAlive(request);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a write that fails breaks the connection
  private boolean answer(ChannelHandlerContext ctx, HttpRequest request, LastHttpContent end) {
    String id = request.headers().get(RequestId.HEADER);
    if (!end.decoderResult().isSuccess() || (id != null && !RequestId.printable(id))) {
      return false;
    }
    byte[] answer = answer(request.headers(), id, body(end), ctx.channel());
    if (answer == null) {
      return false;
    }
    held = null;
    pieces.forEach(HttpContent::release);
    pieces.clear();
    end.release();
    // It is encoded already: the encoder's own context leads past the encoder.
    encoder.write(response(answer, id, ctx.alloc()), encoder.voidPromise());
    written = true;
    loop.requests.answered(began);
    loop.meter.taken();
    return true;
  }

  /* All pieces as one, which owns none of them. */
  private ByteBuf body(LastHttpContent end) {
    if (pieces.isEmpty()) {
      return end.content();
    }
    ByteBuf[] all = new ByteBuf[pieces.size() + 1];
    for (int i = 0; i < pieces.size(); i++) {
      all[i] = pieces.get(i).content();
    }
    all[pieces.size()] = end.content();
    return Unpooled.wrappedUnmodifiableBuffer(all);
  }

  /** The body of the response to a body; or null, and nothing has happened then. */
  private byte @Nullable [] answer(
      HttpHeaders headers, @Nullable String id, ByteBuf body, Channel channel) {
    int length = body.readableBytes();
    if (length > loop.body.length) {
      return null;
    }
    body.getBytes(body.readerIndex(), loop.body, 0, length);
    try {
      Caller caller = caller(headers, channel);
      if (caller == null || !caller.may(Scope.CHECK)) {
        return null;
      }
      Optional<byte[]> answer =
          loop.endpoint.answerNow(loop.body, length, caller, source(headers, id, caller));
      return answer.orElse(null);
    } catch (Throwable e) {
      // Vert.x's way meets it again, and there it is answered and logged.
      LOG.debug("a check is handed on: {}", e.getClass().getSimpleName());
      return null;
    }
  }

  private CheckSource source(HttpHeaders headers, @Nullable String id, Caller caller) {
    String trace = loop.traced ? headers.get(CheckOrigin.TRACE) : null;
    return CheckSource.of(caller.id(), id == null ? "" : id, trace == null ? "" : trace);
  }

  /** Who asks, if that is known already; Vert.x's way finds out and refuses. */
  private @Nullable Caller caller(HttpHeaders headers, Channel channel) {
    if (!loop.access.required()) {
      return Caller.ANYONE;
    }
    return recent.known(
        headers.valueCharSequenceIterator(Presented.KEY),
        headers.valueCharSequenceIterator(HttpHeaderNames.AUTHORIZATION),
        channel);
  }

  private static ByteBuf response(byte[] answer, @Nullable String id, ByteBufAllocator allocator) {
    int more = id == null ? 0 : ID.length + id.length() + END.length;
    int rest = TYPE_AND_LENGTH.length + MOST_DIGITS + BODY_FOLLOWS.length + answer.length;
    int length = STATUS.length + more + rest;
    ByteBuf response = allocator.directBuffer(length, length).writeBytes(STATUS);
    if (id != null) {
      write(id, response.writeBytes(ID));
      response.writeBytes(END);
    }
    write(Integer.toString(answer.length), response.writeBytes(TYPE_AND_LENGTH));
    return response.writeBytes(BODY_FOLLOWS).writeBytes(answer);
  }

  private static void write(String ascii, ByteBuf response) {
    int unused = response.writeCharSequence(ascii, StandardCharsets.US_ASCII);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void handOnHeld(ChannelHandlerContext ctx, HttpRequest request) {
    held = null;
    handOn(ctx, request);
    List<HttpContent> now = List.copyOf(pieces);
    pieces.clear();
    now.forEach(piece -> handOn(ctx, piece));
  }

  private void handOn(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest request) {
      unanswered++;
      bodyGoesOn = true;
      closing |= !HttpUtil.isKeepAlive(request) || !request.decoderResult().isSuccess();
      if (isCheck(request)) {
        loop.meter.declined();
      }
    }
    if (message instanceof LastHttpContent) {
      bodyGoesOn = false;
    }
    ctx.fireChannelRead(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    HttpRequest request = held;
    if (request != null) {
      handOnHeld(ctx, request);
    }
    if (written) {
      written = false;
      ctx.flush();
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the promise tells who wrote
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent && !interim(message)) {
      unanswered--;
    }
    ctx.write(message, promise);
  }

  private static boolean interim(Object message) {
    return message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }
}
