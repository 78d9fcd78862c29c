package dev.portreeve.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.identity.LogText;
import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RunningServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the log of a server at debug may hold: no credential and no control character. */
class LogSecrecyTest {
  private static final String SECRET = "sekret-4711";

  private final Logger root = (Logger) LoggerFactory.getLogger("dev.portreeve");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    root.setLevel(Level.DEBUG);
    lines.start();
    root.addAppender(lines);
  }

  @AfterEach
  void leave() {
    root.detachAppender(lines);
    root.setLevel(null);
  }

  private static void send(RunningServer server, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", ((Address.Tcp) server.address()).port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    }
  }

  private static String text(ILoggingEvent event) {
    StringBuilder text = new StringBuilder(event.getFormattedMessage());
    for (IThrowableProxy at = event.getThrowableProxy(); at != null; at = at.getCause()) {
      text.append(' ').append(at.getMessage());
    }
    return text.toString();
  }

  @Test
  void requestsOfEveryBrokenForm_leaveNoCredentialInTheLog(@TempDir Path dir) throws IOException {
    String credential = "Authorization: Bearer " + SECRET + "\r\n";
    String check =
        "GET /check/nginx HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
            + "X-Original-Method: GET\r\nX-Original-Host: h\r\n";
    List<String> requests =
        List.of(
            "GET / HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer \u0001" + SECRET + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\nAuthoriz\u0007ation: " + SECRET + "\r\n\r\n",
            "GET /\u0001?key=" + SECRET + " HTTP/1.1\r\n" + credential + "\r\n",
            SECRET + "\r\n\r\n",
            "POST /access/v1/evaluation HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n"
                + ("Content-Type: application/json\r\n" + credential + "\r\n{\"" + SECRET),
            check + "X-Original-URI: /a/../b?access_token=" + SECRET + "\r\n\r\n",
            check + "X-Original-URI: /a\u001b[31m\r\nX-User: " + SECRET + "\u001b\r\n\r\n",
            check + "X-Original-URI: /a?t=" + SECRET + "\r\n" + credential + "\r\n");
    try (RunningServer server =
        RunningServer.of(ProxySet.copy(dir.resolve("set")), ProxySet.FLAGS)) {
      for (String request : requests) {
        send(server, request);
      }
    }
    assertTrue(lines.list.stream().anyMatch(line -> text(line).contains("dot segment")));
    for (ILoggingEvent line : List.copyOf(lines.list)) {
      String text = text(line);
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
