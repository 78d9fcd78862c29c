package dev.portreeve.sidecar.certification;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.testing.RunningServer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The certification scenario over HTTP, by callers who need not say who they are. */
class CertificationTest {
  private static final String BASE = "https://pdp.example";
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.of(Repository.set("authzen"), Map.of("--public-url", BASE));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static Stream<String> ids() {
    return CertificationScenario.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void scenario_overHttp_holds(String id) {
    new CertificationScenario(new PlainAsker(server.http(), Map.of())).run(id);
  }

  @Test
  void scenario_discovery_holds() {
    new CertificationScenario(new PlainAsker(server.http(), Map.of())).discovers(BASE);
  }
}
