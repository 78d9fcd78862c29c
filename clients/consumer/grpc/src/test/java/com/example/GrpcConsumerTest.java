package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.client.grpc.GrpcDecisionPoint;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Messages, stubs and a transport of the service's choice, as its BOM has them. */
class GrpcConsumerTest {
  @Test
  void check_noServer_isDeniedAndNothingIsMissing() {
    try (DecisionPoint pdp =
        GrpcDecisionPoint.builder()
            .address("http://127.0.0.1:1")
            .deadline(Duration.ofSeconds(60))
            .build()) {
      Decision decision =
          pdp.check(
              Check.builder().subject("user", "eve").action("read").resource("doc", "1").build());
      assertEquals(Failure.Kind.UNREACHABLE, decision.failure().orElseThrow().kind());
    }
  }
}
