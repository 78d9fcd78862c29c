package dev.portreeve.sidecar.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** A stream that was not answered within the read that brought it. */
final class Http2Request implements Waiter {
  /* Before a gRPC message: whether it is compressed, and its length. */
  private static final int GRPC_PREFIX = 5;

  /** Streams that go on as long as the client likes, and are answered meanwhile. */
  private static final String REFLECTION = "/grpc.reflection.";

  private final Http2Streams streams;
  private final LoopConnections loop;
  private final Http2Stream stream;
  private final Claim claim;
  private final long more;
  private final boolean grpc;
  private final boolean goesOn;
  private final Budget.Share share;
  private final Deque<Held> held = new ArrayDeque<>();
  private final long since;
  private long declared;
  private long received;
  private long receivedAtTick;
  private int quietTicks;
  private boolean ended;
  private boolean refused;
  private long waitingSince;
  private long unsentSince;

  /** Data that is not handed on yet. */
  private record Held(ByteBuf data, int padding, boolean end) {}

  Http2Request(Http2Streams streams, Http2Stream stream, Http2Headers headers) {
    this.streams = streams;
    this.loop = streams.loop();
    this.stream = stream;
    this.claim = loop.claim();
    this.since = loop.now();
    this.more = Http1Requests.MORE + bytes(headers);
    CharSequence path = headers.path() == null ? "" : headers.path();
    CharSequence type = headers.get(HttpHeaderNames.CONTENT_TYPE);
    this.share = Requests.share(path);
    this.goesOn = path.toString().startsWith(REFLECTION);
    this.grpc = type != null && type.toString().startsWith("application/grpc");
    this.declared = headers.getLong(HttpHeaderNames.CONTENT_LENGTH, -1);
    this.ended = !stream.state().remoteSideOpen();
  }

  private static long bytes(Http2Headers headers) {
    long bytes = 0;
    for (Map.Entry<CharSequence, CharSequence> header : headers) {
      bytes += header.getKey().length() + header.getValue().length() + 64L;
    }
    return bytes;
  }

  /** Holds what the headers take; called once the stream outlives a read. */
  void settle() {
    if (claim.held() == 0 && !claim.set(more, Budget.Share.ALL)) {
      refuse();
    }
  }

  void ended() {
    ended = true;
  }

  /** Takes data in; what it returns is given back to the client's window at once. */
  int data(ByteBuf data, int padding, boolean end) throws Http2Exception {
    received += data.readableBytes();
    if (refused) {
      ended |= end;
      return data.readableBytes() + padding;
    }
    boolean first = received == data.readableBytes();
    if (declared < 0 && grpc && first && received >= GRPC_PREFIX) {
      declared = GRPC_PREFIX + (data.getInt(data.readerIndex() + 1) & 0xFFFF_FFFFL);
    }
    boolean atOnce = end && first && !loop.all().budget().full(share);
    if (waitingSince == 0 && (atOnce || hasRoom())) {
      ended |= end;
      return streams.deliver(stream.id(), data, padding, end);
    }
    held.add(new Held(data.retain(), padding, end));
    if (waitingSince == 0) {
      waitingSince = loop.now();
      loop.await(this);
    }
    if (!claim.set(more + heldBytes(), share.waiting())) {
      loop.forget(this);
      refuse();
    }
    return 0;
  }

  private long heldBytes() {
    return held.stream().mapToLong(one -> one.data().readableBytes()).sum();
  }

  private boolean hasRoom() {
    long wanted = declared >= received ? declared : 2 * received;
    return more + wanted <= claim.held() || claim.set(more + wanted, share);
  }

  @Override
  public boolean admit() {
    if (!hasRoom()) {
      return false;
    }
    waitingSince = 0;
    try {
      while (!held.isEmpty()) {
        Held next = held.remove();
        ended |= next.end();
        int taken = streams.deliver(stream.id(), next.data(), next.padding(), next.end());
        next.data().release();
        giveBack(taken);
      }
    } catch (Http2Exception e) {
      reset();
    }
    streams.context().flush();
    return true;
  }

  private void giveBack(int bytes) throws Http2Exception {
    if (bytes > 0 && stream.state().remoteSideOpen()) {
      streams.handler().decoder().flowController().consumeBytes(stream, bytes);
    }
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

  void tick(long now, boolean scarce) {
    if (waitingSince != 0) {
      return;
    }
    if (stream.isHeadersSent()) {
      claim.force(more);
      tickAnswer(now, scarce);
    }
    if (!ended && !refused) {
      tickBody(now, scarce);
    }
  }

  private void tickBody(long now, boolean scarce) {
    quietTicks = received == receivedAtTick ? quietTicks + 1 : 0;
    receivedAtTick = received;
    boolean holds = claim.held() > more;
    long limit = goesOn ? loop.limits().idle().toNanos() : loop.limits().body().toNanos();
    if (now - since > limit) {
      loop.all().reached(ReachedLimit.BODY_TIME);
      refuse(RefusalReply.TOO_SLOW);
    } else if (scarce && holds && quietTicks >= Requests.QUIET_TICKS) {
      loop.all().reached(ReachedLimit.STALLED);
      refuse(RefusalReply.TOO_SLOW);
    }
  }

  /** An answer whose head is sent but whose rest the client's window does not take. */
  private void tickAnswer(long now, boolean scarce) {
    Http2RemoteFlowController flow = streams.handler().encoder().flowController();
    boolean unsent =
        flow.hasFlowControlled(stream)
            || flow.windowSize(stream) <= 0
            || flow.windowSize(streams.handler().connection().connectionStream()) <= 0;
    if (!unsent) {
      unsentSince = 0;
    } else if (unsentSince == 0) {
      unsentSince = now;
    } else if (now - unsentSince > streams.connection().unreadNanos(scarce)) {
      loop.all().reached(ReachedLimit.UNREAD);
      reset();
    }
  }

  /** Answers in place of what would have, and lets the rest of the request be dropped. */
  @SuppressWarnings("FutureReturnValueIgnored") // a client that is gone hears nothing
  private void refuse(RefusalReply reply) {
    refused = true;
    drop();
    if (stream.isHeadersSent()) {
      reset();
      return;
    }
    ChannelHandlerContext ctx = streams.context();
    Http2ConnectionEncoder encoder = streams.handler().encoder();
    if (grpc) {
      encoder.writeHeaders(ctx, stream.id(), reply.grpc(), 0, true, ctx.newPromise());
    } else {
      encoder.writeHeaders(ctx, stream.id(), reply.http2(), 0, false, ctx.newPromise());
      encoder.writeData(ctx, stream.id(), reply.body(), 0, true, ctx.newPromise());
      writePending(encoder);
    }
    if (!ended) {
      reset(Http2Error.NO_ERROR);
    }
    ctx.flush();
  }

  /** Or the reset that follows would overtake it. */
  private void writePending(Http2ConnectionEncoder encoder) {
    try {
      encoder.flowController().writePendingBytes();
    } catch (Http2Exception e) {
      reset();
    }
  }

  private void reset() {
    reset(Http2Error.CANCEL);
    streams.context().flush();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a client that is gone hears nothing
  private void reset(Http2Error error) {
    ChannelHandlerContext ctx = streams.context();
    streams.handler().encoder().writeRstStream(ctx, stream.id(), error.code(), ctx.newPromise());
  }

  private void drop() {
    claim.force(0);
    held.forEach(one -> one.data().release());
    held.clear();
  }

  void closed() {
    if (waitingSince != 0) {
      waitingSince = 0;
      loop.forget(this);
    }
    drop();
  }
}
