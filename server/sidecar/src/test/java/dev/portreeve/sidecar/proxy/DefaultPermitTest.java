package dev.portreeve.sidecar.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that guard a part of a service and let the rest through: what must not pass by them. */
class DefaultPermitTest {
  private static final String ROUTES =
      """
      default: permit
      routes:
        - {path: "/admin/{rest...}", action: settings.view, resource: {id: birch}}
        - {path: /admin, action: settings.view, resource: {id: birch}}
        - {path: /reports, method: GET, action: settings.view, resource: {id: birch}}
      """;

  @TempDir private static Path dir;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    Path set = ProxySet.copy(dir.resolve("set"));
    Files.writeString(set.resolve("routes.yaml"), ROUTES);
    server = RunningServer.of(set, ProxySet.FLAGS);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static int ask(String method, String target) {
    return server
        .http()
        .send(
            server
                .http()
                .request("/check/traefik")
                .header("X-Forwarded-Method", method)
                .header("X-Forwarded-Uri", target)
                .header("X-Forwarded-Host", "h")
                .header("X-User", "eve"))
        .statusCode();
  }

  @Test
  void request_elsewhere_passes() {
    assertEquals(200, ask("GET", "/"));
    assertEquals(200, ask("GET", "/administrators"));
    assertEquals(200, ask("POST", "/reports"));
    assertEquals(200, ask("GET", "/x/admin"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin",
        "/admin/",
        "/admin/users",
        "/admin.",
        "/admin..",
        "/admin%20",
        "/admin%2e",
        "/%20admin",
        "/admin::$DATA",
        "/admin::%24INDEX_ALLOCATION",
        "/x/..%20/admin",
        "/x/.%2e./admin",
        "/ADMIN",
        "/Admin/users",
        "/admi%6E/",
        "/%EF%BD%81dmin",
        "/adm%E2%80%8Din",
        "/admin%C2%A0",
        "/ADMIN~1/users",
        "/admin;x",
        "/admin%00",
        "//admin",
        "/%u0061dmin"
      })
  void request_thatSomeUpstreamReadsAsTheGuardedPath_isForbidden(String target) {
    assertEquals(403, ask("GET", target));
  }

  @Test
  void request_byAMethodThatAnUpstreamTakesForTheGuardedOne_isForbidden() {
    assertEquals(403, ask("GET", "/reports"));
    assertEquals(403, ask("HEAD", "/reports"));
    assertEquals(403, ask("get", "/reports"));
    assertEquals(403, ask("Head", "/reports"));
  }
}
