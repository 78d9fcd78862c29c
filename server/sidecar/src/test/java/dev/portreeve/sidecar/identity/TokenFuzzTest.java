package dev.portreeve.sidecar.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.portreeve.engine.testing.CorpusMutants;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Any text for a token, and for the keys of its issuer. */
class TokenFuzzTest {
  private static final String KEYS = keys();

  private static String keys() {
    try {
      return new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("k1").generate()).toString();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private final JwksKeys keys =
      new JwksKeys(
          () -> CompletableFuture.completedFuture(KEYS), Duration.ofMinutes(5), System::nanoTime);
  private final TokenVerifier verifier =
      new TokenVerifier(new TokenClaims("issuer", "api", "sub"), keys, Clock.systemUTC());

  @FuzzTest
  void token_anyText_isRefused(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    assertInstanceOf(AuthenticationResult.Refused.class, verifier.verify(text).await());
    readKeys(text);
  }

  @Test
  void mutants_ofTheInputs_holdToo() {
    CorpusMutants.feed(
        TokenFuzzTest.class, "token_anyText_isRefused", 400, this::token_anyText_isRefused);
  }

  private static void readKeys(String text) {
    JWKSet read;
    try {
      read = JwksReader.read(text);
    } catch (IllegalArgumentException e) { // how it says that this is no set of keys
      return;
    }
    assertFalse(read.getKeys().stream().anyMatch(JWK::isPrivate));
  }
}
