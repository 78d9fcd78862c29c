package dev.portreeve.client.http;

import dev.portreeve.client.remote.Deadline;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One connection to a unix socket, for one request at a time; waits no longer than it is told. */
final class UnixConnection implements AutoCloseable {
  private static final int ROOM = 8 * 1024;
  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private long idleSince;
  private boolean reusable;

  private UnixConnection(SocketChannel channel, Selector selector) throws IOException {
    this.channel = channel;
    this.selector = selector;
    channel.configureBlocking(false);
    this.key = channel.register(selector, 0);
  }

  static UnixConnection open(Path socket, Deadline deadline)
      throws IOException, InterruptedException {
    UnixConnection connection = new UnixConnection(channel(), Selector.open());
    try {
      boolean connected = connection.channel.connect(UnixDomainSocketAddress.of(socket));
      while (!connected) {
        connection.await(SelectionKey.OP_CONNECT, deadline);
        connected = connection.channel.finishConnect();
      }
      return connection;
    } catch (IOException | InterruptedException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static SocketChannel channel() throws IOException {
    return SocketChannel.open(StandardProtocolFamily.UNIX);
  }

  /** Sends a request and waits for the whole response. */
  Reply exchange(byte[] request, Deadline deadline) throws IOException, InterruptedException {
    reusable = false;
    send(ByteBuffer.wrap(request), deadline);
    return receive(deadline);
  }

  private void send(ByteBuffer request, Deadline deadline)
      throws IOException, InterruptedException {
    while (request.hasRemaining()) {
      if (channel.write(request) == 0) {
        await(SelectionKey.OP_WRITE, deadline);
      }
    }
  }

  private Reply receive(Deadline deadline) throws IOException, InterruptedException {
    byte[] bytes = new byte[ROOM];
    int length = 0;
    while (true) {
      if (length == bytes.length) {
        if (length > 2 * LimitedBody.MAX_BYTES) {
          throw new IOException("the answer is too long");
        }
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
      int read = channel.read(ByteBuffer.wrap(bytes, length, bytes.length - length));
      if (read == 0) {
        await(SelectionKey.OP_READ, deadline);
        continue;
      }
      length += Math.max(read, 0);
      Optional<ReplyParser.Parsed> parsed = ReplyParser.parse(bytes, length, read < 0);
      if (parsed.isPresent()) {
        reusable = parsed.get().reusable();
        idleSince = System.nanoTime();
        return parsed.get().reply();
      }
      if (deadline.over()) {
        throw new DeadlineException();
      }
    }
  }

  /** Whether it takes another request. */
  boolean reusable() {
    return reusable;
  }

  /** How long nothing was asked, in nanoseconds. */
  long idle() {
    return System.nanoTime() - idleSince;
  }

  private void await(int operation, Deadline deadline) throws IOException, InterruptedException {
    key.interestOps(operation);
    long left = deadline.left();
    if (left == 0) {
      throw new DeadlineException();
    }
    selector.select(Math.max(1, left / NANOS_PER_MILLI));
    selector.selectedKeys().clear();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  @Override
  public void close() {
    try (selector;
        channel) {
      reusable = false;
    } catch (IOException e) {
      System.getLogger(UnixConnection.class.getName())
          .log(System.Logger.Level.DEBUG, "a connection did not close", e);
    }
  }
}
