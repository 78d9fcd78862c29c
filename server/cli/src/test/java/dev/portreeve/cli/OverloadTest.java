package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RawHttp1;
import dev.portreeve.sidecar.testing.RawHttp2;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that stay within every limit of a single request and would still take all memory of a
 * server with the launcher's heap: it lives, and answers the checks of others meanwhile.
 */
class OverloadTest {
  private static final byte[] BATCH = bytes(DoorRequests.batch(1_000, 930));
  private static final byte[] GRPC_BATCH =
      RawHttp2.message(DoorRequests.grpcBatch(1_000, 850).toByteArray());

  @TempDir private Path directory;
  private CommandProcess server;
  private OtherClient other;

  @BeforeEach
  void begin() {
    Path set = TestSets.copy("doors", directory.resolve("set"));
    server = CommandProcess.serve(directory, CommandProcess.LAUNCHER, set);
    other = new OtherClient(server.port());
  }

  @AfterEach
  void end() throws Exception {
    try {
      assertTrue(server.alive(), () -> server.output() + server.errors());
      other.stop(limits());
      server.terminate();
      assertEquals(0, server.await(), server.errors());
      assertEquals("", OtherClient.traces(server.errors()));
    } finally {
      server.close();
    }
  }

  /** What was refused, as the server tells it while it is hardest pressed. */
  private String limits() throws IOException {
    String port = server.awaitReady().replaceAll(".* management=127.0.0.1:([0-9]+) .*", "$1");
    try (RawHttp1 client = new RawHttp1(Integer.parseInt(port))) {
      String all = client.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n").read();
      return all.lines()
          .filter(line -> line.startsWith("portreeve_limits") && !line.endsWith(" 0.0"))
          .toList()
          .toString();
    }
  }

  @Test
  void batches_of64Clients_areAnsweredOrToldToTryAgain() throws Exception {
    byte[] request = bytes(RawHttp1.head(DoorRequests.BATCH_PATH, BATCH.length));
    List<Future<String>> answers =
        inParallel(
            64,
            i -> {
              try (RawHttp1 client = new RawHttp1(server.port())) {
                return client.send(request).send(BATCH).read();
              }
            });
    int answered = 0;
    for (Future<String> answer : answers) {
      String head = answer.get(60, TimeUnit.SECONDS);
      answered += head.startsWith("HTTP/1.1 200") ? 1 : 0;
      assertTrue(
          head.startsWith("HTTP/1.1 200")
              || head.startsWith("HTTP/1.1 503") && head.contains("retry-after: 1"),
          head.substring(0, Math.min(300, head.length())));
    }
    assertTrue(answered > 0);
  }

  @Test
  void batches_of100StreamsOfAConnection_areAllAnsweredSomehow() throws Exception {
    streams(100, DoorRequests.BATCH_PATH, "application/json", BATCH);
  }

  @Test
  void checks_of900Streams_areAllAnsweredSomehow() throws Exception {
    byte[] check = bytes(DoorRequests.check(60 << 10));
    List<Future<Integer>> all =
        inParallel(9, i -> streams(100, DoorRequests.CHECK_PATH, "application/json", check));
    for (Future<Integer> one : all) {
      one.get(120, TimeUnit.SECONDS);
    }
  }

  @Test
  void grpcBatches_sixtyAtOnce_areAllAnsweredSomehow() throws Exception {
    streams(60, DoorRequests.GRPC_BATCH, "application/grpc", GRPC_BATCH);
  }

  @Test
  void batches_halfSentThenSilence_areGivenUpForOthers() throws Exception {
    byte[] half = new byte[BATCH.length / 2];
    System.arraycopy(BATCH, 0, half, 0, half.length);
    List<RawHttp1> clients = new ArrayList<>();
    byte[] head = bytes(RawHttp1.head(DoorRequests.BATCH_PATH, BATCH.length));
    inParallel(
        60,
        i -> {
          RawHttp1 client = new RawHttp1(server.port());
          synchronized (clients) {
            clients.add(client);
          }
          try {
            return client.send(head).send(half);
          } catch (IOException e) {
            return client; // refused before all was sent
          }
        });
    Eventually.becomes("HTTP/1.1 200", Duration.ofSeconds(60), () -> statusOf(head));
    for (RawHttp1 client : clients) {
      client.close();
    }
  }

  /** How a batch is answered, which one may be told to send again. */
  private String statusOf(byte[] head) {
    try (RawHttp1 client = new RawHttp1(server.port())) {
      return client.send(head).send(BATCH).read().substring(0, 12);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void answers_thatNobodyReads_areHeldWithinTheBudget() throws Exception {
    byte[] batch = bytes(DoorRequests.batch(1_000, 60));
    List<RawHttp2> clients = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      RawHttp2 client = RawHttp2.to(server.port(), 0);
      clients.add(client);
    }
    inParallel(
        11,
        i ->
            new Http2Sender(clients.get(i), 50, DoorRequests.BATCH_PATH, "application/json", batch)
                .run());
    TimeUnit.SECONDS.sleep(6);
    for (RawHttp2 client : clients) {
      client.close();
    }
  }

  @Test
  void headers_unfinishedOn1300Connections_areHeldWithinTheLimits() throws Exception {
    for (String headers : List.of("a:\r\n".repeat(7_000), "a: " + "x".repeat(30_000))) {
      unfinishedHeaders(bytes("GET / HTTP/1.1\r\nHost: x\r\n" + headers));
    }
  }

  private void unfinishedHeaders(byte[] part) throws Exception {
    List<RawHttp1> clients = new ArrayList<>();
    for (int i = 0; i < 1_300; i++) {
      RawHttp1 client = new RawHttp1(server.port());
      clients.add(client);
      try {
        client.send(part);
      } catch (IOException e) {
        // closed by the server, as is right
      }
    }
    TimeUnit.SECONDS.sleep(2);
    for (RawHttp1 client : clients) {
      client.close();
    }
  }

  /** Sends all requests over one connection and waits until each stream has ended. */
  private int streams(int count, String path, String type, byte[] body) throws Exception {
    try (RawHttp2 client = RawHttp2.to(server.port(), 1 << 20)) {
      Http2Sender sender = new Http2Sender(client, count, path, type, body);
      return sender.run();
    }
  }

  private static <T> List<Future<T>> inParallel(int count, Action<T> action) {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    List<Future<T>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      all.add(threads.submit(() -> action.run(number)));
    }
    threads.shutdown();
    return all;
  }

  /** What one of several clients does. */
  @FunctionalInterface
  private interface Action<T> {
    T run(int number) throws Exception;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
