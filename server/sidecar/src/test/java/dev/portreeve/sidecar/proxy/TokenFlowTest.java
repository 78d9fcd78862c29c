package dev.portreeve.sidecar.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RunningServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, claims and the directory together: what a client may say about itself. */
class TokenFlowTest {
  private static final String ROUTES =
      """
      routes:
        - path: /settings/{setting}
          action: {name: settings.view, setting: {path: setting}}
          subject: {team_roles: {claim: roles}}
          resource: {id: {claim: team}, team: {claim: team}}
      """;

  @TempDir private static Path dir;
  private static RunningServer server;
  private static ECKey key;

  @BeforeAll
  static void start() throws JOSEException, IOException {
    key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
    Path keys = dir.resolve("keys.json");
    Files.writeString(keys, new JWKSet(key).toString(true));
    Path set = ProxySet.copy(dir.resolve("set"));
    Files.writeString(set.resolve("routes.yaml"), ROUTES);
    server =
        RunningServer.of(
            set,
            Map.of("--jwt-keys", keys.toString(), "--jwt-issuer", "i", "--jwt-audience", "api"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> ask(String subject, List<String> roles, String... headers)
      throws JOSEException {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .subject(subject)
            .issuer("i")
            .audience("api")
            .expirationTime(Date.from(Instant.now().plusSeconds(300)))
            .claim("team", "birch")
            .claim("roles", roles)
            .build();
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(), claims);
    token.sign(new ECDSASigner(key));
    HttpRequest.Builder request = request().header("Authorization", "Bearer " + token.serialize());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return server.http().send(request);
  }

  private static HttpRequest.Builder request() {
    return server
        .http()
        .request("/check/traefik")
        .header("X-Forwarded-Method", "GET")
        .header("X-Forwarded-Uri", "/settings/vault_export")
        .header("X-Forwarded-Host", "api.example.com");
  }

  @Test
  void check_rolesInTheToken_countWhereTheDirectoryIsSilent() throws JOSEException {
    assertEquals(200, ask("stranger", List.of("admin")).statusCode());
    assertEquals(403, ask("stranger", List.of()).statusCode());
  }

  @Test
  void check_rolesInTheDirectory_beatThoseInTheToken() throws JOSEException {
    assertEquals(403, ask("cleo", List.of("super_admin")).statusCode());
    assertEquals(200, ask("noa", List.of("guest")).statusCode());
  }

  @Test
  void check_rolesInHeaders_countNothing() throws JOSEException {
    assertEquals(
        403,
        ask("cleo", List.of(), "roles", "super_admin", "X-Team-Roles", "super_admin").statusCode());
  }

  @Test
  void check_badToken_is401AndSaysHowToAsk() {
    HttpResponse<String> answer =
        server.http().send(request().header("Authorization", "Bearer no.to.ken"));
    assertEquals(401, answer.statusCode());
    assertEquals("Bearer", answer.headers().firstValue("WWW-Authenticate").orElse(""));
  }
}
