package dev.portreeve.sidecar.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.metrics.RequestMeter;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.RawHttp2;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallDeadlineTest {
  @ParameterizedTest
  @CsvSource({
    "1n, 1",
    "200m, 200000000",
    "3S, 3000000000",
    "2M, 120000000000",
    "1H, 3600000000000",
    "5u, 5000",
    "0S, 0"
  })
  void of_timeoutAsGrpcWritesIt_isSoFarAway(String timeout, long nanos) {
    assertEquals(7 + nanos, CallDeadline.of(timeout, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "S", "1", "-1S", "1.5S", "1x", "123456789S", "99999999H", "1 S"})
  void of_anythingElse_isAYearAway(String timeout) {
    assertEquals(Duration.ofDays(365).toNanos(), CallDeadline.of(timeout, 0));
  }

  @Test
  void call_notAnsweredInTime_isToldSoAndAnsweredOnce() throws IOException {
    Vertx vertx = Vertx.vertx();
    try {
      MeterRegistry registry = new SimpleMeterRegistry();
      Promise<Buffer> late = Promise.promise();
      UnaryCall method =
          new UnaryCall(
              (call, message, caller) -> late.future(),
              call -> Caller.ANYONE,
              100,
              new RequestMeter("Late", "OK", registry));
      HttpServer server =
          GrpcCaller.await(vertx.createHttpServer().requestHandler(method).listen(0, "127.0.0.1"));
      try (RawHttp2 client = RawHttp2.to(server.actualPort(), 65_535)) {
        client.post(1, "/a.B/C", "application/grpc", CallDeadline.HEADER, "50m");
        client.data(1, RawHttp2.message(new byte[0]), true);
        assertEquals("4", client.awaitEnd(1).headers().get("grpc-status"));
        late.complete(Buffer.buffer());
        client.post(3, "/a.B/C", "application/grpc", CallDeadline.HEADER, "50m");
        client.data(3, RawHttp2.message(new byte[0]), true);
        assertEquals("0", client.awaitEnd(3).headers().get("grpc-status"));
      }
      assertEquals(
          2,
          registry.get("portreeve.requests").counters().stream().mapToDouble(Counter::count).sum());
    } finally {
      GrpcCaller.await(vertx.close());
    }
  }
}
