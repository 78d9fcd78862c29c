package dev.portreeve.sidecar.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RawExchange;
import dev.portreeve.sidecar.testing.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  private static final String NAMES = "DNS:localhost,IP:127.0.0.1";
  private static final String QUESTION =
      "{\"subject\":{\"type\":\"user\",\"id\":\"noa\"},\"action\":{\"name\":\"settings.view\","
          + "\"properties\":{\"setting\":\"vault_export\"}},\"resource\":{\"type\":\"team\","
          + "\"id\":\"birch\",\"properties\":{\"team\":\"birch\"}}}";

  @TempDir private static Path dir;
  private static TestCa ca;
  private static TestCa otherCa;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    ca = new TestCa(dir, "ca");
    otherCa = new TestCa(dir, "other");
    use(ca.sign("first", NAMES, "-days", "20"), "first");
    ca.sign("proxy", "URI:spiffe://portreeve.test/proxy", "-days", "20");
    ca.sign("stranger", "URI:spiffe://portreeve.test/stranger", "-days", "20");
    ca.sign("late", "URI:spiffe://portreeve.test/proxy", "-days", "-1");
    otherCa.sign("foreign", "URI:spiffe://portreeve.test/proxy", "-days", "20");
    Path credentials = dir.resolve("credentials.yaml");
    Files.writeString(
        credentials,
        """
        credentials:
          - {id: proxy, certificate: "spiffe://portreeve.test/proxy", scopes: [check, metrics]}
        """);
    server = run(Map.of("--credentials", credentials.toString()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Puts a certificate and key where the server finds them. */
  private static void use(Path certificate, String id) throws IOException {
    move(dir.resolve(id + ".key"), dir.resolve("used.key"));
    move(certificate, dir.resolve("used.pem"));
  }

  private static void move(Path from, Path to) throws IOException {
    Path next = to.resolveSibling(to.getFileName() + ".next");
    Files.copy(from, next, StandardCopyOption.REPLACE_EXISTING);
    Files.move(next, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static RunningServer run(Map<String, String> more) {
    Map<String, String> flags = new HashMap<>(ProxySet.FLAGS);
    flags.put("--tls-cert", dir.resolve("used.pem").toString());
    flags.put("--tls-key", dir.resolve("used.key").toString());
    flags.put("--tls-client-ca", ca.certificate().toString());
    flags.putAll(more);
    return RunningServer.of(ProxySet.repository().resolve("policies/postman"), flags);
  }

  private static int port(Address address) {
    return ((Address.Tcp) address).port();
  }

  private static String connect(String input, String... options) throws IOException {
    String[] all = new String[options.length + 5];
    all[0] = "s_client";
    all[1] = "-connect";
    all[2] = "127.0.0.1:" + port(server.address());
    all[3] = "-CAfile";
    all[4] = ca.certificate().toString();
    System.arraycopy(options, 0, all, 5, options.length);
    return TestCa.run(input, "openssl", all).text();
  }

  private static String[] as(String id) {
    return new String[] {
      "--cert", dir.resolve(id + ".pem").toString(), "--key", dir.resolve(id + ".key").toString()
    };
  }

  /** The status of a check by curl, or what it says when there is none. */
  private static String ask(String path, Address at, String... options) throws IOException {
    String[] all = new String[options.length + 13];
    String[] first = {
      "-sS",
      "--max-time",
      "20",
      "-o",
      "/dev/null",
      "-w",
      "%{http_code}",
      "--cacert",
      ca.certificate().toString(),
      "-H",
      "content-type: application/json",
      "-d",
      QUESTION
    };
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(options, 0, all, first.length, options.length);
    String[] command = new String[all.length + 1];
    System.arraycopy(all, 0, command, 0, all.length);
    command[all.length] = "https://127.0.0.1:" + port(at) + path;
    return TestCa.run("", "curl", command).text();
  }

  private static String check(String... options) throws IOException {
    return ask("/access/v1/evaluation", server.address(), options);
  }

  @ParameterizedTest
  @CsvSource({"-tls1_2, TLSv1.2", "-tls1_3, TLSv1.3"})
  void handshake_versionOfToday_isMadeAndVerified(String option, String version)
      throws IOException {
    String text = connect("", option);
    assertTrue(text.contains("Verification: OK"), text);
    assertTrue(text.contains(version), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1", "-tls1_1"})
  void handshake_versionOfOld_isRefused(String option) throws IOException {
    String text = connect("", option, "-cipher", "DEFAULT@SECLEVEL=0");
    assertTrue(text.contains("Cipher is (NONE)"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AES128-SHA",
        "ECDHE-ECDSA-AES128-SHA",
        "ECDHE-ECDSA-AES256-SHA384",
        "AES128-GCM-SHA256"
      })
  void handshake_cipherWithoutSecrecyOrAuthentication_isRefused(String cipher) throws IOException {
    String text = connect("", "-tls1_2", "-cipher", cipher);
    assertTrue(text.contains("Cipher is (NONE)"), text);
  }

  @ParameterizedTest
  @CsvSource({"'h2,http/1.1', h2", "http/1.1, http/1.1", "'http/1.1,h2', h2"})
  void alpn_offered_isAnsweredByTheServersPreference(String offered, String chosen)
      throws IOException {
    assertTrue(connect("", "-alpn", offered).contains("ALPN protocol: " + chosen));
  }

  @Test
  void renegotiation_byTheClient_isRefused() throws IOException {
    String text = connect("R\n", "-tls1_2");
    assertTrue(text.contains("RENEGOTIATING"), text);
    assertTrue(text.contains("no renegotiation") || text.contains("handshake failure"), text);
  }

  /** The build runs these tests with either engine. */
  @Test
  void engine_ofThisJvm_isBoringSslUnlessSwitchedOff() throws IOException {
    assumeTrue(List.of("amd64", "aarch64").contains(System.getProperty("os.arch")));
    boolean off = Boolean.getBoolean("io.netty.handler.ssl.noOpenSsl");
    String report = report();
    assertTrue(report.contains("\"engine\" : \"" + (off ? "jdk" : "boringssl") + "\""), report);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http1.1", "--http2"})
  void check_clientCertificateThatIsListed_isAnswered(String protocol) throws IOException {
    String[] proxy = as("proxy");
    assertEquals("200", check(protocol, proxy[0], proxy[1], proxy[2], proxy[3]));
  }

  @Test
  void check_clientCertificateThatDoesNotHold_isRefused() throws IOException {
    assertEquals("401", check());
    assertEquals("401", check(as("stranger")));
    assertTrue(check(as("foreign")).contains("000"), "another CA's");
    assertTrue(check(as("late")).contains("000"), "an expired one");
    assertEquals("200", check(as("proxy")));
  }

  @Test
  void management_speaksTlsToo() throws IOException {
    Address management = server.sidecar().managing();
    assertEquals("200", ask("/readyz", management, "-G"));
    assertEquals("401", ask("/metrics", management, "-G"));
    String[] proxy = as("proxy");
    assertEquals("200", ask("/metrics", management, "-G", proxy[0], proxy[1], proxy[2], proxy[3]));
  }

  @Test
  void headers_moreThanTheLimit_areRefusedThroughTlsToo() throws IOException {
    Path headers = Files.writeString(dir.resolve("headers"), "x-h: 1\n".repeat(201));
    assertEquals("431", check("--http1.1", "-H", "@" + headers));
    Files.writeString(headers, "x-h: 1\n".repeat(150));
    assertEquals("401", check("--http1.1", "-H", "@" + headers));
  }

  @Test
  void clearText_toATlsPort_isToldSo() throws IOException {
    String answer =
        RawExchange.send(
            server.address(),
            "GET /access/v1/evaluation HTTP/1.1\r\nHost: h\r\n\r\n",
            StandardCharsets.US_ASCII);
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    assertTrue(answer.contains("TLS"), answer);
    assertEquals("200", check(as("proxy")));
  }

  @Test
  void tls_toAPlainPort_isAnAlert() throws IOException {
    try (RunningServer plain =
        RunningServer.of(ProxySet.repository().resolve("policies/postman"))) {
      String text =
          TestCa.run("", "openssl", "s_client", "-connect", "127.0.0.1:" + port(plain.address()))
              .text();
      assertTrue(text.contains("alert"), text);
    }
  }

  private static String report() throws IOException {
    String[] proxy = as("proxy");
    return TestCa.run(
            "",
            "curl",
            "-sS",
            "--cacert",
            ca.certificate().toString(),
            proxy[0],
            proxy[1],
            proxy[2],
            proxy[3],
            "https://127.0.0.1:" + port(server.sidecar().managing()) + "/readyz?verbose")
        .text();
  }

  private static String serial() throws IOException {
    String text = connect("");
    int begin = text.indexOf("-----BEGIN");
    return begin < 0 ? text : text.substring(begin, text.indexOf("-----END"));
  }

  @Test
  void certificate_rotated_isServedSoonAndNoRequestFails() throws IOException {
    String before = serial();
    ca.sign("second", NAMES, "-days", "25");
    use(dir.resolve("second.pem"), "second");
    Instant rotated = Instant.now();
    String now = before;
    while (now.equals(before) && Duration.between(rotated, Instant.now()).toSeconds() < 30) {
      assertEquals("200", check(as("proxy")));
      now = serial();
    }
    assertNotEquals(before, now);
    Duration took = Duration.between(rotated, Instant.now());
    assertTrue(took.toSeconds() < 10, took.toString());

    Files.writeString(dir.resolve("used.pem"), "nonsense");
    String report = "";
    Instant end = Instant.now().plusSeconds(30);
    while (!report.contains("no certificate in PEM") && Instant.now().isBefore(end)) {
      report = report();
    }
    assertTrue(report.contains("no certificate in PEM"), report);
    assertEquals(now, serial());
    assertEquals("200", check(as("proxy")));
    use(dir.resolve("second.pem"), "second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-newkey rsa:2048", "-newkey ec -pkeyopt ec_paramgen_curve:P-384"})
  void handshake_keyOfAnotherKind_isMade(String key) throws IOException {
    Path certificate = ca.sign(List.of(key.split(" ")), "kind", NAMES, "-days", "20");
    Map<String, String> flags =
        Map.of(
            "--tls-cert", certificate.toString(),
            "--tls-key", dir.resolve("kind.key").toString());
    try (RunningServer served = run(flags)) {
      assertEquals("200", ask("/access/v1/evaluation", served.address()));
    }
  }

  private static String refused(Map<String, String> more) {
    Throwable failure = assertThrows(IllegalStateException.class, () -> run(more).close());
    return String.valueOf(failure.getCause().getMessage());
  }

  @Test
  void start_withFilesThatDoNotFit_saysWhich() throws IOException {
    ca.sign("expired", NAMES, "-days", "-1");
    String expired = dir.resolve("expired.pem").toString();
    String key = dir.resolve("expired.key").toString();
    Files.writeString(dir.resolve("not.key"), "-----BEGIN PRIVATE KEY-----\nsecret\n");
    assertTrue(refused(Map.of("--tls-key", key)).contains("is not that of the certificate"));
    String unreadable = refused(Map.of("--tls-key", dir.resolve("not.key").toString()));
    assertTrue(unreadable.contains("holds no RSA or EC private key"), unreadable);
    assertFalse(unreadable.contains("secret"));
    assertTrue(refused(Map.of("--tls-cert", key)).contains("holds no certificate"));
    assertTrue(refused(Map.of("--tls-client-ca", key)).contains("holds no certificate"));
    assertTrue(refused(Map.of("--tls-cert", "nowhere.pem")).contains("is not a file"));
    assertTrue(
        refused(Map.of("--tls-cert", expired, "--tls-key", key, "--tls-expired", "refuse"))
            .contains("has expired"));
    try (RunningServer served =
        run(Map.of("--tls-cert", expired, "--tls-key", key, "--open-metrics", "true"))) {
      String metrics =
          TestCa.run(
                  "",
                  "curl",
                  "-ksS",
                  "https://127.0.0.1:" + port(served.sidecar().managing()) + "/metrics")
              .text();
      assertTrue(metrics.contains("portreeve_tls_left_seconds -"), "counts the time since");
    }
  }

  @Test
  void certificatesOfTheExamples_areTakenOnBothSides() throws IOException {
    Path script = ProxySet.repository().resolve("server/examples/certificates.sh");
    Path made = dir.resolve("made");
    assertEquals(0, TestCa.run("", "sh", script.toString(), made.toString()).status());
    Path credentials = dir.resolve("orders.yaml");
    Files.writeString(
        credentials,
        """
        credentials:
          - {id: orders, certificate: "spiffe://example.org/orders", scopes: [check]}
        """);
    Map<String, String> flags =
        Map.of(
            "--tls-cert", made.resolve("server.pem").toString(),
            "--tls-key", made.resolve("server.key").toString(),
            "--tls-client-ca", made.resolve("ca.pem").toString(),
            "--credentials", credentials.toString());
    try (RunningServer taken = run(flags)) {
      String[] curl = {
        "-sS",
        "-o",
        "/dev/null",
        "-w",
        "%{http_code}",
        "--cacert",
        made.resolve("ca.pem").toString(),
        "--cert",
        made.resolve("client.pem").toString(),
        "--key",
        made.resolve("client.key").toString(),
        "-H",
        "content-type: application/json",
        "-d",
        QUESTION,
        "https://localhost:" + port(taken.address()) + "/access/v1/evaluation"
      };
      assertEquals("200", TestCa.run("", "curl", curl).text());
      assertEquals(0, TestCa.run("", "sh", script.toString(), made.toString()).status());
      assertEquals("200", TestCa.run("", "curl", curl).text());
    }
  }
}
