package dev.portreeve.sidecar.grpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.RawHttp2;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import io.vertx.grpc.health.v1.HealthCheckRequest;
import io.vertx.grpc.health.v1.HealthListResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Health as its protocol says, asked for frame by frame. */
@Timeout(240)
class HealthHandlerTest {
  private static final String SERVICE = "portreeve.v1.DecisionService";
  private static final byte[] SERVING = {0, 0, 0, 0, 2, 8, 1};
  private static final byte[] NOT_SERVING = {0, 0, 0, 0, 2, 8, 2};
  private static final byte[] UNKNOWN = {0, 0, 0, 0, 2, 8, 3};
  private static final int CANCEL = 8;

  @Test
  void check_everyService_isServing() throws IOException {
    try (RunningServer server = RunningServer.of(TestSets.of("doors"));
        RawHttp2 client = RawHttp2.to(server.address())) {
      int stream = 1;
      for (String service : List.of("", SERVICE, "envoy.service.auth.v3.Authorization")) {
        ask(client, stream, "Check", service);
        assertEquals(RawHttp2.HEADERS, client.read().type());
        assertArrayEquals(SERVING, client.read().payload());
        assertStatus("0", client.read());
        stream += 2;
      }
      ask(client, stream, "Check", "nobody");
      assertStatus("5", client.read());
      ask(client, stream + 2, "List", "");
      client.read();
      byte[] listed = client.read().payload();
      assertEquals(
          3,
          HealthListResponse.parseFrom(Arrays.copyOfRange(listed, 5, listed.length))
              .getStatusesCount());
    }
  }

  @Test
  void watch_change_isToldOnceAndAStopEndsIt() throws IOException {
    RunningServer server = RunningServer.of(TestSets.of("doors"));
    try (RawHttp2 client = RawHttp2.to(server.address())) {
      ask(client, 1, "Watch", SERVICE);
      client.read();
      assertArrayEquals(SERVING, client.read().payload());
      ask(client, 3, "Watch", "nobody");
      client.read();
      assertArrayEquals(UNKNOWN, client.read().payload());
      assertEquals(List.of(), client.readAll(2_000));
      long began = System.nanoTime();
      server.close();
      assertTrue(System.nanoTime() - began < 8_000_000_000L, "a watch must not hold a stop");
      List<RawHttp2.Frame> last =
          client.readAll(1_000).stream().filter(frame -> frame.stream() == 1).toList();
      assertArrayEquals(NOT_SERVING, last.get(0).payload());
      assertStatus("14", last.get(1));
    }
  }

  @Test
  void watch_deadline_endsIt() throws IOException {
    try (RunningServer server = RunningServer.of(TestSets.of("doors"));
        RawHttp2 client = RawHttp2.to(server.address())) {
      client.post(1, HealthHandler.PREFIX + "Watch", "application/grpc", "grpc-timeout", "300m");
      client.data(1, RawHttp2.message(new byte[0]), true);
      assertStatus("4", client.awaitEnd(1));
    }
  }

  @Test
  void watch_openedAndGivenUpOften_leavesNothing() throws IOException {
    try (RunningServer server =
            RunningServer.of(TestSets.of("doors"), Map.of("--max-resets", "1000000"));
        RawHttp2 client = RawHttp2.to(server.address())) {
      giveUp(client, 1, 2_000);
      long before = used();
      giveUp(client, 4_001, 10_000);
      long more = used() - before;
      assertTrue(more < 10_000 * 500L, more + " bytes are left of 10,000 watches");
    }
  }

  /** Fifty at a time. */
  private static void giveUp(RawHttp2 client, int first, int count) throws IOException {
    for (int from = 0; from < count; from += 50) {
      for (int i = from; i < from + 50; i++) {
        ask(client, first + 2 * i, "Watch", "");
      }
      for (int frames = 0; frames < 100; frames++) {
        client.read();
      }
      client.window(0, 50 * SERVING.length);
      for (int i = from; i < from + 50; i++) {
        client.frame(RawHttp2.RESET, 0, first + 2 * i, new byte[] {0, 0, 0, CANCEL});
      }
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static void ask(RawHttp2 client, int stream, String method, String service)
      throws IOException {
    client.post(stream, HealthHandler.PREFIX + method, "application/grpc");
    byte[] message = HealthCheckRequest.newBuilder().setService(service).build().toByteArray();
    client.data(stream, RawHttp2.message(message), true);
  }

  private static void assertStatus(String status, RawHttp2.Frame trailers) {
    assertTrue(trailers.ends(), trailers::toString);
    assertEquals(status, trailers.headers().get("grpc-status"), trailers::toString);
  }
}
