package dev.portreeve.sidecar.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;

/** A connection before its protocol is known. */
final class Opening implements Protocol {
  private final Connection connection;
  private final Claim claim;
  private final ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
  private int matched;
  private int lines;
  private boolean decided;
  private boolean refused;
  private long began;

  Opening(Connection connection) {
    this.connection = connection;
    this.claim = connection.loop().claim();
  }

  /**
   * Hands the first bytes on, in two parts where they are no preface of HTTP/2: at the first byte
   * that tells, Vert.x prepares for HTTP/1.1, and the limits must stand there before a request
   * does.
   */
  void read(ChannelHandlerContext ctx, ByteBuf bytes) {
    if (began == 0) {
      began = connection.loop().now();
      decided = ctx.pipeline().get(SslHandler.class) != null;
      refuse(ctx, WrongProtocol.answer(bytes.getByte(bytes.readerIndex()), decided));
    }
    if (refused) {
      bytes.release();
      return;
    }
    lines += headerLines(bytes);
    if (!decided && lines > ConnectionLimits.HEAD_LINES) {
      bytes.release();
      connection.loop().all().reached(ReachedLimit.HEADER_LINES);
      ctx.writeAndFlush(RefusalReply.MANY_HEADERS.text()).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    int from = bytes.readerIndex();
    int end = bytes.writerIndex();
    int at = from;
    while (!decided && at < end && matched < preface.readableBytes()) {
      if (bytes.getByte(at) == preface.getByte(matched)) {
        matched++;
        at++;
      } else {
        decided = true;
        ctx.fireChannelRead(bytes.readRetainedSlice(at + 1 - from));
        http1(ctx.pipeline());
      }
    }
    if (matched == preface.readableBytes()) {
      decided = true;
    }
    connection.deliver(ctx, bytes);
  }

  /** Counted before they are read: a flood of them would become objects first. */
  private static int headerLines(ByteBuf bytes) {
    int count = 0;
    int sinceLine = 0;
    for (int at = bytes.readerIndex(); at < bytes.writerIndex(); at++) {
      if (bytes.getByte(at) != '\n') {
        sinceLine++;
      } else if (sinceLine <= 1 && count > 0) {
        return count;
      } else {
        count++;
        sinceLine = 0;
      }
    }
    return count;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a write that fails breaks the connection
  private void refuse(ChannelHandlerContext ctx, Optional<ByteBuf> answer) {
    if (answer.isPresent()) {
      refused = true;
      ctx.writeAndFlush(answer.get()).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void http1(ChannelPipeline pipeline) {
    String encoder = "httpEncoder";
    if (pipeline.get(encoder) != null) {
      Http1Requests requests = new Http1Requests(connection, claim);
      pipeline.addAfter(encoder, "requests", requests);
      // Of TLS only ciphertext comes by there.
      connection.speaks(requests, pipeline.get(SslHandler.class) == null);
    }
  }

  /** Vert.x knows the protocol. */
  void open(ChannelHandlerContext vertx) {
    if (vertx.handler() instanceof Http2ConnectionHandler handler) {
      claim.force(0);
      ReceiveWindows.guard(handler);
      Http2Streams streams = new Http2Streams(connection, handler, vertx);
      handler.decoder().frameListener(streams);
      connection.finished();
      connection.speaks(streams, false);
    } else {
      http1(vertx.pipeline());
    }
  }

  @Override
  public void settle() {
    if (connection.unfinished() > 0
        && !claim.set(connection.unfinishedHeaderBytes(), Budget.Share.UNFINISHED)) {
      connection.loop().all().reached(ReachedLimit.IN_FLIGHT);
      connection.end();
    }
  }

  @Override
  public void tick(long now, boolean scarce) {
    if (began != 0 && now - began > connection.loop().limits().header().toNanos()) {
      connection.loop().all().reached(ReachedLimit.HEADER_TIME);
      connection.end();
    } else if (began == 0 && Idle.tooLong(connection, now, scarce)) {
      connection.loop().all().reached(ReachedLimit.IDLE_TIME);
      connection.end();
    }
  }

  @Override
  public boolean busy() {
    return false;
  }

  @Override
  public boolean used() {
    return false;
  }

  @Override
  public long lastRequest() {
    return connection.opened();
  }

  @Override
  public void drain() {
    // What has sent nothing is not waited for; a request that is just arriving is.
    if (began == 0) {
      connection.end();
    }
  }

  @Override
  public void closed() {
    claim.force(0);
  }
}
