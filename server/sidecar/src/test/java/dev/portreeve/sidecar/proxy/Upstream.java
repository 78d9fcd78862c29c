package dev.portreeve.sidecar.proxy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The service behind a proxy: answers everything and remembers what reached it. */
final class Upstream implements AutoCloseable {
  private static final byte[] BODY = "exported".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final List<Reached> reached = new CopyOnWriteArrayList<>();

  /** A request that got through. */
  record Reached(String target, Headers headers) {}

  Upstream() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    reached.add(new Reached(exchange.getRequestURI().toString(), exchange.getRequestHeaders()));
    exchange.sendResponseHeaders(200, BODY.length);
    exchange.getResponseBody().write(BODY);
    exchange.close();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** What has got through since the last look. */
  List<Reached> reached() {
    List<Reached> all = List.copyOf(reached);
    reached.clear();
    return all;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
