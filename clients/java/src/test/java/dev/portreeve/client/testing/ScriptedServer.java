package dev.portreeve.client.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does with each request what a test says, however wrong. */
public final class ScriptedServer implements AutoCloseable {
  private final ServerSocketChannel door;
  private final Script script;
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "scripted");
            thread.setDaemon(true);
            return thread;
          });

  /** What it does with a request. */
  public interface Script {
    /**
     * Answers a request; what it throws closes the connection.
     *
     * @param request headers and body
     * @param number of the request, from 1
     */
    void answer(String request, int number, OutputStream to) throws Exception;
  }

  private ScriptedServer(ServerSocketChannel door, Script script) {
    this.door = door;
    this.script = script;
    threads.execute(this::accept);
  }

  public static ScriptedServer tcp(Script script) throws IOException {
    ServerSocketChannel door = ServerSocketChannel.open();
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return new ScriptedServer(door, script);
  }

  public static ScriptedServer unix(Path socket, Script script) throws IOException {
    ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    door.bind(UnixDomainSocketAddress.of(socket));
    return new ScriptedServer(door, script);
  }

  /** A response of this status with a body of JSON. */
  public static byte[] response(int status, String headers, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return "HTTP/1.1 %d X\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, headers, length, body)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Always that response. */
  public static Script always(int status, String body) {
    return (request, number, to) -> to.write(response(status, "", body));
  }

  public String address() throws IOException {
    SocketAddress bound = door.getLocalAddress();
    return bound instanceof InetSocketAddress tcp
        ? "http://127.0.0.1:" + tcp.getPort()
        : "unix:" + bound;
  }

  /** How many requests have come. */
  public int requests() {
    return requests.get();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel connection = door.accept();
        threads.execute(() -> serve(connection));
      }
    } catch (IOException e) {
      threads.shutdownNow();
    }
  }

  private void serve(SocketChannel connection) {
    try (connection;
        InputStream in = Channels.newInputStream(connection);
        OutputStream out = Channels.newOutputStream(connection)) {
      String request = request(in);
      while (!request.isEmpty()) {
        script.answer(request, requests.incrementAndGet(), out);
        out.flush();
        request = request(in);
      }
    } catch (Exception e) {
      System.getLogger("scripted").log(System.Logger.Level.DEBUG, "connection ended", e);
    }
  }

  private static String request(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    String lower = head.toString().toLowerCase(java.util.Locale.ROOT);
    int at = lower.indexOf("content-length: ") + "content-length: ".length();
    int length = Integer.parseInt(lower.substring(at, lower.indexOf("\r\n", at)));
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
