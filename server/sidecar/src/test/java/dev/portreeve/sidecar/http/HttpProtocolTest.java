package dev.portreeve.sidecar.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RawCall;
import dev.portreeve.sidecar.testing.RawHttp1;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.ServerPair;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 9112 and RFC 9110 say about requests that are not as they should be. */
class HttpProtocolTest {
  private static final String CHECK = DoorRequests.CHECK;
  private static final String TYPE = "Content-Type: application/json\r\n";
  private static ServerPair servers;

  @BeforeAll
  static void start() {
    servers = ServerPair.of(TestSets.of("doors"));
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/access/v1/evaluation", "/access/v1/evaluations", "/x", "/check/nginx"})
  void host_noneOrTwo_isMalformedAndTheConnectionEnds(String path) throws IOException {
    for (String hosts : new String[] {"", "Host: a\r\nHost: b\r\n", "Host: a\r\nHost: a\r\n"}) {
      assertLast(400, "\"field\":\"host\"", post(path, hosts + TYPE, CHECK));
    }
  }

  @Test
  void host_noneOverHttp10_isTaken() throws IOException {
    String request = post("/access/v1/evaluation", TYPE, CHECK).replace("HTTP/1.1", "HTTP/1.0");
    assertTrue(
        exchange(servers.on(), request).startsWith("HTTP/1.0 200 "),
        exchange(servers.on(), request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gzip, chunked", "gzip", "chunked, chunked", "chunked\r\nTransfer-Encoding: gzip"})
  void transferEncoding_otherThanChunked_isNotImplemented(String coding) throws IOException {
    String head =
        "POST /access/v1/evaluation HTTP/1.1\r\nHost: x\r\n"
            + TYPE
            + "Transfer-Encoding: "
            + coding
            + "\r\n\r\n";
    String body = Integer.toHexString(CHECK.length()) + "\r\n" + CHECK + "\r\n0\r\n\r\n";
    for (RunningServer one : servers.both()) {
      String answer = exchange(one, head + body);
      assertTrue(answer.matches("(?s)HTTP/1.1 (400|501) .*"), answer);
      assertTrue(answer.contains("{\"error\":\""), answer);
      assertEquals(1, answer.split("HTTP/1.1 ", -1).length - 1, answer);
    }
  }

  @Test
  void transferEncoding_chunked_isTaken() throws IOException {
    String request =
        "POST /access/v1/evaluation HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + TYPE
            + "Transfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(CHECK.length())
            + "\r\n"
            + CHECK
            + "\r\n0\r\n\r\n";
    assertTrue(exchange(servers.on(), request).startsWith("HTTP/1.1 200 "));
  }

  @Test
  void target_longerThan16KiB_isTooLongAndSaysSo() throws IOException {
    String path = "/access/v1/evaluation?" + "x".repeat(17 << 10);
    assertLast(414, "too long", post(path, "Host: x\r\n" + TYPE, CHECK));
  }

  @Test
  void headers_tooLarge_sayWhy() throws IOException {
    String headers = ("X-Long: " + "x".repeat(7_000) + "\r\n").repeat(12);
    assertLast(431, "headers", post("/access/v1/evaluation", "Host: x\r\n" + headers, CHECK));
  }

  @Test
  void request_thatIsNone_saysSo() throws IOException {
    assertLast(400, "{\"error\":\"", "NONSENSE\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Encoding: gzip      | 415 | content-encoding",
        "Content-Encoding: br        | 415 | content-encoding",
        "Content-Encoding: identity  | 200 | decision",
        "Content-Type: text/plain    | 400 | 2 are given",
        "Content-Type: application/json | 400 | 2 are given",
      })
  void header_besideTheUsual_isRefusedByName(String header, int status, String text)
      throws IOException {
    String headers = "Host: x\r\nConnection: close\r\n" + TYPE + header + "\r\n";
    for (String path : new String[] {"/access/v1/evaluation", "/access/v1/evaluations"}) {
      assertAnswer(status, text, post(path, headers, CHECK));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json; charset=UTF-16     | 400 | `utf-16`",
        "application/json;charset=iso-8859-1  | 400 | `iso-8859-1`",
        "application/json; charset=UTF-8      | 200 | decision",
        "application/json; charset=\"utf-8\"  | 200 | decision",
        "application/json; v=1                | 200 | decision",
        "application/jsonp                    | 400 | application/json",
      })
  void contentType_charset_isUtf8OrRefusedByName(String type, int status, String text)
      throws IOException {
    String headers = "Host: x\r\nConnection: close\r\nContent-Type: " + type + "\r\n";
    for (String path : new String[] {"/access/v1/evaluation", "/access/v1/evaluations"}) {
      assertAnswer(status, text, post(path, headers, CHECK));
    }
  }

  @ParameterizedTest
  @CsvSource({"gzip, compressed with gzip", "bom, byte order mark", "utf16, UTF-16"})
  void body_otherThanUtf8Text_saysWhatItIs(String kind, String text) throws IOException {
    byte[] check = CHECK.getBytes(StandardCharsets.UTF_8);
    byte[] body =
        switch (kind) {
          case "gzip" -> RawCall.gzip(check);
          case "bom" -> ("\ufeff" + CHECK).getBytes(StandardCharsets.UTF_8);
          default -> CHECK.getBytes(StandardCharsets.UTF_16);
        };
    String headers = "Host: x\r\nConnection: close\r\n" + TYPE;
    for (String path : new String[] {"/access/v1/evaluation", "/access/v1/evaluations"}) {
      String text1 = new String(body, StandardCharsets.ISO_8859_1);
      assertAnswer(400, text, post(path, headers, text1));
    }
  }

  @Test
  void answer_contentType_isJsonAsTheSpecificationShowsIt() throws IOException {
    String headers = "Host: x\r\nConnection: close\r\nX-Request-ID: a1\r\n" + TYPE;
    for (String path : new String[] {"/access/v1/evaluation", "/access/v1/evaluations"}) {
      assertAnswer(200, "\r\ncontent-type: application/json\r\n", post(path, headers, CHECK));
      assertAnswer(200, "\r\nX-Request-ID: a1\r\n", post(path, headers, CHECK));
      assertAnswer(400, "\r\ncontent-type: application/json\r\n", post(path, headers, "{"));
      assertAnswer(400, "\r\nX-Request-ID: a1\r\n", post(path, headers, "{"));
    }
  }

  /** An answer after which the connection is closed, although the client would go on. */
  private static void assertLast(int status, String text, String request) throws IOException {
    for (RunningServer one : servers.both()) {
      String answer = exchange(one, request);
      assertTrue(answer.matches("(?s)HTTP/1.[01] " + status + " .*"), answer);
      assertTrue(answer.contains(text), answer);
      assertTrue(answer.toLowerCase(Locale.ROOT).contains("connection: close"), answer);
    }
  }

  private static void assertAnswer(int status, String text, String request) throws IOException {
    for (RunningServer one : servers.both()) {
      String answer = exchange(one, request);
      assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
      assertTrue(answer.contains(text), answer);
    }
  }

  private static String exchange(RunningServer server, String request) throws IOException {
    try (RawHttp1 connection = new RawHttp1(server.address())) {
      return connection.send(request).readAll();
    }
  }

  private static String post(String path, String headers, String body) {
    return "POST "
        + path
        + " HTTP/1.1\r\n"
        + headers
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
