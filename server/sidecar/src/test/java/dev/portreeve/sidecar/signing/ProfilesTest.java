package dev.portreeve.sidecar.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Obligations profile, the Access Request and Approval profile, and signed metadata. */
class ProfilesTest {
  private static final String URL = "https://pdp.example/tenant1";
  private static final String ENDPOINT = "https://requests.example/access/v1/requests";
  private static final String METADATA = "/.well-known/authzen-configuration";

  @TempDir private static Path dir;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    Path keys = dir.resolve("keys.json");
    ECKey first = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
    JWK second = new RSAKeyGenerator(2_048).generate();
    Files.writeString(keys, new JWKSet(List.of(first, second)).toString(false));
    server =
        RunningServer.of(
            doors(),
            Map.of(
                "--public-url", URL,
                "--signing-key", keys.toString(),
                "--access-request-endpoint", ENDPOINT));
  }

  /** The doors of the tests, with a directory. */
  private static Path doors() throws IOException {
    Path set = TestSets.copy("doors", dir.resolve("set"));
    Path schema = set.resolve("schema.yaml");
    String text = Files.readString(schema);
    Files.writeString(
        schema, text.replace("floor: {type: integer}", "floor: {type: integer, directory: fill}"));
    Files.createDirectories(set.resolve("directory"));
    Files.writeString(
        set.resolve("directory/doors.yaml"),
        "resources: {door: {d1: {floor: 1}, d2: {floor: 20}, d3: {floor: 3}}}\n");
    return set;
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String check(String action, String context) {
    return """
    {"subject": {"type": "user", "id": "ana", "properties": {"badge": true}},
     "action": {"name": "%s"},
     "resource": {"type": "door", "id": "d1", "properties": {"team": "acme", "unknown": 1}},
     "context": %s}
    """
        .formatted(action, context);
  }

  private static JsonObject ask(String path, String body) {
    HttpResponse<String> response = server.http().post("/access/v1/" + path, body);
    assertEquals(200, response.statusCode(), response.body());
    return new JsonObject(response.body());
  }

  private static JsonObject context(String action, String context) {
    return ask("evaluation", check(action, context)).getJsonObject("context");
  }

  private static JsonObject get(String path) {
    HttpResponse<String> response = server.http().get(path);
    assertEquals(200, response.statusCode());
    assertEquals("max-age=300", response.headers().firstValue("cache-control").orElse(""));
    return new JsonObject(response.body());
  }

  /** The claims of a token that one of the published keys has signed. */
  private static JWTClaimsSet verified(String token) throws Exception {
    JWKSet keys = JWKSet.parse(get("/access/v1/jwks").encode());
    SignedJWT jwt = SignedJWT.parse(token);
    JWK key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
    assertTrue(
        jwt.verify(
            new DefaultJWSVerifierFactory()
                .createJWSVerifier(jwt.getHeader(), ((AsymmetricJWK) key).toPublicKey())));
    return jwt.getJWTClaimsSet();
  }

  @Test
  void keys_published_arePublicAndForSignatures() throws Exception {
    JWKSet keys = JWKSet.parse(get("/access/v1/jwks").encode());
    assertEquals(2, keys.getKeys().size());
    for (JWK key : keys.getKeys()) {
      assertFalse(key.isPrivate());
      assertEquals("sig", key.getKeyUse().identifier());
      assertFalse(key.getKeyID().isEmpty());
    }
  }

  @Test
  void metadata_signed_claimsWhatItSays() throws Exception {
    JsonObject metadata = get(METADATA + "/tenant1");
    String token = (String) metadata.remove("signed_metadata");
    JWTClaimsSet claims = verified(token);
    assertEquals(URL, claims.getIssuer());
    for (String name : metadata.fieldNames()) {
      Object plain = metadata.getValue(name);
      Object wanted = plain instanceof JsonArray list ? list.getList() : plain;
      assertEquals(wanted, claims.getClaim(name), name);
    }
    assertFalse(claims.getClaims().containsKey("signed_metadata"));
    assertEquals(token, get(METADATA).getString("signed_metadata"), "signed once");
  }

  @Test
  void metadata_profiles_areTold() {
    JsonObject metadata = get(METADATA);
    assertEquals(ENDPOINT, metadata.getString("access_request_endpoint"));
    assertEquals(URL + "/access/v1/jwks", metadata.getString("jwks_uri"));
    assertEquals(new JsonArray().add("custom"), metadata.getJsonArray("supported_obligations"));
    assertEquals(
        new JsonArray().add("urn:openid:authzen:capability:access-request"),
        metadata.getJsonArray("capabilities"));
  }

  @Test
  void evaluation_thatNeedsApproval_saysHowItIsAskedFor() throws Exception {
    Instant before = Instant.now();
    JsonObject answer =
        ask("evaluation", check("door.paint", "{\"time\":\"2026-01-01T00:00:00Z\"}"));
    assertEquals(false, answer.getBoolean("decision"));
    JsonObject context = answer.getJsonObject("context");
    assertEquals("ask_first", context.getString("reason"));
    JsonObject request = context.getJsonObject("access_request");
    assertEquals(ENDPOINT, request.getString("endpoint"));
    assertEquals("ask_first", request.getString("template"));
    Instant expires = Instant.parse(request.getString("expires_at"));
    assertTrue(expires.isAfter(before) && expires.isBefore(before.plusSeconds(700)));
    JWTClaimsSet claims = verified(request.getString("binding_token"));
    assertEquals(URL, claims.getIssuer());
    assertEquals(List.of(ENDPOINT), claims.getAudience());
    assertEquals(expires, claims.getExpirationTime().toInstant());
    assertEquals(request.getString("expires_at"), claims.getClaim("denial_expires_at"));
    assertEquals(context.getString("evaluation_id"), claims.getClaim("evaluation_id"));
    assertEquals(
        Map.of("type", "user", "id", "ana", "properties", Map.of("badge", true)),
        claims.getClaim("subject"));
    assertEquals(
        Map.of("type", "door", "id", "d1", "properties", Map.of("team", "acme")),
        claims.getClaim("resource"));
    assertEquals(Map.of("name", "door.paint"), claims.getClaim("action"));
    assertEquals(List.of(), claims.getClaim("binding_context_members"), "the time may change");
  }

  @Test
  void evaluation_evaluationIds_areAllDifferent() {
    String one = context("door.paint", "{}").getString("evaluation_id");
    assertFalse(one.equals(context("door.paint", "{}").getString("evaluation_id")));
  }

  @Test
  void evaluation_otherDenialsAndDryRuns_cannotBeAskedFor() {
    assertFalse(context("door.paint", "{\"dry_run\": true}").containsKey("access_request"));
    assertFalse(context("door.hinge", "{}").containsKey("access_request"));
  }

  @Test
  void evaluation_approvalInTheContext_isNoGrant() {
    String approval = "{\"approval\": {\"id\": \"apr_1\", \"state\": \"x\"}}";
    JsonObject answer = ask("evaluation", check("door.paint", approval));
    assertEquals(false, answer.getBoolean("decision"));
  }

  @Test
  void call_approvalInTheContext_isNoGrant() {
    String approval = "{\"approval\": {\"id\": \"apr_1\", \"granted\": true}}";
    JsonObject call = server.grpc().check(new JsonObject(check("door.paint", approval)).getMap());
    assertEquals(false, call.getBoolean("decision"));
    JsonObject context = call.getJsonObject("context");
    assertEquals("approval_unverifiable", context.getString("reason"));
    assertEquals("none", context.getString("next_action"));
  }

  @Test
  void call_thatNeedsApproval_saysTheSame() {
    JsonObject answer = server.grpc().check(new JsonObject(check("door.paint", "{}")).getMap());
    assertTrue(
        answer.getJsonObject("context").getJsonObject("access_request").containsKey("endpoint"));
  }

  @Test
  void evaluation_obligationTheCallerCannotMeet_isDenied() {
    JsonObject denied = ask("evaluation", check("door.open", "{\"supported_obligations\": []}"));
    assertEquals(false, denied.getBoolean("decision"));
    assertEquals("unsupported_obligation", denied.getJsonObject("context").getString("reason"));
    String can = check("door.open", "{\"supported_obligations\": [\"custom\"]}");
    assertEquals(true, ask("evaluation", can).getBoolean("decision"));
    JsonObject call =
        server
            .grpc()
            .check(new JsonObject(check("door.open", "{\"supported_obligations\": []}")).getMap());
    assertEquals(false, call.getBoolean("decision"));
  }

  @Test
  void search_resultsWithObligations_bringThemOrAreLeftOut() {
    JsonArray results = ask("search/resource", check("door.open", "{}")).getJsonArray("results");
    assertEquals(2, results.size());
    JsonObject third = results.getJsonObject(1);
    assertEquals("d3", third.getString("id"));
    assertEquals(
        new JsonArray(
            """
            [{"id":"1","type":"custom","properties":{"action":"close_behind","door":"d3"}}]
            """),
        third.getJsonArray("obligations"));
    assertEquals(
        new JsonArray(),
        ask("search/resource", check("door.open", "{\"supported_obligations\": []}"))
            .getJsonArray("results"));
  }

  @Test
  void start_setUpThatCannotHold_isRefused(@TempDir Path own) throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    Path secret = Files.writeString(own.resolve("key.json"), key.toJSONString());
    Path open = Files.writeString(own.resolve("open.json"), key.toPublicJWK().toJSONString());
    Path none = Files.writeString(own.resolve("none.json"), "secret");
    refused("must be an https URL", Map.of("--access-request-endpoint", "http://x.example"));
    refused("needs --signing-key", Map.of("--access-request-endpoint", ENDPOINT));
    refused("https URL", Map.of("--signing-key", secret.toString()));
    refused("no private key", Map.of("--signing-key", open.toString(), "--public-url", URL));
    refused("no JSON Web Key", Map.of("--signing-key", none.toString(), "--public-url", URL));
    refused("fewer than 32 bytes", Map.of("--search-key", none.toString()));
  }

  private static void refused(String why, Map<String, String> flags) {
    Exception refusal =
        assertThrows(
            IllegalStateException.class, () -> RunningServer.of(TestSets.of("doors"), flags));
    assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
  }
}
