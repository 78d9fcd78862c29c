package dev.portreeve.client.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes connections on to a server, and what the server says only after a while. */
final class SlowRelay implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  private final InetSocketAddress server;
  private final Duration delay;

  /**
   * @param server {@code 127.0.0.1:8080}
   * @param delay before each part of what the server says
   */
  SlowRelay(String server, Duration delay) throws IOException {
    int colon = server.lastIndexOf(':');
    this.server =
        new InetSocketAddress(
            server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
    this.delay = delay;
    threads.execute(this::accept);
  }

  /** Where it listens, as an option of a server. */
  String listen() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        Socket there = new Socket(server.getAddress(), server.getPort());
        threads.execute(() -> pass(client, there, Duration.ZERO));
        threads.execute(() -> pass(there, client, delay));
      }
    } catch (IOException e) {
      threads.shutdownNow();
    }
  }

  private static void pass(Socket from, Socket to, Duration delay) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] part = new byte[1 << 14];
      for (int length = in.read(part); length >= 0; length = in.read(part)) {
        Thread.sleep(delay.toMillis());
        out.write(part, 0, length);
      }
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
