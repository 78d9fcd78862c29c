package dev.portreeve.sidecar.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

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
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.portreeve.engine.routes.RouteIdentity;
import dev.portreeve.sidecar.config.IdentityConfig;
import dev.portreeve.sidecar.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BearerIdentityTest {
  private static final ECKey KEY = key("k1");
  private static final IdentityConfig.Token CONFIG =
      new IdentityConfig.Token("keys.json", "https://issuer.example", "api", "sub");

  private final AtomicReference<String> document = new AtomicReference<>(set(KEY));
  private final AtomicInteger fetched = new AtomicInteger();
  private final TestClock clock = new TestClock();
  private final JwksKeys keys =
      new JwksKeys(
          () -> {
            fetched.incrementAndGet();
            return CompletableFuture.completedFuture(document.get());
          },
          Duration.ofMinutes(5),
          System::nanoTime);
  private final BearerIdentity identity =
      new BearerIdentity(
          new TokenVerifier(
              new TokenClaims(CONFIG.issuer(), CONFIG.audience(), CONFIG.subject()), keys, clock));

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
      JWSAlgorithm algorithm, @Nullable String kid, JWSSigner signer, JWTClaimsSet claims)
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

  private static String raw(String header, String payload) throws JOSEException {
    Base64URL first = Base64URL.encode(header);
    Base64URL second = Base64URL.encode(payload);
    byte[] input = (first + "." + second).getBytes(StandardCharsets.US_ASCII);
    return first
        + "."
        + second
        + "."
        + new ECDSASigner(KEY).sign(new JWSHeader.Builder(JWSAlgorithm.ES256).build(), input);
  }

  /** Claims that hold, but for what a test says otherwise. */
  private static String payload(String... others) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("iss", "\"https://issuer.example\"");
    members.put("aud", "\"api\"");
    members.put("sub", "\"ana\"");
    members.put("exp", "" + (Instant.now().getEpochSecond() + 600));
    for (int i = 0; i < others.length; i += 2) {
      members.put(others[i], others[i + 1]);
    }
    StringJoiner json = new StringJoiner(",", "{", "}");
    members.forEach((name, value) -> json.add('"' + name + "\":" + value));
    return json.toString();
  }

  private static final String HEADER = "{\"alg\":\"ES256\",\"kid\":\"k1\"}";

  @Test
  void find_tokenAgain_isVerifiedOnceUntilItsEnd() throws JOSEException {
    Date end = Date.from(clock.instant().plusSeconds(600));
    String token = "Bearer " + signed(KEY, claims().expirationTime(end).build());
    AuthenticationResult first = find(token);
    assertInstanceOf(AuthenticationResult.Known.class, first);
    keys.load().join(); // the same keys
    clock.advance(Duration.ofSeconds(600 + 59));
    assertSame(first, find(token));
    clock.advance(Duration.ofSeconds(2));
    assertInstanceOf(AuthenticationResult.Refused.class, find(token));
  }

  @Test
  void find_tokenAgainWithOtherSignatureOrClaims_isRefused() throws JOSEException {
    String good = signed(KEY, claims().build());
    assertInstanceOf(AuthenticationResult.Known.class, find("Bearer " + good));
    assertRefused(good.substring(0, good.lastIndexOf('.') + 1) + "AAAA");
    String other = signed(KEY, claims().subject("ben").build());
    assertRefused(
        other.substring(0, other.lastIndexOf('.')) + good.substring(good.lastIndexOf('.')));
  }

  @Test
  void find_tokenAgainOnceItsKeyIsRemoved_isRefused() throws JOSEException {
    String token = signed(KEY, claims().build());
    assertInstanceOf(AuthenticationResult.Known.class, find("Bearer " + token));
    document.set(set(key("k2")));
    keys.load().join();
    assertRefused(token);
    document.set(set(KEY));
    keys.load().join();
    assertInstanceOf(AuthenticationResult.Known.class, find("Bearer " + token));
  }

  @Test
  void find_handMadeToken_isTaken() throws JOSEException {
    assertInstanceOf(AuthenticationResult.Known.class, find("Bearer " + raw(HEADER, payload())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "exp|null",
        "exp|\"4102444800\"",
        "exp|true",
        "exp|[4102444800]",
        "exp|1e300",
        "exp|-1",
        "nbf|null",
        "nbf|\"0\"",
        "iat|null",
        "iat|{}",
        "iss|null",
        "iss|[\"https://issuer.example\"]",
        "aud|null",
        "aud|[]",
        "aud|[\"api\",1]",
        "aud|{\"api\":1}",
        "sub|null",
        "sub|\"\"",
        "sub|\" \"",
        "sub|7",
        "sub|[\"ana\"]",
        "sub|\"\\ud83d\"",
        "sub|\"a\\udc00b\"",
        "x|{\"y\":[\"\\ud800\"]}"
      })
  void find_claimNullOrIllTyped_isRefused(String name, String value) throws JOSEException {
    assertRefused(raw(HEADER, payload(name, value)));
  }

  @ParameterizedTest
  @CsvSource({
    "JWT,true",
    "jwt,true",
    "at+jwt,true",
    "AT+JWT,true",
    "application/at+jwt,true",
    "dpop+jwt,false",
    "logout+jwt,false",
    "JOSE,false"
  })
  void find_typeOfToken_isAnAccessTokenOrRefused(String type, boolean taken) throws JOSEException {
    String header = "{\"alg\":\"ES256\",\"kid\":\"k1\",\"typ\":\"" + type + "\"}";
    assertEquals(
        taken, find("Bearer " + raw(header, payload())) instanceof AuthenticationResult.Known);
  }

  @Test
  void find_criticalExtension_isRefused() throws JOSEException {
    String header = "{\"alg\":\"ES256\",\"kid\":\"k1\",\"crit\":[\"x\"],\"x\":1}";
    assertRefused(raw(header, payload()));
  }

  @Test
  void find_claimsThatAreNotUtf8_isRefused() throws JOSEException {
    Base64URL payload =
        Base64URL.encode(payload("x", "\"\u00fc\"").getBytes(StandardCharsets.ISO_8859_1));
    Base64URL header = Base64URL.encode(HEADER);
    byte[] input = (header + "." + payload).getBytes(StandardCharsets.US_ASCII);
    Base64URL signature =
        new ECDSASigner(KEY).sign(new JWSHeader.Builder(JWSAlgorithm.ES256).build(), input);
    assertRefused(header + "." + payload + "." + signature);
  }

  @Test
  void find_tokenWithoutAKeysName_isVerifiedByAnyKeyThatFits() throws JOSEException {
    String token = signed(JWSAlgorithm.ES256, null, new ECDSASigner(KEY), claims().build());
    assertInstanceOf(AuthenticationResult.Known.class, find("Bearer " + token));
  }

  @Test
  void find_tokenBySecret_isRefusedForItsAlgorithm() throws JOSEException {
    byte[] secret = KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    String token = signed(JWSAlgorithm.HS256, "k1", new MACSigner(secret), claims().build());
    assertEquals(
        new AuthenticationResult.Refused(
            "the token is refused: it is not signed with a public key's algorithm"),
        find("Bearer " + token));
  }
}
