package dev.portreeve.sidecar.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Takes what is sent as OTLP over HTTP, and keeps it byte for byte. */
public final class TestCollector implements AutoCloseable {
  private final HttpServer server;
  private volatile boolean taking = true;
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());

  public TestCollector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.createContext("/v1/logs", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    // Each byte as one character, so that texts and ids can be looked for.
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    boolean now = taking;
    if (now) {
      bodies.add(body);
    }
    exchange.getResponseHeaders().set("content-type", "application/x-protobuf");
    exchange.sendResponseHeaders(now ? 200 : 503, -1);
    exchange.close();
  }

  /** Whether it takes what comes from now on, or answers 503. */
  public void taking(boolean yes) {
    taking = yes;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All that came. */
  public String taken() {
    return String.join("", List.copyOf(bodies));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
