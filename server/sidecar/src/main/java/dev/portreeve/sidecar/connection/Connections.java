package dev.portreeve.sidecar.connection;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.PreferHeapByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.spi.transport.Transport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All connections of a port, with what they may take of the server together. */
public final class Connections {
  /*
   * What is read at a time: at first what a check takes, later up to the largest, twice in a row.
   * That is also what a connection can send before anybody decides to read no more of it.
   */
  private static final int LEAST_READ = 512;
  private static final int FIRST_READ = 2 << 10;
  private static final int MOST_READ = 16 << 10;
  private static final int READS = 2;

  private static final int SHORT_ANSWER = 16 << 10;

  private final ConnectionLimits limits;
  private final Consumer<ReachedLimit> reached;
  private final Budget budget;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<EventLoop, LoopConnections> loops = new ConcurrentHashMap<>();
  private volatile boolean draining;
  private @Nullable ByteBufAllocator allocator;

  /**
   * @param reached counts what a limit refused or ended
   */
  public Connections(ConnectionLimits limits, Consumer<ReachedLimit> reached) {
    this.limits = limits;
    this.reached = reached;
    this.budget = new Budget(limits.inFlightBytes(), this::released);
  }

  /** The least bytes in flight with which a batch of so many bytes is ever let in. */
  public static long leastInFlight(long batchBytes) {
    return Budget.leastFor(batchBytes + Http1Requests.MORE);
  }

  /** What each of them is held to. */
  public ConnectionLimits limits() {
    return limits;
  }

  Budget budget() {
    return budget;
  }

  AtomicInteger count() {
    return open;
  }

  void reached(ReachedLimit limit) {
    reached.accept(limit);
  }

  /** How many there are. */
  public int open() {
    return open.get();
  }

  /** The bytes that requests and answers hold. */
  public long bytesInFlight() {
    return budget.held();
  }

  /**
   * Counts an answer over HTTP/2 among the bytes in flight until it is sent: Vert.x keeps what the
   * client's windows do not take. Over HTTP/1.1 the connection itself knows what is unsent.
   *
   * @param bytes how long the answer is
   * @param sent completes when it is sent or never will be
   */
  public static void hold(HttpServerRequest request, int bytes, Future<Void> sent) {
    Connection watched =
        request.version() == HttpVersion.HTTP_2 && !sent.isComplete()
            ? watched(request.connection())
            : null;
    if (watched != null) {
      watched.hold(bytes, sent);
    }
  }

  /**
   * Whether there is room for an answer that its client may never take: short ones always have it.
   * It is counted as a limit that was reached where there is none.
   */
  public static boolean hasRoom(HttpServerRequest request, int bytes) {
    Connection watched = bytes > SHORT_ANSWER ? watched(request.connection()) : null;
    if (watched == null || watched.loop().all().budget.hasRoom(bytes)) {
      return true;
    }
    watched.loop().all().reached(ReachedLimit.IN_FLIGHT);
    return false;
  }

  private static @Nullable Connection watched(HttpConnection connection) {
    return connection instanceof HttpServerConnection server
        ? server.channelHandlerContext().pipeline().get(Connection.class)
        : null;
  }

  /** A transport of Vert.x whose servers have these connections. */
  public io.vertx.core.transport.Transport guard(Transport transport) {
    return new GuardedTransport(transport, this);
  }

  /** These use memory of the heap alone: what others take outside of it does not matter to them. */
  public Connections inHeap() {
    allocator = new PreferHeapByteBufAllocator(new UnpooledByteBufAllocator(false));
    return this;
  }

  /** Lets these connections be watched from their first byte on. */
  @SuppressWarnings("deprecation") // RCVBUF_ALLOCATOR has no successor in this Netty
  void configure(ServerBootstrap bootstrap) {
    bootstrap
        .handler(new Accepted())
        .childOption(
            ChannelOption.RCVBUF_ALLOCATOR,
            new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, MOST_READ)
                .maxMessagesPerRead(READS));
    if (allocator != null) {
      bootstrap.childOption(ChannelOption.ALLOCATOR, allocator);
    }
  }

  /** Tells that Vert.x has found out which protocol a connection speaks. */
  public void open(HttpConnection connection) {
    Connection watched = watched(connection);
    if (watched != null && connection instanceof HttpServerConnection server) {
      watched.open(server.channelHandlerContext());
    }
  }

  /** From now on answers end their connections, as soon as every request is answered. */
  public void drain() {
    draining = true;
    loops.values().forEach(LoopConnections::drain);
  }

  /** Whether a stop has begun to end connections. */
  public boolean draining() {
    return draining;
  }

  private void released() {
    loops.values().forEach(LoopConnections::roomMade);
  }

  private LoopConnections of(EventLoop loop) {
    return loops.computeIfAbsent(loop, one -> new LoopConnections(one, this));
  }

  /** Sees connections as they are accepted, before Vert.x does. */
  @Sharable
  private final class Accepted extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
      if (accepted instanceof Channel channel) {
        channel.pipeline().addLast(new Initializer());
      }
      ctx.fireChannelRead(accepted);
    }
  }

  private final class Initializer extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel.pipeline().addFirst(new Connection(of(channel.eventLoop()), channel));
    }
  }
}
