package dev.portreeve.sidecar.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RawHttp2;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients over HTTP/2 that take calls back, and faults of one stream among others. */
class ResetsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] CANCEL = {0, 0, 0, 8};
  private static final byte[] CHECK = DoorRequests.CHECK.getBytes(StandardCharsets.UTF_8);
  private static final byte[] CALL = RawHttp2.message(DoorRequests.grpcCheck().toByteArray());

  private static int takeBack(RawHttp2 client, int from, int count) throws IOException {
    int stream = from;
    for (int i = 0; i < count; i++, stream += 2) {
      client.post(stream, DoorRequests.GRPC_CHECK, "application/grpc");
      client.frame(RawHttp2.RESET, 0, stream, CANCEL);
    }
    return stream;
  }

  @Test
  void resets_ofCallsWhoseDeadlinesPass_costNoOtherCall() throws IOException {
    try (RunningServer server = RunningServer.of(TestSets.of("doors"));
        RawHttp2 client = RawHttp2.to(server.address())) {
      int stream = takeBack(client, 1, 600);
      for (int i = 0; i < 50; i++, stream += 2) {
        client.post(stream, DoorRequests.GRPC_CHECK, "application/grpc");
        client.data(stream, CALL, true);
        RawHttp2.Frame end = client.awaitEnd(stream);
        assertEquals("0", end.headers().get("grpc-status"), end::toString);
      }
    }
  }

  private static boolean ended(RawHttp2 client) {
    try {
      client.window(0, 1);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void resets_moreThanAreTaken_endThatConnectionAndAreCountedOnce() throws IOException {
    try (RunningServer server =
            RunningServer.of(TestSets.of("doors"), Map.of("--max-resets", "100"));
        RawHttp2 other = RawHttp2.to(server.address());
        RawHttp2 client = RawHttp2.to(server.address())) {
      int unused = takeBack(client, 1, 101);
      RawHttp2.Frame last = client.read();
      assertEquals(RawHttp2.GO_AWAY, last.type());
      Eventually.becomes(true, PATIENCE, () -> ended(client));
      Eventually.becomes(
          true,
          PATIENCE,
          () ->
              server
                  .management()
                  .get("/metrics")
                  .body()
                  .contains("portreeve_limits_total{limit=\"resets\"} 1.0"));
      other.post(1, DoorRequests.CHECK_PATH, "application/json");
      other.data(1, CHECK, true);
      assertEquals(RawHttp2.DATA, other.awaitEnd(1).type());
    }
  }

  @Test
  void header_badInOneStream_leavesTheOtherStreams() throws IOException {
    try (RunningServer server = RunningServer.of(TestSets.of("doors"));
        RawHttp2 client = RawHttp2.to(server.address())) {
      client.post(1, DoorRequests.CHECK_PATH, "application/json");
      client.post(3, DoorRequests.CHECK_PATH, "application/json", "Upper", "case");
      client.post(5, DoorRequests.CHECK_PATH, "application/json", "connection", "close");
      client.post(7, DoorRequests.CHECK_PATH, "application/json", "x-control", "a\u0001b");
      client.post(9, DoorRequests.CHECK_PATH, "application/json");
      client.data(1, CHECK, true);
      RawHttp2.Frame first = client.awaitEnd(1);
      assertEquals(RawHttp2.DATA, first.type(), first::toString);
      client.data(9, CHECK, true);
      RawHttp2.Frame second = client.awaitEnd(9);
      assertEquals(RawHttp2.DATA, second.type(), second::toString);
      assertTrue(new String(second.payload(), StandardCharsets.UTF_8).contains("decision"));
    }
  }
}
