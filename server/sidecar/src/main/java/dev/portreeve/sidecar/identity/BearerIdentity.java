package dev.portreeve.sidecar.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.portreeve.engine.routes.RouteIdentity;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.sidecar.config.IdentityConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Verifies a bearer token: a JSON Web Token with a signature, an issuer, an audience and an end.
 */
public final class BearerIdentity implements IdentitySource {
  private static final String SCHEME = "bearer ";

  /** None that a shared secret could make. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
      new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null);

  private final JwksKeys keys;
  private final String subject;
  private final DefaultJWTClaimsVerifier<SecurityContext> claims;

  public BearerIdentity(IdentityConfig.Token config, JwksKeys keys) {
    this.keys = keys;
    this.subject = config.subject();
    this.claims =
        new DefaultJWTClaimsVerifier<>(
            config.audience(),
            new JWTClaimsSet.Builder().issuer(config.issuer()).build(),
            Set.of("exp", config.subject()));
  }

  @Override
  public Future<AuthenticationResult> find(OriginalRequest request) {
    List<String> values = request.headers().all("authorization");
    if (values.size() > 1) {
      return refuse("several authorization headers");
    }
    if (values.isEmpty() || !isBearer(values.get(0))) {
      return Future.succeededFuture(AuthenticationResult.NOBODY);
    }
    SignedJWT token;
    try {
      token = SignedJWT.parse(values.get(0).substring(SCHEME.length()).strip());
    } catch (ParseException e) {
      return refuse("the token is not a signed JSON Web Token");
    }
    if (!ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
      return refuse("the token is not signed with a public key's algorithm");
    }
    String kid = token.getHeader().getKeyID();
    CompletableFuture<JWKSet> set = keys.keys(kid == null ? "" : kid, Instant.now());
    return set.isDone()
        ? Future.succeededFuture(verify(token, set.join()))
        : onThisLoop(set).map(loaded -> verify(token, loaded));
  }

  private static boolean isBearer(String value) {
    return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  private AuthenticationResult verify(SignedJWT token, JWKSet set) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(TYPES);
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(set)));
    processor.setJWTClaimsSetVerifier(claims);
    try {
      JWTClaimsSet verified = processor.process(token, null);
      String id = verified.getClaimAsString(subject);
      return id == null || id.isBlank()
          ? new AuthenticationResult.Refused("the token names nobody")
          : new AuthenticationResult.Known(new RouteIdentity(id, raw(verified.getClaims())));
    } catch (BadJOSEException | JOSEException | ParseException e) {
      return new AuthenticationResult.Refused("the token is refused: " + e.getMessage());
    }
  }

  /** Claims as facts take them: moments as RFC 3339 writes them. */
  private static Map<String, Object> raw(Map<String, Object> claims) {
    Map<String, Object> raw = new HashMap<>();
    claims.forEach(
        (name, value) ->
            raw.put(
                name,
                value == null
                    ? JsonNull.INSTANCE
                    : value instanceof Date date ? date.toInstant().toString() : value));
    return raw;
  }

  private static Future<AuthenticationResult> refuse(String why) {
    return Future.succeededFuture(new AuthenticationResult.Refused(why));
  }

  private static <T> Future<T> onThisLoop(CompletableFuture<T> stage) {
    Context context = Vertx.currentContext();
    return context == null
        ? Future.fromCompletionStage(stage)
        : Future.fromCompletionStage(stage, context);
  }
}
