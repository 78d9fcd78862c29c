package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.access.ListenerCaller.Over;
import dev.portreeve.sidecar.access.ListenerCaller.Question;
import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.TestIssuer;
import dev.portreeve.sidecar.tls.TestCa;
import dev.portreeve.source.testing.Eventually;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each form of credential at each listener, in each protocol, over real sockets: taken where it
 * counts, refused everywhere else, and refused wherever it is wrong.
 */
class CredentialFormsTest {
  private static final String SCOPES = "scopes: [check, search, metrics, admin]";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> REFUSALS =
      Set.of("401", "429", "UNAUTHENTICATED", "RESOURCE_EXHAUSTED");

  @TempDir private static Path dir;
  private static TestIssuer callers;
  private static String token;
  private static TestCredentials credentials;
  private static ListenerCaller caller;
  private static RunningServer secure;
  private static RunningServer local;

  /** How somebody says who it is. */
  enum Form {
    KEY,
    BEARER_KEY,
    BASIC,
    TOKEN,
    CERTIFICATE_NAME,
    CERTIFICATE_SPIFFE_ID,
    USER_OF_PROCESS;

    boolean isHeader() {
      return compareTo(TOKEN) <= 0;
    }

    private boolean isCertificate() {
      return this == CERTIFICATE_NAME || this == CERTIFICATE_SPIFFE_ID;
    }

    /** Whether it is overlooked, since behind a proxy `Authorization` is the user's. */
    boolean isTheUsers(Question question) {
      return isHeader() && this != KEY && question.ofAProxy();
    }

    /** Whether it, or the process at the other end of a unix socket, tells who asks. */
    boolean counts(Over over, Question question) {
      return over == Over.UNIX || isCertificate() || (isHeader() && !isTheUsers(question));
    }

    Map<String, String> headers() {
      String secret = TestCredentials.secret("ops");
      return switch (this) {
        case KEY -> Map.of("x-portreeve-key", TestCredentials.key("orders"));
        case BEARER_KEY -> Map.of("authorization", "Bearer " + TestCredentials.key("orders"));
        case BASIC -> Map.of("authorization", basic("ops:" + secret));
        case TOKEN -> Map.of("authorization", "Bearer " + token);
        default -> Map.of();
      };
    }

    Map<String, String> wrong() {
      return switch (this) {
        case KEY -> Map.of("x-portreeve-key", "orders.wrong");
        case BEARER_KEY -> Map.of("authorization", "Bearer orders.wrong");
        case BASIC -> Map.of("authorization", basic("ops:wrong"));
        default -> Map.of("authorization", "Bearer " + token + "x");
      };
    }

    /** The name of the files of a client's certificate, or empty. */
    String certificate() {
      return switch (this) {
        case CERTIFICATE_NAME -> "named";
        case CERTIFICATE_SPIFFE_ID -> "spiffe";
        default -> "";
      };
    }

    private static String basic(String pair) {
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
  }

  @BeforeAll
  static void start() throws IOException {
    TestCa ca = new TestCa(dir, "ca");
    ca.sign("server", "DNS:localhost,IP:127.0.0.1", "-days", "20");
    ca.sign("named", "DNS:orders.portreeve.test", "-days", "20");
    ca.sign("spiffe", "URI:spiffe://portreeve.test/orders", "-days", "20");
    ca.sign("stranger", "URI:spiffe://portreeve.test/stranger", "-days", "20");
    callers = new TestIssuer("callers", dir.resolve("callers.json"));
    token = callers.token("svc", "portreeve", Map.of("scope", "check search metrics admin"));
    Map<String, String> flags = flags();
    Map<String, String> tls = new HashMap<>(flags);
    tls.put("--admin", "127.0.0.1:0");
    tls.put("--tls-cert", dir.resolve("server.pem").toString());
    tls.put("--tls-key", dir.resolve("server.key").toString());
    tls.put("--tls-client-ca", ca.certificate().toString());
    Path set = ProxySet.repository().resolve("policies/postman");
    secure = RunningServer.of(set, tls);
    Map<String, String> unix = new HashMap<>(flags);
    for (String listener : List.of("listen", "management", "admin")) {
      unix.put("--" + listener, "unix:" + dir.resolve(listener));
    }
    local = RunningServer.of(set, unix);
    caller = new ListenerCaller(dir, ca.certificate());
    for (Form form : Form.values()) { // once wrong ones are held back, only what is known counts
      for (Over over : Over.values()) {
        String unused = ask(over, Question.CHECK, HttpVersion.HTTP_1_1, form.headers(), "");
      }
    }
  }

  private static Map<String, String> flags() throws IOException {
    credentials =
        new TestCredentials(dir.resolve("credentials.yaml"))
            .key("orders", SCOPES)
            .add(
                "ops",
                "password: \"" + TestCredentials.hash(TestCredentials.secret("ops")) + "\"",
                SCOPES);
    return flags(ofConnections().write());
  }

  /** Adds those that a connection itself proves. */
  private static TestCredentials ofConnections() throws IOException {
    return credentials
        .add("named", "certificate: orders.portreeve.test", SCOPES)
        .add("spiffe", "certificate: spiffe://portreeve.test/orders", SCOPES)
        .add("process", "uid: " + Files.getAttribute(dir, "unix:uid"), SCOPES);
  }

  private static Map<String, String> flags(Path file) {
    return Map.of(
        "--cache", ProxySet.CHECKED,
        "--credentials", file.toString(),
        "--caller-jwt-keys", callers.keys().toString(),
        "--caller-jwt-issuer", "callers",
        "--caller-jwt-audience", "portreeve",
        "--proxies", "127.0.0.1,unix",
        "--identity-header", "X-User");
  }

  @AfterAll
  static void stop() {
    caller.close();
    secure.close();
    local.close();
  }

  static Stream<Arguments> cells() {
    List<Arguments> cells = new ArrayList<>();
    for (Form form : Form.values()) {
      for (Over over : Over.values()) {
        for (Question question : Question.values()) {
          if (over == Over.TLS || form.certificate().isEmpty()) {
            cells.add(Arguments.of(form, over, question));
          }
        }
      }
    }
    return cells.stream();
  }

  private static String ask(
      Over over, Question question, HttpVersion version, Map<String, String> headers, String as) {
    RunningServer server = over == Over.TLS ? secure : local;
    return caller.ask(question.of(server), question, version, headers, as);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void credential_ofEachForm_countsWhereItShould(Form form, Over over, Question question) {
    boolean counts = form.counts(over, question);
    for (HttpVersion version : question.versions()) {
      String status = ask(over, question, version, form.headers(), form.certificate());
      assertEquals(
          counts ? question.answered() : question.unknown(), status, () -> form + " " + version);
      if (form.isHeader() && !form.isTheUsers(question)) {
        String wrong = ask(over, question, version, form.wrong(), "");
        assertTrue(REFUSALS.contains(wrong), () -> version + ": " + wrong);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void certificate_ofTheCaThatNobodyListed_isNobodys(Question question) {
    for (HttpVersion version : question.versions()) {
      assertEquals(question.unknown(), ask(Over.TLS, question, version, Map.of(), "stranger"));
    }
  }

  @Test
  void credential_ofAConnectionRevoked_isRefusedThoughThatIsOpen() throws IOException {
    assertOfConnections(Question::answered);
    credentials.remove("named").remove("spiffe").remove("process").write();
    assertOfConnections(Question::unknown);
    Path unused = ofConnections().write();
    assertOfConnections(Question::answered);
  }

  private static void assertOfConnections(Function<Question, String> status) {
    for (Form form :
        List.of(Form.CERTIFICATE_NAME, Form.CERTIFICATE_SPIFFE_ID, Form.USER_OF_PROCESS)) {
      Over over = form.isCertificate() ? Over.TLS : Over.UNIX;
      for (Question question : Question.values()) {
        for (HttpVersion version : question.versions()) {
          Eventually.becomes(
              status.apply(question),
              PATIENCE,
              () -> ask(over, question, version, Map.of(), form.certificate()));
        }
      }
    }
  }

  static Stream<Question> questions() {
    return Stream.of(Question.values());
  }
}
