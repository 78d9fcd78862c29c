package dev.portreeve.bench.load.client;

import dev.portreeve.bench.load.requests.Call;
import dev.portreeve.bench.load.requests.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One connection of our own generator. It is made for one thread that does not sleep: what cannot
 * be written at once is written when that thread comes by again.
 */
abstract class Connection implements AutoCloseable {
  private static final int OUT = 1 << 18;
  private static final int IN = 1 << 18;
  private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Takes answers. */
  @FunctionalInterface
  interface Sink {
    /**
     * An answer has come.
     *
     * @param call which one it answers
     * @param number of the call among all that were sent, as given to {@link #put}
     */
    void answer(int call, long number, byte[] bytes, int from, int length);
  }

  final ByteBuffer out = ByteBuffer.allocateDirect(OUT);
  final byte[] bytes = new byte[IN];
  final Sink sink;
  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.wrap(bytes);
  private long received;

  Connection(int port, Sink sink) throws IOException {
    this.sink = sink;
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
  }

  /** Connects as the calls want it. */
  static Connection open(int port, List<Call> calls, Sink sink) throws IOException {
    return calls.get(0).protocol() == Protocol.HTTP
        ? new Http1Connection(port, calls, sink)
        : new Http2Connection(port, calls, sink);
  }

  /** Whether one more call can be sent, with so many under way at most. */
  abstract boolean takes(int atMost);

  /** Writes a call into {@link #out}; {@code number} comes back with its answer. */
  abstract void put(int call, long number);

  /** Reads what has come whole, and says how many bytes that were. */
  abstract int parse(int from, int to);

  final void register(Selector selector) throws IOException {
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Sends what has been put. */
  final void flush() throws IOException {
    if (out.position() > 0) {
      out.flip();
      channel.write(out);
      out.compact();
    }
  }

  /** Takes what has come. */
  final void read() throws IOException {
    int count = channel.read(in);
    if (count < 0) {
      throw new IOException("the server has closed a connection");
    }
    received += count;
    int from = 0;
    for (int taken = 1; taken > 0 && from < in.position(); from += taken) {
      taken = parse(from, in.position());
    }
    if (from > 0) {
      in.flip().position(from);
      in.compact();
    } else if (!in.hasRemaining()) {
      throw new IOException("an answer is too long");
    }
  }

  /** Asks one call and waits for its answer. */
  final void ask(int call) throws IOException {
    put(call, 0);
    long until = System.nanoTime() + ANSWER_NANOS;
    do {
      flush();
      read();
      Thread.onSpinWait();
    } while (busy() && System.nanoTime() < until);
    if (busy()) {
      throw new IOException("no answer");
    }
  }

  /** Whether an answer is still to come. */
  abstract boolean busy();

  /** The bytes that have come so far. */
  long received() {
    return received;
  }

  @Override
  public final void close() throws IOException {
    channel.close();
  }
}
