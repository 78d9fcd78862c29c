package dev.portreeve.sidecar.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RawHttp1;
import dev.portreeve.sidecar.testing.RawHttp2;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TimeLimitsTest {
  private static final String BATCH_HEAD = RawHttp1.head(DoorRequests.BATCH_PATH, 500_000);
  private static final String TRICKLE = "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ";
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.of(
            TestSets.of("doors"),
            Map.of("--header-timeout", "1", "--body-timeout", "2", "--idle-timeout", "2"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void connection_beginningOfARequestThenNothing_isClosed() throws IOException {
    List<String> answers =
        answers(
            "",
            "POST /access/v1/eva",
            "POST /access/v1/evaluation HTTP/1.1\r\nHost: x\r\nContent-",
            "PRI * HTTP/2.0\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    for (String answer : answers) {
      assertTrue(answer.isEmpty() || !answer.startsWith("HTTP/1.1 2"), answer);
    }
    assertServing();
  }

  /** What each of several clients hears until the server closes, all at the same time. */
  private static List<String> answers(String... sent) throws IOException {
    List<RawHttp1> clients = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    try {
      for (String text : sent) {
        clients.add(new RawHttp1(server.address()).send(text));
      }
      for (RawHttp1 client : clients) {
        answers.add(client.readAll());
      }
    } finally {
      for (RawHttp1 client : clients) {
        client.close();
      }
    }
    return answers;
  }

  @Test
  void connection_bytesOfAHeaderOneByOne_isClosedAllTheSame() throws Exception {
    try (RawHttp1 client = new RawHttp1(server.address())) {
      client.send(TRICKLE);
      long began = System.nanoTime();
      while (!trickle(client)) {
        assertTrue(System.nanoTime() - began < 30_000_000_000L, "still open");
        Thread.sleep(100);
      }
    }
  }

  /** Whether the server has had enough. */
  private static boolean trickle(RawHttp1 client) {
    try {
      client.send("y");
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void request_halfABody_is408() throws IOException {
    String chunked =
        BATCH_HEAD.replaceAll("Content-Length: .*", "Transfer-Encoding: chunked") + "400\r\n";
    List<String> requests = new ArrayList<>();
    for (String begun : List.of("{\"subject\"", "", " ")) {
      requests.add(RawHttp1.head(DoorRequests.CHECK_PATH, 300) + begun);
      requests.add(BATCH_HEAD + begun);
      requests.add(chunked + begun);
    }
    for (String answer : answers(requests.toArray(String[]::new))) {
      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
      assertTrue(answer.contains("did not arrive in time"), answer);
    }
    assertServing();
  }

  @Test
  void stream_halfABody_is408AndTheOthersGoOn() throws IOException {
    try (RawHttp2 client = RawHttp2.to(server.address())) {
      client.post(1, DoorRequests.BATCH_PATH, "application/json");
      client.data(1, new byte[] {'{'}, false);
      client.post(3, DoorRequests.GRPC_BATCH, "application/grpc");
      client.data(3, new byte[] {0, 0, 0, 9, 9}, false);
      RawHttp2.Frame head = client.read();
      assertEquals(RawHttp2.HEADERS, head.type());
      List<RawHttp2.Frame> more = client.readAll(1_000);
      assertTrue(more.stream().noneMatch(frame -> frame.type() == RawHttp2.GO_AWAY), "" + more);
      client.post(5, DoorRequests.CHECK_PATH, "application/json");
      client.data(5, DoorRequests.CHECK.getBytes(StandardCharsets.UTF_8), true);
      RawHttp2.Frame end = client.awaitEnd(5);
      assertEquals(RawHttp2.DATA, end.type());
    }
  }

  @Test
  void connection_usedAndThenIdle_isClosedWithoutAWord() throws IOException {
    try (RawHttp1 client = new RawHttp1(server.address())) {
      String request = RawHttp1.post(DoorRequests.CHECK_PATH, DoorRequests.CHECK);
      assertTrue(client.send(request).read().startsWith("HTTP/1.1 200 "));
      assertEquals("", client.readAll());
    }
    try (RawHttp2 client = RawHttp2.to(server.address())) {
      client.post(1, DoorRequests.CHECK_PATH, "application/json");
      client.data(1, DoorRequests.CHECK.getBytes(StandardCharsets.UTF_8), true);
      client.awaitEnd(1);
      List<RawHttp2.Frame> last = client.readAll(30_000);
      assertEquals(1, last.size(), "" + last);
      assertEquals(RawHttp2.GO_AWAY, last.get(0).type());
    }
  }

  @Test
  void limits_reached_areCounted() throws IOException {
    try (RawHttp1 client = new RawHttp1(server.address())) {
      client.send(BATCH_HEAD).readAll();
    }
    String metrics = server.management().get("/metrics").body();
    assertTrue(metrics.matches("(?s).*limits_total\\{limit=\"body_time\"} [1-9].*"), metrics);
  }

  private static void assertServing() {
    assertEquals(200, server.http().post(DoorRequests.CHECK_PATH, DoorRequests.CHECK).statusCode());
  }
}
