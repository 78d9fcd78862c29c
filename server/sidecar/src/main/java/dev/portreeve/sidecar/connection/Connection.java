package dev.portreeve.sidecar.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.net.impl.ShutdownEvent;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a connection before everything else, from its first byte on: counts the bytes that are
 * unfinished and those that the client does not take, and closes so that nothing sent is lost.
 */
final class Connection extends ChannelDuplexHandler {
  /** How long what a client still sends is dropped, so that it can read the last answer. */
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long a client may take nothing while others need the room. */
  private static final long UNREAD_SCARCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long JUST_USED_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long NEVER_USED_NANOS = TimeUnit.DAYS.toNanos(1);

  private final LoopConnections loop;
  private final Channel channel;
  private final Claim answers;
  private final long opened;
  private Protocol protocol;
  private boolean countsHeaders = true;
  private int unfinished;
  private int lines;
  private long lingering;
  private @Nullable Object firstUnsent;
  private long firstUnsentBytes;
  private long taken;

  Connection(LoopConnections loop, Channel channel) {
    this.loop = loop;
    this.channel = channel;
    this.answers = loop.claim();
    this.opened = System.nanoTime();
    this.taken = opened;
    this.protocol = new Opening(this);
  }

  LoopConnections loop() {
    return loop;
  }

  Channel channel() {
    return channel;
  }

  long opened() {
    return opened;
  }

  /** The bytes read since the last whole unit of the protocol. */
  int unfinished() {
    return unfinished;
  }

  /** What those bytes hold while they are headers: each may have become an object. */
  long unfinishedHeaderBytes() {
    return 2L * unfinished + 128L * lines;
  }

  /** How many lines of headers are among them. */
  int lines() {
    return lines;
  }

  /** Everything read so far is taken care of. */
  void finished() {
    unfinished = 0;
    lines = 0;
  }

  /** Tells what the connection is about. */
  void speaks(Protocol known, boolean headersByLine) {
    protocol = known;
    countsHeaders = headersByLine;
    if (loop.all().draining()) {
      known.drain();
    }
  }

  /** See {@link Connections#open}. */
  void open(ChannelHandlerContext vertx) {
    if (protocol instanceof Opening opening) {
      opening.open(vertx);
    }
    if (protocol instanceof Http1Requests requests) {
      requests.before(vertx);
    }
  }

  /**
   * How well it can be done without: the time without a request, by far the most where there never
   * was one or the last answer is sent, and nothing where there is one or just was.
   */
  long dispensable(long now) {
    if (lingering != 0) {
      return Long.MAX_VALUE;
    }
    long idle = now - protocol.lastRequest();
    if (protocol.busy()) {
      return 0;
    }
    return protocol.used() ? Math.max(0, idle - JUST_USED_NANOS) : idle + NEVER_USED_NANOS;
  }

  long lastRequest() {
    return protocol.lastRequest();
  }

  void drain() {
    protocol.drain();
  }

  /** Reads no more. */
  void pause() {
    channel.config().setAutoRead(false);
  }

  void resume() {
    channel.config().setAutoRead(true);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    loop.add(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    loop.remove(this);
    answers.force(0);
    protocol.closed();
    ctx.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (lingering != 0) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof ByteBuf bytes) {
      unfinished += bytes.readableBytes();
      if (protocol instanceof Opening opening) {
        opening.read(ctx, bytes);
      } else {
        deliver(ctx, bytes);
      }
    } else {
      ctx.fireChannelRead(message);
    }
  }

  /** Hands bytes on and counts the lines of headers that they did not finish. */
  void deliver(ChannelHandlerContext ctx, ByteBuf bytes) {
    if (!countsHeaders) {
      ctx.fireChannelRead(bytes);
      return;
    }
    int from = bytes.readerIndex();
    int length = bytes.readableBytes();
    bytes.retain();
    try {
      ctx.fireChannelRead(bytes);
      if (unfinished > 0) {
        lines += lines(bytes, from, length);
      }
    } finally {
      bytes.release();
    }
  }

  private static int lines(ByteBuf bytes, int from, int length) {
    int count = 0;
    for (int at = from; at < from + length; at++) {
      count += bytes.getByte(at) == '\n' ? 1 : 0;
    }
    return count;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.fireChannelReadComplete();
    protocol.settle();
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    ctx.flush();
    unsent();
  }

  /** Counts what the client has not taken; nearly always nothing. */
  private void unsent() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    long bytes = buffer == null ? 0 : buffer.totalPendingWriteBytes();
    if (bytes != 0 || answers.held() != 0) {
      answers.force(bytes);
    }
  }

  /** Counts an answer that is not part of what {@link #unsent} sees. */
  void hold(long bytes, Future<Void> sent) {
    loop.all().budget().hold(bytes);
    sent.onComplete(done -> loop.all().budget().release(bytes));
  }

  void tick(long now, boolean scarce) {
    if (lingering != 0 && now - lingering > LINGER_NANOS) {
      end();
      return;
    }
    unsent();
    if (takesNothing(now, scarce)) {
      loop.all().reached(ReachedLimit.UNREAD);
      end();
    } else if (lingering == 0) {
      protocol.tick(now, scarce);
    }
  }

  private boolean takesNothing(long now, boolean scarce) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    Object first = buffer == null ? null : buffer.current();
    long bytes = first == null ? 0 : buffer.currentProgress();
    if (first == null || first != firstUnsent || bytes != firstUnsentBytes) {
      firstUnsent = first;
      firstUnsentBytes = bytes;
      taken = now;
    }
    return now - taken > unreadNanos(scarce);
  }

  long unreadNanos(boolean scarce) {
    long limit = loop.limits().unread().toNanos();
    return scarce ? Math.min(limit, UNREAD_SCARCE_NANOS) : limit;
  }

  /** Memory outside of the heap is Netty's own, so the JVM does not tell that it is gone. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }
    ctx.fireExceptionCaught(failure);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    // Vert.x would close what is idle at this moment; here it may still send the last request.
    if (event instanceof ShutdownEvent) {
      protocol.drain();
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  /**
   * Sends that nothing more comes, then drops what the client still sends until it closes too: a
   * close with bytes unread would be a reset, which may overtake the last answer.
   */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the promise tells
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (!channel.isActive() || !(channel instanceof DuplexChannel duplex)) {
      ctx.close(promise);
      return;
    }
    channel.closeFuture().addListener(closed -> promise.trySuccess());
    if (lingering != 0) { // Netty closes twice after a GOAWAY with an error
      return;
    }
    lingering = System.nanoTime();
    duplex.shutdownOutput().addListener(shut -> resume());
  }

  /** Closes at once. */
  void end() {
    channel.unsafe().close(channel.unsafe().voidPromise());
  }
}
