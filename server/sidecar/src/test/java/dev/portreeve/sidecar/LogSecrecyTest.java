package dev.portreeve.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.identity.LogText;
import dev.portreeve.sidecar.testing.LogLines;
import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RawExchange;
import dev.portreeve.sidecar.testing.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log of a server at debug may hold: no credential and no control character. */
class LogSecrecyTest {
  private static final String SECRET = "sekret-4711";

  private final LogLines lines = new LogLines("dev.portreeve");

  @AfterEach
  void leave() {
    lines.close();
  }

  private static String get(String target, String... headers) {
    String first = "GET " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n";
    return first + String.join("\r\n", headers) + "\r\n\r\n";
  }

  @Test
  void requestsOfEveryBrokenForm_leaveNoCredentialInTheLog(@TempDir Path dir) throws IOException {
    String credential = "Authorization: Bearer " + SECRET;
    String check = "X-Original-Method: GET\r\nX-Original-Host: h\r\nX-Original-URI: ";
    List<String> requests =
        List.of(
            get("/", "Authorization: Bearer \u0001" + SECRET),
            get("/", "Authoriz\u0007ation: " + SECRET),
            get("/\u0001?key=" + SECRET, credential),
            get("/", credential, "Content-Length: 9", "", "{\"" + SECRET),
            SECRET,
            get("/check/nginx", check + "/a/../b?access_token=" + SECRET),
            get("/check/nginx", check + "/a\u001b[31m", "X-User: " + SECRET + "\u001b"),
            get("/check/nginx", check + "/a?t=" + SECRET, credential));
    try (RunningServer server =
        RunningServer.of(ProxySet.copy(dir.resolve("set")), ProxySet.FLAGS)) {
      for (String request : requests) {
        RawExchange.send(server.address(), request, StandardCharsets.ISO_8859_1);
      }
    }
    assertTrue(lines.withCauses().stream().anyMatch(line -> line.contains("dot segment")));
    for (String text : lines.withCauses()) {
      assertFalse(text.contains(SECRET), text);
      assertTrue(text.chars().allMatch(c -> c >= ' ' && c < 0x7f), text);
    }
  }

  @Test
  void of_textThatOthersChose_isEscapedAndCut() {
    assertEquals("a\\u000ab\\u001b[31m\\u00fc", LogText.of("a\nb\u001b[31m\u00fc"));
    assertEquals("x".repeat(200) + "...", LogText.of("x".repeat(201)));
    assertEquals("x".repeat(200), LogText.of("x".repeat(200)));
    assertEquals("\\u007f ~", LogText.of("\u007f ~"));
  }

  @Test
  void path_withAQuery_leavesItOut() {
    assertEquals("/a?...", LogText.path("/a?t=" + SECRET));
    assertEquals("/a", LogText.path("/a"));
  }

  @Test
  void failure_thatMayQuoteThePeer_isOnlyNamed() {
    assertEquals("IllegalStateException", LogText.failure(new IllegalStateException(SECRET)));
    assertEquals("IOException: broken pipe", LogText.failure(new IOException("broken pipe")));
  }
}
