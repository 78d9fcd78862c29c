package dev.portreeve.sidecar.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.portreeve.engine.routes.RouteIdentity;
import dev.portreeve.sidecar.config.IdentityConfig;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BearerIdentityTest {
  private static final ECKey KEY = key("k1");
  private static final IdentityConfig.Token CONFIG =
      new IdentityConfig.Token("keys.json", "https://issuer.example", "api", "sub");

  private final AtomicReference<String> document = new AtomicReference<>(set(KEY));
  private final AtomicInteger fetched = new AtomicInteger();
  private final JwksKeys keys =
      new JwksKeys(
          () -> {
            fetched.incrementAndGet();
            return CompletableFuture.completedFuture(document.get());
          });
  private final BearerIdentity identity = new BearerIdentity(CONFIG, keys);

  private static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String set(ECKey key) {
    return new JWKSet(key).toString(true);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("ana")
        .issuer("https://issuer.example")
        .audience(List.of("web", "api"))
        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
        .claim("realm", Map.of("roles", List.of("keeper")));
  }

  private static String signed(ECKey key, JWTClaimsSet claims) throws JOSEException {
    return signed(JWSAlgorithm.ES256, key.getKeyID(), new ECDSASigner(key), claims);
  }

  private static String signed(
      JWSAlgorithm algorithm, String kid, JWSSigner signer, JWTClaimsSet claims)
      throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  private AuthenticationResult find(String... authorization) {
    OriginalRequest.Headers headers =
        name -> name.equals("authorization") ? List.of(authorization) : List.of();
    return identity.find(new OriginalRequest("GET", "h", "/", headers, false, "")).await();
  }

  private void assertRefused(String token) {
    assertInstanceOf(AuthenticationResult.Refused.class, find("Bearer " + token));
  }

  @Test
  void find_goodToken_isItsSubjectWithClaims() throws JOSEException {
    AuthenticationResult.Known known =
        assertInstanceOf(
            AuthenticationResult.Known.class, find("bearer " + signed(KEY, claims().build())));
    RouteIdentity found = known.identity();
    assertEquals("ana", found.id());
    assertEquals(Map.of("roles", List.of("keeper")), found.claims().get("realm"));
  }

  @Test
  void find_noToken_isNobody() {
    assertEquals(AuthenticationResult.NOBODY, find());
    assertEquals(AuthenticationResult.NOBODY, find("Basic YTpi"));
  }

  @Test
  void find_claimsThatDoNotHold_isRefused() throws JOSEException {
    assertRefused(signed(KEY, claims().issuer("https://other.example").build()));
    assertRefused(signed(KEY, claims().audience("other").build()));
    assertRefused(signed(KEY, claims().expirationTime(null).build()));
    assertRefused(signed(KEY, claims().subject(null).build()));
    assertRefused(
        signed(KEY, claims().expirationTime(Date.from(Instant.now().minusSeconds(600))).build()));
    assertRefused(
        signed(KEY, claims().notBeforeTime(Date.from(Instant.now().plusSeconds(600))).build()));
  }

  @Test
  void find_signatureThatProvesNothing_isRefused() throws JOSEException {
    String good = signed(KEY, claims().build());
    assertRefused(good.substring(0, good.lastIndexOf('.') + 1));
    assertRefused(good.substring(0, good.length() - 8) + "AAAAAAAA");
    assertRefused(new PlainJWT(claims().build()).serialize());
    assertRefused(signed(key("k1"), claims().build()));
    assertRefused("not.a.token");
    byte[] secret = KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    assertRefused(signed(JWSAlgorithm.HS256, "k1", new MACSigner(secret), claims().build()));
  }

  @Test
  void find_twoTokens_isRefused() throws JOSEException {
    String good = "Bearer " + signed(KEY, claims().build());
    assertInstanceOf(AuthenticationResult.Refused.class, find(good, good));
  }

  @Test
  void find_manyTokensOfOneKey_fetchesItOnce() throws JOSEException {
    for (int i = 0; i < 5; i++) {
      assertInstanceOf(
          AuthenticationResult.Known.class, find("Bearer " + signed(KEY, claims().build())));
    }
    assertEquals(1, fetched.get());
  }

  @Test
  void keys_rotated_areFetchedAgainButNotForEveryUnknownKey() throws JOSEException {
    Instant start = Instant.now();
    keys.load(start).join();
    ECKey next = key("k2");
    document.set(set(next));
    assertEquals(null, keys.keys("k2", start.plusSeconds(1)).join().getKeyByKeyId("k2"));
    assertEquals(1, fetched.get());
    assertEquals(
        "k2", keys.keys("k2", start.plusSeconds(11)).join().getKeyByKeyId("k2").getKeyID());
    assertEquals(2, fetched.get());
  }

  @Test
  void keys_documentThatFails_leavesTheLastOnes() {
    Instant start = Instant.now();
    keys.load(start).join();
    document.set("{\"keys\":[]}");
    assertEquals(1, keys.keys("k9", start.plusSeconds(600)).join().size());
    document.set("nonsense");
    assertEquals(1, keys.load(start.plusSeconds(700)).join().size());
  }
}
