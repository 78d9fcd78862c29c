package dev.portreeve.sidecar.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import dev.portreeve.engine.routes.RouteIdentity;
import dev.portreeve.sidecar.loop.OnLoop;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Verifies JSON Web Tokens: a signature by a key of the issuer, an issuer, an audience and an end.
 * Safe for use by several threads.
 */
public final class TokenVerifier {
  static final Set<JWSAlgorithm> RSA =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512);

  private static final Set<JWSAlgorithm> EC =
      Set.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);

  /** As RFC 8725 and RFC 9068 name them; {@code application/} may stand before. */
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt");

  private static final String APPLICATION = "application/";

  private final JwksKeys keys;
  private final TokenClaims claims;
  private final Clock clock;
  private final VerifiedTokens verified;

  TokenVerifier(TokenClaims claims, JwksKeys keys, Clock clock) {
    this.claims = claims;
    this.keys = keys;
    this.clock = clock;
    this.verified = new VerifiedTokens(clock);
  }

  /**
   * Whom a token names that was verified before and still holds; null: nobody, or not known yet.
   */
  public AuthenticationResult.@Nullable Known known(String compact) {
    VerifiedToken token = find(compact);
    return token == null ? null : token.known();
  }

  /** A token that was verified before and still holds, or null. */
  public @Nullable VerifiedToken find(String compact) {
    return verified.find(compact, keys.inForce());
  }

  /** Whether a token that was verified by this verifier still holds. */
  public boolean holds(VerifiedToken token) {
    return verified.holds(token, keys.inForce());
  }

  /** Judges a token in its compact form; never fails. */
  public Future<AuthenticationResult> verify(String compact) {
    AuthenticationResult.Known known = known(compact);
    return known == null ? judge(compact) : Future.succeededFuture(known);
  }

  private Future<AuthenticationResult> judge(String compact) {
    SignedJWT token;
    try {
      token = SignedJWT.parse(compact);
    } catch (ParseException e) {
      return Future.succeededFuture(refused("it is no signed JSON Web Token"));
    }
    JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
    if (!RSA.contains(algorithm) && !EC.contains(algorithm)) {
      return Future.succeededFuture(refused("it is not signed with a public key's algorithm"));
    }
    if (!isTyped(token.getHeader().getType())) {
      return Future.succeededFuture(refused("its `typ` is another kind of token"));
    }
    String kid = token.getHeader().getKeyID();
    CompletableFuture<JWKSet> set = keys.keys(kid == null ? "" : kid);
    return set.isDone()
        ? Future.succeededFuture(judge(compact, token, set.join()))
        : OnLoop.of(set).map(loaded -> judge(compact, token, loaded));
  }

  private static boolean isTyped(@Nullable JOSEObjectType type) {
    if (type == null) {
      return true;
    }
    String lower = type.getType().toLowerCase(Locale.ROOT);
    return TYPES.contains(
        lower.startsWith(APPLICATION) ? lower.substring(APPLICATION.length()) : lower);
  }

  private AuthenticationResult judge(String compact, SignedJWT token, JWKSet set) {
    if (!isSigned(token, set)) {
      return refused("no key of the issuer has signed it");
    }
    Map<String, @Nullable Object> given;
    try {
      given = JSONObjectUtils.parse(utf8(token.getPayload().toBytes()));
    } catch (ParseException | CharacterCodingException e) {
      return refused("its claims are no JSON object in UTF-8");
    }
    String problem = claims.problem(given, clock.instant());
    if (!problem.isEmpty()) {
      return refused(problem);
    }
    AuthenticationResult.Known known =
        new AuthenticationResult.Known(
            new RouteIdentity(String.valueOf(given.get(claims.subject())), TokenClaims.raw(given)));
    verified.add(compact, known, set);
    return known;
  }

  /** Whether one of the keys that the header may mean has made the signature. */
  private static boolean isSigned(SignedJWT token, JWKSet set) {
    JWKMatcher matcher = JWKMatcher.forJWSHeader(token.getHeader());
    for (JWK key : new JWKSelector(matcher).select(set)) {
      try {
        JWSVerifier verifier =
            new DefaultJWSVerifierFactory()
                .createJWSVerifier(token.getHeader(), ((AsymmetricJWK) key).toPublicKey());
        if (token.verify(verifier)) {
          return true;
        }
      } catch (JOSEException e) {
        // This key makes no such signature; another may.
      }
    }
    return false;
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static AuthenticationResult refused(String why) {
    return new AuthenticationResult.Refused("the token is refused: " + why);
  }
}
