package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.access.SecretHash;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.TestIssuer;
import dev.portreeve.source.testing.Programs;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerFlagsTest {
  private static final String SECRET = "s3cret-of-orders";

  @TempDir private static Path dir;
  private static RunningServer server;
  private static RunningServer local;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    certificates("tls");
    certificates("foreign");
    TestIssuer callers = new TestIssuer("callers", dir.resolve("callers.json"));
    write("key", "orders." + SECRET + "\n");
    write("wrong-key", "orders.s3cret-of-others\n");
    write("password", "pass word\n");
    write("token", callers.token("svc", "portreeve", Map.of("scope", "check")));
    write("empty", "\n");
    write("two", "orders.a\norders.b\n");
    int uid = (int) Files.getAttribute(dir, "unix:uid");
    String credentials =
        write(
            "credentials.yaml",
            """
            credentials:
              - {id: orders, key: "%s", scopes: [check]}
              - {id: ops, password: "%s", scopes: [check]}
              - {id: client, certificate: "spiffe://example.org/orders", scopes: [check]}
              - {id: local, uid: %d, scopes: [check]}
            """
                .formatted(SecretHash.of("s3cret-of-orders"), SecretHash.of("pass word"), uid));
    Map<String, String> secure =
        Map.of(
            "--credentials", credentials,
            "--tls-cert", path("tls/server.pem"),
            "--tls-key", path("tls/server.key"),
            "--tls-client-ca", path("tls/ca.pem"),
            "--caller-jwt-keys", callers.keys().toString(),
            "--caller-jwt-issuer", "callers",
            "--caller-jwt-audience", "portreeve");
    server = RunningServer.of(TestSets.of("doors"), secure);
    local =
        RunningServer.ofUnix(
            TestSets.of("doors"), dir.resolve("socket"), Map.of("--credentials", credentials));
  }

  @AfterAll
  static void stop() {
    server.close();
    local.close();
  }

  private static void certificates(String name) throws IOException, InterruptedException {
    Path ignored = Programs.ofThisMachine().require("openssl");
    String script = Repository.root().resolve("server/examples/certificates.sh").toString();
    assertTrue(ignored.isAbsolute());
    assertEquals(0, new ProcessBuilder("sh", script, path(name)).start().waitFor());
  }

  private static String path(String name) {
    return dir.resolve(name).toString();
  }

  private static String write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  private static String url() {
    return "https://localhost:" + ((Address.Tcp) server.address()).port();
  }

  private static List<String> question(String flags) {
    List<String> all =
        new ArrayList<>(
            List.of("check", "--subject=user:ana", "--action=door.open", "--resource=door:d1"));
    for (String flag : flags.split(" ", -1)) {
      all.add(flag.replace("URL", url()).replace("DIR", dir.toString()));
    }
    return all;
  }

  private static VerbRun check(String flags) {
    return VerbRun.of(question(flags).toArray(String[]::new));
  }

  /** Whether an answer came, whatever it is. */
  private static void assertAnswered(VerbRun run) {
    assertTrue(run.out().contains("\"decision\""), run.err());
    assertTrue(run.status() <= 1, run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--http=URL, --key-file=DIR/key",
    "--grpc=URL, --key-file=DIR/key",
    "--http=URL, --token-file=DIR/token",
    "--grpc=URL, --token-file=DIR/token",
    "--http=URL, --user=ops --password-file=DIR/password",
    "--grpc=URL, --user=ops --password-file=DIR/password",
    "--http=URL, --tls-cert=DIR/tls/client.pem --tls-key=DIR/tls/client.key",
    "--grpc=URL, --tls-cert=DIR/tls/client.pem --tls-key=DIR/tls/client.key"
  })
  void check_credentialOfEachKind_isAnsweredOverTls(String address, String credential) {
    assertAnswered(check(address + " --tls-ca=DIR/tls/ca.pem " + credential));
  }

  @ParameterizedTest
  @CsvSource({"--http", "--grpc"})
  void check_overAUnixSocket_isAnsweredByTheUserOfTheProcess(String flag) {
    assertAnswered(check(flag + "=unix:DIR/socket"));
  }

  @Test
  void check_secretInTheEnvironment_isShown() throws IOException, InterruptedException {
    String[] arguments = question("--http=unix:DIR/socket").toArray(String[]::new);
    ProcessBuilder builder = CommandProcess.builder(dir, List.of(), arguments);
    builder.environment().put(CallerFlags.KEY, "orders.not-the-secret");
    Process process = builder.start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, process.waitFor()); // shown, it counts before the user of the process
    assertTrue(said.contains("the credential is not known here"), said);
    assertFalse(said.contains("not-the-secret"), said);
  }

  @ParameterizedTest
  @CsvSource({
    "--http=URL --tls-ca=DIR/tls/ca.pem, a credential is required",
    "--grpc=URL --tls-ca=DIR/tls/ca.pem, a credential is required",
    "--http=URL --tls-ca=DIR/tls/ca.pem --key-file=DIR/wrong-key, the credential is not known here",
    "--grpc=URL --tls-ca=DIR/tls/ca.pem --key-file=DIR/wrong-key, the credential is not known here",
    "--http=URL --tls-ca=DIR/foreign/ca.pem --key-file=DIR/key, PKIX path",
    "--grpc=URL --tls-ca=DIR/foreign/ca.pem --key-file=DIR/key, PKIX path",
    "--http=URL --key-file=DIR/key, certification path",
    "--http=http://pdp.example:1 --key-file=DIR/key, in clear text",
    "--http=pdp.example:1 --key-file=DIR/key, in clear text",
    "--http=http://localhost:1 --tls-ca=DIR/tls/ca.pem, speaks no TLS",
    "--http=URL --tls-ca=DIR/nowhere, cannot be read",
    "--http=URL --tls-cert=DIR/tls/client.pem, go together",
    "--http=URL --key-file=DIR/empty, holds no secret",
    "--http=URL --key-file=DIR/two, one secret",
    "--http=URL --key-file=DIR/nowhere, cannot be read",
    "--http=URL --key-file=DIR/key --token-file=DIR/token, --key-file and --token-file",
    "--http=URL --user=ops, PORTREEVE_CALLER_PASSWORD holds no secret",
    "--http=URL --password-file=DIR/password, goes with --user"
  })
  void check_credentialThatDoesNotServe_isToldWhy(String flags, String why) {
    VerbRun run = check(flags);
    assertEquals(2, run.status(), run.out() + run.err());
    assertTrue(run.err().contains(why), run.err());
    assertFalse(run.err().contains("s3cret"), run.err());
  }
}
