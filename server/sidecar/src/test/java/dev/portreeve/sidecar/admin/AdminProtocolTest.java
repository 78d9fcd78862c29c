package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.testing.LogLines;
import dev.portreeve.sidecar.testing.RawCall;
import dev.portreeve.sidecar.testing.RawHttp1;
import dev.portreeve.sidecar.testing.RawHttp2;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin API and SCIM are held to the same rules and limits as checks. */
class AdminProtocolTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TEAM = "/admin/v1/teams/acme";
  private static final String USERS = "/scim/v2/teams/acme/Users";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String KEY =
      "Authorization: Bearer " + TestCredentials.key(AdminCaller.OPERATOR) + "\r\n";

  /* Two answers that show the team are more than may wait. */
  private static final int BUDGET = 400;

  private static final Pattern IN_FLIGHT = Pattern.compile("portreeve_in_flight_bytes ([0-9.E]+)");
  private static final Pattern REFUSED =
      Pattern.compile("limits_total\\{limit=\"in_flight\"} ([0-9.E]+)");

  @TempDir static Path folder;
  private static AdminCaller api;

  @BeforeAll
  static void start() {
    Map<String, String> store = Map.of("--store", "sqlite:" + folder.resolve("teams.db"));
    try (AdminCaller roomy = AdminCaller.serve(TestSets.of("doors"), folder, store)) {
      String team = "{\"plan\": \"team\", \"members\": {%s}}".formatted(members(9_900));
      assertEquals(201, roomy.by(AdminCaller.OPERATOR, "PUT", "/teams/acme", team).status());
    }
    Map<String, String> flags = new HashMap<>(store);
    flags.put("--open-metrics", "true");
    flags.put("--max-batch", "128KiB");
    flags.put("--max-in-flight", BUDGET + "KiB");
    api = AdminCaller.serve(TestSets.of("doors"), folder, flags);
  }

  private static String members(int count) {
    StringBuilder members = new StringBuilder("\"m0\": {}");
    for (int i = 1; i < count; i++) {
      members.append(", \"m").append(i).append("\": {\"roles\": [\"admin\"]}");
    }
    return members.toString();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static int port() {
    return ((Address.Tcp) api.server().sidecar().administering().orElseThrow()).port();
  }

  private static String exchange(String request) throws IOException {
    try (RawHttp1 connection = new RawHttp1(port())) {
      return connection.send(request).read();
    }
  }

  private static String put(String path, String headers, String body) {
    String method = path.equals(USERS) ? "POST " : "PUT ";
    return method
        + path
        + " HTTP/1.1\r\n"
        + headers
        + KEY
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static void assertRefused(int status, String text, String request) throws IOException {
    String answer = exchange(request);
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertTrue(answer.contains(text), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {TEAM, USERS, "/admin/v1/nowhere"})
  void host_two_isMalformed(String path) throws IOException {
    assertRefused(400, "Host header", put(path, "Host: a\r\nHost: b\r\n" + JSON, "{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Type: application/json, Content-Encoding: gzip         | 415 | content encoding",
        "Content-Type: application/json, Content-Type: application/json | 400 | 2 are given",
        "Content-Type: application/json; charset=utf-16                 | 400 | `utf-16`",
        "Content-Type: text/plain                                       | 400 | content type must",
        "X-None: 1                                                      | 400 | none is given",
      })
  void header_besideTheUsual_isRefusedByName(String headers, int status, String text)
      throws IOException {
    for (String path : List.of(TEAM, USERS)) {
      String all = "Host: x\r\n" + headers.replace(", ", "\r\n") + "\r\n";
      assertRefused(status, text, put(path, all, "{\"plan\": \"free\"}"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, compressed with gzip",
    "bom, byte order mark",
    "utf16, UTF-16",
    "overlong, UTF-8",
    "surrogate, UTF-8",
    "deep, JSON"
  })
  void body_otherThanUtf8Text_isMalformed(String kind, String text) throws IOException {
    String json = "{\"plan\": \"free\"}";
    byte[] body =
        switch (kind) {
          case "gzip" -> RawCall.gzip(json.getBytes(StandardCharsets.UTF_8));
          case "bom" -> ("\ufeff" + json).getBytes(StandardCharsets.UTF_8);
          case "utf16" -> json.getBytes(StandardCharsets.UTF_16);
          case "overlong" -> latin(json.replace("plan", "pl\u00c1\u00a1n"));
          case "surrogate" -> latin(json.replace("plan", "\u00ed\u00a0\u0080"));
          default -> latin("{\"plan\": " + "[".repeat(30_000) + "]".repeat(30_000) + "}");
        };
    String sent = new String(body, StandardCharsets.ISO_8859_1);
    for (String path : List.of(TEAM, USERS)) {
      assertRefused(400, text, put(path, "Host: x\r\n" + JSON, sent));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/members/%FF", "/members/%C1%A1", "?status=%ED%A0%80"})
  void target_otherThanUtf8_isMalformed(String rest) throws IOException {
    assertRefused(400, "not UTF-8", put(TEAM + rest, "Host: x\r\n" + JSON, "{}"));
    assertRefused(400, "not UTF-8", put("/scim/v2/teams/acme" + rest, "Host: x\r\n", ""));
  }

  @Test
  void target_escapeCutShort_isMalformedWithoutATrace() throws IOException {
    try (LogLines log = new LogLines(RoutingContext.class)) {
      assertRefused(400, "problem+json", put(TEAM + "%", "Host: x\r\n" + JSON, "{}"));
      assertRefused(400, "urn:ietf", put("/scim/v2/teams/%", "Host: x\r\n", ""));
      assertEquals(List.of(), told(log));
    }
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /* A megabyte of these would take sixty. */
  @ParameterizedTest
  @ValueSource(strings = {TEAM, USERS, "/scim/v2/teams/acme/Bulk"})
  void body_ofMoreValuesThanAFileMayHave_isTooLarge(String path) throws IOException {
    String body = "{\"Operations\": [[]" + ",[]".repeat(60_000) + "]}";
    String request = put(path, "Host: x\r\n" + JSON, body);
    assertRefused(413, "60000 values", request.replace("PUT " + path, method(path) + path));
  }

  private static String method(String path) {
    return path.endsWith("Bulk") ? "POST " : "PUT ";
  }

  @Test
  void answers_ofAClientWithoutAWindow_areRefusedOnceTheBudgetIsFull() throws IOException {
    byte[] head =
        RawHttp2.block(
            List.of(
                ":method",
                "GET",
                ":scheme",
                "http",
                ":path",
                TEAM,
                ":authority",
                "x",
                "authorization",
                "Bearer " + TestCredentials.key(AdminCaller.OPERATOR)));
    try (RawHttp2 client = RawHttp2.to(port(), 0)) {
      for (int stream = 1; stream < 9; stream += 2) {
        client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS | RawHttp2.END_STREAM, stream, head);
      }
      Eventually.becomes(true, PATIENCE, () -> figure(REFUSED) > 0);
      assertTrue(figure(IN_FLIGHT) < BUDGET << 10);
    }
    Eventually.becomes(0.0, PATIENCE, () -> figure(IN_FLIGHT));
  }

  @Test
  void request_brokenOff_isNoErrorInTheLog() throws IOException {
    try (LogLines log = new LogLines(RoutingContext.class);
        LogLines own = new LogLines(AdminApi.class)) {
      for (int i = 0; i < 5; i++) {
        try (RawHttp1 client = new RawHttp1(port())) {
          client.send(put(TEAM, "Host: x\r\n" + JSON, "x".repeat(100)).replaceFirst("x{50}$", ""));
        }
      }
      assertEquals(200, api.by(AdminCaller.OPERATOR, "GET", "/teams/acme", "").status());
      assertEquals(List.of(), told(log));
      assertEquals(List.of(), told(own));
    }
  }

  private static List<String> told(LogLines lines) {
    return lines.all().stream().filter(line -> !line.startsWith("DEBUG")).toList();
  }

  private static double figure(Pattern name) {
    Matcher found = name.matcher(api.server().management().get("/metrics").body());
    return found.find() ? Double.parseDouble(found.group(1)) : 0;
  }
}
