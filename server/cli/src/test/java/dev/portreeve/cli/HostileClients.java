package dev.portreeve.cli;

import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RawHttp1;
import dev.portreeve.sidecar.testing.RawHttp2;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What clients do to a server within and beyond its limits, a method for each kind; what the server
 * says to it is for other tests. That it breaks a connection off is right.
 */
final class HostileClients {
  private static final String GRPC = "application/grpc";
  private static final String JSON = "application/json";
  private static final String WATCH = "/grpc.health.v1.Health/Watch";
  private static final byte[] BATCH = bytes(DoorRequests.batch(1_000, 930));
  private static final int PATIENCE_MS = 2_000;

  /** One kind. */
  @FunctionalInterface
  interface Kind {
    void run(int port, Random random) throws IOException;
  }

  private static final List<Kind> KINDS =
      List.of(
          (port, random) -> malformed(port, random),
          (port, random) -> nested(port),
          (port, random) -> calls(port, random),
          (port, random) -> batches(port),
          (port, random) -> halves(port, random),
          (port, random) -> watches(port),
          (port, random) -> unread(port),
          (port, random) -> resets(port),
          (port, random) -> broken(port, random),
          (port, random) -> beyondWindow(port, random),
          (port, random) -> searches(port, random),
          (port, random) -> headers(port));

  private HostileClients() {}

  /** Does one of them; whatever the connection comes to is right. */
  static void one(int port, Random random) {
    try {
      KINDS.get(random.nextInt(KINDS.size())).run(port, random);
    } catch (IOException e) {
      // refused, reset or closed by the server
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void exchange(int port, byte[] request) throws IOException {
    try (RawHttp1 client = new RawHttp1(port)) {
      String unused = client.send(request).read();
    }
  }

  /** Requests that RFC 9112 or the API forbids. */
  private static void malformed(int port, Random random) throws IOException {
    String path = DoorRequests.CHECK_PATH;
    String head = "POST " + path + " HTTP/1.1\r\n";
    String rest = "Content-Type: application/json\r\nContent-Length: 2\r\n";
    List<String> requests =
        List.of(
            head + rest + "\r\n{}",
            head + "Host: x\r\nHost: y\r\n" + rest + "\r\n{}",
            head + "Host: x\r\nTransfer-Encoding: gzip, chunked\r\n" + rest + "\r\n{}",
            head + "Host: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n" + rest + "\r\n{}",
            head + "Host: x\r\nContent-Encoding: gzip\r\n" + rest + "\r\n{}",
            head + "Host: x\r\n" + rest + "\r\n[]",
            "GET /" + "x".repeat(17 << 10) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "G@T / HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /check/nginx HTTP/1.1\r\nHost: x\r\nX-Original-URI: /a/..%2f\r\n\r\n",
            RawHttp1.post(path, "\uFEFF{}"),
            RawHttp1.post(path, DoorRequests.CHECK.replace("user", "us\u0001er")),
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");
    exchange(
        port, requests.get(random.nextInt(requests.size())).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void nested(int port) throws IOException {
    exchange(port, bytes(RawHttp1.post(DoorRequests.CHECK_PATH, "{\"a\":".repeat(3_000))));
  }

  /** Calls whose message is none, compressed without an encoding, twice there or not at all. */
  private static void calls(int port, Random random) throws IOException {
    byte[] good = RawHttp2.message(DoorRequests.grpcCheck().toByteArray());
    byte[] compressed = good.clone();
    compressed[0] = 1;
    byte[] noise = new byte[200];
    random.nextBytes(noise);
    try (RawHttp2 client = RawHttp2.to(port, 65_535)) {
      int stream = 1;
      for (byte[] message :
          List.of(good, compressed, noise, new byte[0], RawHttp2.message(noise))) {
        client.post(stream, DoorRequests.GRPC_CHECK, GRPC, "te", "trailers");
        client.data(stream, message, true);
        stream += 2;
      }
      client.post(stream, DoorRequests.GRPC_CHECK, GRPC, "Bad Header", "x");
      List<RawHttp2.Frame> unused = client.readAll(PATIENCE_MS);
    }
  }

  private static void batches(int port) throws IOException {
    try (RawHttp2 client = RawHttp2.to(port, 1 << 20)) {
      int unused = new Http2Sender(client, 20, DoorRequests.BATCH_PATH, JSON, BATCH).run();
    } catch (AssertionError e) {
      // GOAWAY: the server has ended the connection for others
    }
  }

  /** Requests that stop in the middle, on connections that stay for a while. */
  private static void halves(int port, Random random) throws IOException {
    String batch = RawHttp1.head(DoorRequests.BATCH_PATH, BATCH.length);
    List<String> beginnings =
        List.of("", "POST /acc", "GET / HTTP/1.1\r\nHo", batch, batch + "{\"eval", "PRI * HTTP/2");
    List<RawHttp1> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        RawHttp1 client = new RawHttp1(port);
        clients.add(client);
        client.send(beginnings.get(random.nextInt(beginnings.size())));
      }
      exchange(port, bytes(RawHttp1.post(DoorRequests.CHECK_PATH, DoorRequests.CHECK)));
    } finally {
      for (RawHttp1 client : clients) {
        client.close();
      }
    }
  }

  /** Watches of the health that are given up at once. */
  private static void watches(int port) throws IOException {
    try (RawHttp2 client = RawHttp2.to(port, 65_535)) {
      for (int stream = 1; stream < 100; stream += 2) {
        client.post(stream, WATCH, GRPC, "te", "trailers");
        client.data(stream, new byte[5], true);
        client.frame(RawHttp2.RESET, 0, stream, new byte[] {0, 0, 0, 8});
      }
    }
  }

  /** Answers that nobody reads. */
  private static void unread(int port) throws IOException {
    byte[] batch = bytes(DoorRequests.batch(1_000, 60));
    try (RawHttp2 client = RawHttp2.to(port, 0)) {
      for (int stream = 1; stream < 20; stream += 2) {
        client.post(stream, DoorRequests.BATCH_PATH, JSON);
        client.data(stream, batch, true);
      }
      List<RawHttp2.Frame> unused = client.readAll(PATIENCE_MS);
    } catch (SocketTimeoutException e) {
      // the windows are full
    }
  }

  /** Calls that are taken back at once. */
  private static void resets(int port) throws IOException {
    byte[] message = RawHttp2.message(DoorRequests.grpcCheck().toByteArray());
    try (RawHttp2 client = RawHttp2.to(port, 65_535)) {
      for (int stream = 1; stream < 1_200; stream += 2) {
        client.post(stream, DoorRequests.GRPC_CHECK, GRPC, "te", "trailers");
        client.data(stream, message, stream % 3 == 0);
        client.frame(RawHttp2.RESET, 0, stream, new byte[] {0, 0, 0, 8});
      }
      List<RawHttp2.Frame> unused = client.readAll(PATIENCE_MS);
    }
  }

  /** A connection that ends in noise while a call is under way. */
  private static void broken(int port, Random random) throws IOException {
    byte[] noise = new byte[1 + random.nextInt(100)];
    random.nextBytes(noise);
    try (RawHttp2 client = RawHttp2.to(port, 65_535)) {
      client.post(1, DoorRequests.GRPC_CHECK, GRPC, "te", "trailers");
      client.frame(random.nextInt(10), random.nextInt(64), random.nextInt(3), noise);
      List<RawHttp2.Frame> unused = client.readAll(PATIENCE_MS);
    }
  }

  /** More than the connection's window lets a client send, on streams that wait for room. */
  private static void beyondWindow(int port, Random random) throws IOException {
    try (RawHttp2 client = RawHttp2.to(port, 65_535)) {
      for (int stream = 1; stream < 9; stream += 2) {
        client.post(stream, DoorRequests.BATCH_PATH, JSON, "content-length", "900000");
        client.data(stream, new byte[1 + random.nextInt(65_535)], false);
      }
      List<RawHttp2.Frame> unused = client.readAll(PATIENCE_MS);
    }
  }

  /** Searches and filters, asked rightly and wrongly. */
  private static void searches(int port, Random random) throws IOException {
    String path =
        List.of("filter", "search/subject", "search/resource", "search/action")
            .get(random.nextInt(4));
    List<String> bodies =
        List.of(
            DoorRequests.CHECK,
            DoorRequests.check(60_000),
            DoorRequests.CHECK.replaceFirst("}$", ",\"page\":{\"token\":\"none\"}}"),
            DoorRequests.CHECK.replaceFirst("}$", ",\"context\":" + "[".repeat(5_000)),
            "{\"context\":{\"note\":[" + "[],".repeat(15_000) + "[]]}}");
    exchange(
        port,
        bytes(RawHttp1.post("/access/v1/" + path, bodies.get(random.nextInt(bodies.size())))));
  }

  /** Headers that do not end, nearly as long as they may be. */
  private static void headers(int port) throws IOException {
    byte[] part = bytes("GET / HTTP/1.1\r\nHost: x\r\na: " + "x".repeat(30_000));
    List<RawHttp1> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        RawHttp1 client = new RawHttp1(port);
        clients.add(client);
        client.send(part);
      }
    } finally {
      for (RawHttp1 client : clients) {
        client.close();
      }
    }
  }
}
