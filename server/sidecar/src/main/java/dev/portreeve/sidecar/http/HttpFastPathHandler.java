package dev.portreeve.sidecar.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a connection over HTTP/1.1 just before Vert.x, answers what {@link EvaluationFastPath}
 * can and hands on everything else.
 */
final class HttpFastPathHandler extends ChannelDuplexHandler {
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
  private final EvaluationFastPath lane;
  private final ChannelHandlerContext encoder;
  private final List<HttpContent> pieces = new ArrayList<>();
  private @Nullable HttpRequest held;
  private int unanswered;
  private boolean bodyGoesOn;
  private boolean closing;
  private boolean written;

  private HttpFastPathHandler(EvaluationFastPath lane, ChannelHandlerContext encoder) {
    this.lane = lane;
    this.encoder = encoder;
  }

  /** Puts one before Vert.x, if that is a connection over HTTP/1.1. */
  static void before(ChannelHandlerContext vertx, EvaluationFastPath lane) {
    ChannelPipeline pipeline = vertx.pipeline();
    ChannelHandlerContext encoder = pipeline.context(HttpResponseEncoder.class);
    if (encoder != null) {
      pipeline.addBefore(vertx.name(), "evaluation", new HttpFastPathHandler(lane, encoder));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    HttpRequest request = held;
    if (request == null) {
      if (message instanceof HttpRequest next && free(ctx) && lane.takes(next)) {
        held = next;
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

  private boolean free(ChannelHandlerContext ctx) {
    return unanswered == 0 && !bodyGoesOn && !closing && ctx.channel().isWritable();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a write that fails breaks the connection
  private boolean answer(ChannelHandlerContext ctx, HttpRequest request, LastHttpContent end) {
    if (!end.decoderResult().isSuccess()) {
      return false;
    }
    ByteBuf response = lane.answer(request, body(end), ctx.channel());
    if (response == null) {
      return false;
    }
    held = null;
    pieces.forEach(HttpContent::release);
    pieces.clear();
    end.release();
    // It is encoded already: the encoder's own context leads past the encoder.
    encoder.write(response, encoder.voidPromise());
    written = true;
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
