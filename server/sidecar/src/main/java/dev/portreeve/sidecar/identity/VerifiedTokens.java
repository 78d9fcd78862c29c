package dev.portreeve.sidecar.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Tokens that were verified, and whom they name. Safe for use by several threads. */
final class VerifiedTokens {
  /*
   * To verify a signature costs some hundred times a decision, so what was verified is remembered, as
   * Envoy's JWT cache and the API server of Kubernetes do. An entry counts until the token's end, and
   * only while the keys are those that verified it: a key that its issuer removes stops holding at
   * once. Only good tokens are remembered, so nobody pushes entries out with tokens of his own making.
   * The key is a digest of the whole token: no two tokens share an entry, how long a look-up takes
   * tells nothing of a token, and none stays in memory here. Who has a token at hand that it need not
   * look up, as a connection has, asks whether it still holds.
   */

  /** The length of all tokens remembered, in characters: some thousand tokens. */
  private static final long MOST_CHARACTERS = 4 << 20;

  private final Clock clock;
  private final Cache<String, VerifiedToken> entries =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String digest, VerifiedToken token) -> token.characters())
          .build();

  VerifiedTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * A token, if it is remembered and still holds, or null.
   *
   * @param keys those in force now
   */
  @Nullable VerifiedToken find(String compact, JWKSet keys) {
    VerifiedToken token = entries.getIfPresent(digest(compact));
    return token != null && holds(token, keys) ? token : null;
  }

  /** Whether a token that was verified has not ended, and its keys are those in force now. */
  @SuppressWarnings("ReferenceEquality") // they stay one object for as long as they are the same
  boolean holds(VerifiedToken token, JWKSet keys) {
    return token.keys() == keys
        && !TokenClaims.ended(token.known().identity().claims(), clock.instant());
  }

  /** Remembers a token that these keys have verified. */
  void add(String compact, AuthenticationResult.Known known, JWKSet keys) {
    entries.put(digest(compact), new VerifiedToken(known, compact.length(), keys));
  }

  private static String digest(String compact) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(compact.getBytes(StandardCharsets.UTF_8));
      return new String(digest, StandardCharsets.ISO_8859_1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
