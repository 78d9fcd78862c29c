package dev.portreeve.sidecar.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RawHttp1;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many headers a request may have, whichever request of a connection it is. */
class HeaderLinesTest {
  /** Without the three that a request has anyway. */
  private static final int MORE = ConnectionLimits.HEADER_LINES - 3;

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.of(TestSets.of("doors"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String request(int more) {
    return RawHttp1.post(DoorRequests.CHECK_PATH, DoorRequests.CHECK)
        .replaceFirst("Host", "X-H: 1\r\n".repeat(more) + "Host");
  }

  @Test
  void headers_asManyAsTheLimit_areTakenEachTime() throws IOException {
    try (RawHttp1 client = new RawHttp1(server.address())) {
      for (int i = 0; i < 3; i++) {
        assertTrue(client.send(request(MORE)).read().startsWith("HTTP/1.1 200 "));
      }
    }
  }

  @Test
  void headers_oneMoreThanTheLimit_areRefusedInTheFirstRequestAndInLaterOnes() throws IOException {
    for (int before = 0; before < 3; before++) {
      try (RawHttp1 client = new RawHttp1(server.address())) {
        for (int i = 0; i < before; i++) {
          assertTrue(client.send(request(0)).read().startsWith("HTTP/1.1 200 "));
        }
        String answer = client.send(request(MORE + 1)).readAll();
        assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
        assertTrue(answer.contains("more than 200 headers"), answer);
        assertEquals(answer.lastIndexOf("HTTP/1.1"), 0, answer);
      }
    }
  }

  @Test
  void headers_manyAndUnfinished_areRefusedBeforeTheirEnd() throws IOException {
    try (RawHttp1 client = new RawHttp1(server.address())) {
      String endless = "GET / HTTP/1.1\r\nHost: x\r\n" + "X-H: 1\r\n".repeat(MORE + 10);
      String answer = client.send(endless).readAll();
      assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
    }
  }
}
