package dev.portreeve.sidecar.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RawExchange;
import dev.portreeve.sidecar.testing.RunningServer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proxy's headers may be made of, byte by byte. */
class HeaderBytesTest {
  @TempDir private static Path dir;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    Path set = ProxySet.copy(dir.resolve("set"));
    ProxySet.editTeam(set, "birch", "  noa:", "  jürgen: {team_roles: [admin]}\n  noa:");
    server = RunningServer.of(set, ProxySet.FLAGS);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String ask(String method, String user, String more, Charset charset)
      throws IOException {
    String request =
        String.join(
            "\r\n",
            "GET /check/nginx HTTP/1.1",
            "Host: portreeve",
            "Connection: close",
            "X-Original-URI: /settings/vault_export",
            "X-Original-Host: h",
            "X-Original-Method: " + method,
            "X-Team: birch",
            "X-User: " + user,
            more + "\r\n");
    return RawExchange.send(server.address(), request, charset);
  }

  private static String status(String method) throws IOException {
    return ask(method, "noa", "", StandardCharsets.US_ASCII).substring(9, 12);
  }

  @Test
  void identity_inUtf8_isTheMemberAndEncodedOnce() throws IOException {
    String answer = ask("GET", "jürgen", "", StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    assertTrue(answer.startsWith("http/1.1 200"), answer);
    assertTrue(answer.contains("x-portreeve-subject: j%c3%bcrgen"), answer);
  }

  @Test
  void identity_inLatin1_isRefused() throws IOException {
    String answer = ask("GET", "jürgen", "", StandardCharsets.ISO_8859_1);
    assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
    assertTrue(answer.contains("request_unreadable"), answer);
  }

  @Test
  void otherHeader_inLatin1_harmsNothing() throws IOException {
    String answer = ask("GET", "noa", "X-Name: jürgen\r\n", StandardCharsets.ISO_8859_1);
    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET, POST", "G@T", "GET POST", "get", "Get", "GÉT", "GET/1.1"})
  void method_thatIsNoToken_isForbidden(String method) throws IOException {
    assertEquals("403", status(method));
  }

  @Test
  void method_thatARouteNames_isDecided() throws IOException {
    assertEquals("200", status("GET"));
    assertEquals("200", status("HEAD"));
    assertEquals("403", status("POST"));
  }
}
