package dev.portreeve.sidecar.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.config.IdentityConfig;
import dev.portreeve.sidecar.config.TrustedProxies;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.TestIssuer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentitySourcesTest {
  @TempDir private Path dir;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    GrpcCaller.await(vertx.close());
  }

  private static AuthenticationResult find(Identities identities, Map<String, String> headers) {
    OriginalRequest.Headers given =
        name -> headers.containsKey(name) ? List.of(headers.get(name)) : List.of();
    return GrpcCaller.await(identities.find(new OriginalRequest("GET", "h", "/", given, true, "")));
  }

  private IdentityConfig.Token token(TestIssuer issuer) {
    return new IdentityConfig.Token(issuer.keys().toString(), "issuer", "api", "sub");
  }

  @Test
  void of_everyWay_asksTheTokenFirstThenTheCertificateThenTheHeader() throws IOException {
    TestIssuer issuer = new TestIssuer("issuer", dir.resolve("keys.json"));
    IdentityConfig config =
        new IdentityConfig(
            TrustedProxies.NONE,
            Optional.of("x-user"),
            Optional.of(
                new IdentityConfig.Certificate("x-cert", IdentityConfig.CertificateName.CN)),
            Optional.of(token(issuer)));
    Identities identities = IdentitySources.of(config, vertx);
    String bearer = "Bearer " + issuer.token("ana", "api", Map.of());
    AuthenticationResult known =
        find(identities, Map.of("authorization", bearer, "x-cert", "nonsense", "x-user", "ben"));
    assertEquals("ana", assertInstanceOf(AuthenticationResult.Known.class, known).identity().id());
    assertInstanceOf(
        AuthenticationResult.Refused.class,
        find(identities, Map.of("x-cert", "nonsense", "x-user", "ben")));
    AuthenticationResult byHeader = find(identities, Map.of("x-user", "ben"));
    assertEquals(
        "ben", assertInstanceOf(AuthenticationResult.Known.class, byHeader).identity().id());
  }

  @Test
  void of_noWay_isNobody() throws IOException {
    IdentityConfig config =
        new IdentityConfig(
            TrustedProxies.NONE, Optional.empty(), Optional.empty(), Optional.empty());
    assertEquals(
        AuthenticationResult.NOBODY,
        find(
            IdentitySources.of(config, vertx),
            Map.of("x-user", "ben", "authorization", "Bearer x")));
  }

  @Test
  void verifier_fileWithoutKeys_isRefusedAndAUrlThatIsAwayIsNot() throws IOException {
    Path none = Files.writeString(dir.resolve("none.json"), "{\"keys\":[]}");
    IdentityConfig.Token file = new IdentityConfig.Token(none.toString(), "i", "a", "sub");
    IOException refused =
        assertThrows(
            IOException.class, () -> IdentitySources.verifier(file, vertx, Clock.systemUTC()));
    assertEquals("`" + none + "` is no set of keys to verify tokens with", refused.getMessage());
    IdentityConfig.Token url = new IdentityConfig.Token("http://127.0.0.1:1/", "i", "a", "sub");
    assertTrue(IdentitySources.verifier(url, vertx, Clock.systemUTC()).known("x") == null);
  }
}
