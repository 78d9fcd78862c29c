package dev.portreeve.sidecar.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.TestIssuer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes of the examples whose users bring tokens, and those examples themselves. */
class TokenRoutesTest {
  private static final Path EXAMPLES = ProxySet.repository().resolve("server/examples");

  @TempDir private static Path dir;
  private static RunningServer server;
  private static TestIssuer issuer;

  @BeforeAll
  static void start() throws IOException {
    Path set = ProxySet.copy(dir.resolve("set"));
    Files.copy(
        EXAMPLES.resolve("tokens/routes.yaml"),
        set.resolve("routes.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    issuer = new TestIssuer("https://issuer.example", dir.resolve("keys.json"));
    String keys = issuer.keys().toString();
    Map<String, String> flags =
        Map.of(
            "--jwt-keys", keys,
            "--jwt-issuer", "https://issuer.example",
            "--jwt-audience", "api",
            "--proxies", "127.0.0.1");
    server = RunningServer.of(set, flags);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ben, birch, birch.localhost, 200",
    "ben, birch, acme.localhost, 403",
    "eve, acme, acme.localhost, 403",
    "eve, acme, birch.localhost, 403",
    "eve, acme, other.localhost, 403",
    "ben, '', birch.localhost, 403"
  })
  void check_roleInTheToken_countsForItsOwnTeamOnly(
      String user, String team, String host, int status) {
    String token = issuer.token(user, "api", Map.of("workspace_roles", Map.of(team, "editor")));
    HttpRequest.Builder request =
        server
            .http()
            .request("/check/traefik")
            .header("Authorization", "Bearer " + token)
            .header("X-Forwarded-Method", "GET")
            .header("X-Forwarded-Uri", "/collections/c1/export")
            .header("X-Forwarded-Host", host)
            .header("X-Team", "birch")
            .header("X-Workspace-Role", "editor");
    assertEquals(status, server.http().send(request).statusCode());
  }

  /** All ways to write a name that an upstream may read as it. */
  private static List<String> spellings(String name) {
    List<String> all = new ArrayList<>(List.of(""));
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      List<String> next = new ArrayList<>();
      for (String begun : all) {
        next.add(begun + c);
        if (c == '-') {
          next.add(begun + '_');
        }
      }
      all = next;
    }
    return all;
  }

  @Test
  void traefik_everySpellingOfOurHeaders_isTakenAway() throws IOException {
    String file = Files.readString(EXAMPLES.resolve("traefik/dynamic.yml"));
    for (String name :
        List.of(DecisionHeaders.SUBJECT, DecisionHeaders.REASON, DecisionHeaders.POLICY_VERSION)) {
      for (String spelling : spellings(name)) {
        assertTrue(file.contains(" " + spelling + ": \"\"\n"), spelling);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"envoy.yaml", "envoy-http.yaml"})
  void envoy_ourHeadersAndNamesWithUnderscores_areTakenAway(String name) throws IOException {
    String file = Files.readString(EXAMPLES.resolve("envoy").resolve(name));
    assertTrue(file.contains("headers_with_underscores_action: DROP_HEADER"));
    for (String header : List.of("subject", "reason", "policy-version")) {
      assertTrue(file.contains("- remove: x-portreeve-" + header + "\n"), header);
    }
  }
}
