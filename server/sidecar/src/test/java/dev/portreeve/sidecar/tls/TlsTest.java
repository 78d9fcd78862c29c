package dev.portreeve.sidecar.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.testing.LogLines;
import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  private static final String NAMES = "DNS:localhost,IP:127.0.0.1";
  private static final String QUESTION =
      "{\"subject\":{\"type\":\"user\",\"id\":\"noa\"},\"action\":{\"name\":\"settings.view\","
          + "\"properties\":{\"setting\":\"vault_export\"}},\"resource\":{\"type\":\"team\","
          + "\"id\":\"birch\",\"properties\":{\"team\":\"birch\"}}}";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path dir;
  private static TestCa ca;
  private static TestCa otherCa;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    ca = new TestCa(dir, "ca");
    otherCa = new TestCa(dir, "other");
    use(ca.sign("first", NAMES, "-days", "20"), "first");
    move(ca.certificate(), dir.resolve("clients.pem"));
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
    flags.put("--cache", ProxySet.CHECKED);
    flags.put("--tls-cert", dir.resolve("used.pem").toString());
    flags.put("--tls-key", dir.resolve("used.key").toString());
    flags.put("--tls-client-ca", dir.resolve("clients.pem").toString());
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
  private static String ask(String path, Address at, String... options) {
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
    try {
      return TestCa.run("", "curl", command).text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String check(String... options) {
    return ask("/access/v1/evaluation", server.address(), options);
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

  private static String report() {
    return managed(server, "/readyz?verbose", as("proxy"));
  }

  private static String metrics(RunningServer of, String... options) {
    return managed(of, "/metrics", options);
  }

  private static String managed(RunningServer of, String path, String... options) {
    List<String> all = new ArrayList<>(List.of("-sS", "--cacert", ca.certificate().toString()));
    all.addAll(List.of(options));
    all.add("https://127.0.0.1:" + port(of.sidecar().managing()) + path);
    try {
      return TestCa.run("", "curl", all.toArray(String[]::new)).text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    Eventually.becomes(true, PATIENCE, () -> report().contains("no certificate in PEM"));
    String[] proxy = as("proxy");
    assertTrue(metrics(server, proxy).contains("portreeve_tls_refused 1.0"));
    Files.delete(dir.resolve("used.key"));
    move(dir.resolve("second.pem"), dir.resolve("used.pem"));
    Eventually.becomes(true, PATIENCE, () -> report().contains("is not a file"));
    assertEquals(now, serial());
    assertEquals("200", check(proxy));
    use(dir.resolve("second.pem"), "second");
    Eventually.becomes(
        true, PATIENCE, () -> metrics(server, proxy).contains("portreeve_tls_refused 0.0"));
  }

  @Test
  void clientCa_rotated_isTheOneThatCounts() throws IOException {
    assertTrue(check(as("foreign")).contains("000"));
    move(otherCa.certificate(), dir.resolve("clients.pem"));
    Eventually.becomes("200", PATIENCE, () -> check(as("foreign")));
    assertTrue(check(as("proxy")).contains("000"), "of the CA that counts no longer");
    move(ca.certificate(), dir.resolve("clients.pem"));
    Eventually.becomes("200", PATIENCE, () -> check(as("proxy")));
  }

  @Test
  void name_revoked_isRefusedWithItsCertificate() throws IOException {
    Path credentials = dir.resolve("credentials.yaml");
    String before = Files.readString(credentials);
    Files.writeString(credentials, "credentials: []\n");
    Eventually.becomes("401", PATIENCE, () -> check(as("proxy")));
    Files.writeString(credentials, before);
    Eventually.becomes("200", PATIENCE, () -> check(as("proxy")));
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
    assertTrue(served(expired, key).contains("portreeve_tls_left_seconds -"), "the time since");
    ca.signForLater("later", NAMES);
    String later = dir.resolve("later.pem").toString();
    String itsKey = dir.resolve("later.key").toString();
    assertTrue(
        refused(Map.of("--tls-cert", later, "--tls-key", itsKey, "--tls-expired", "refuse"))
            .contains("is not valid before 2090"));
    assertTrue(served(later, itsKey).contains("portreeve_tls_left_seconds 2."), "seconds to 2091");
  }

  /** The metrics of a server whose certificate's dates are wrong, which it has warned of. */
  private static String served(String certificate, String key) throws IOException {
    try (LogLines lines = new LogLines(TlsReloader.class);
        RunningServer served =
            run(Map.of("--tls-cert", certificate, "--tls-key", key, "--open-metrics", "true"))) {
      assertTrue(
          lines.all().stream()
              .anyMatch(l -> l.startsWith("WARN the certificate") && l.endsWith("all the same")),
          () -> lines.all().toString());
      return metrics(served, "-k");
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
