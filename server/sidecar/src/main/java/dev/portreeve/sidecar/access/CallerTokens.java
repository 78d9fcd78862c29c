package dev.portreeve.sidecar.access;

import dev.portreeve.engine.routes.RouteIdentity;
import dev.portreeve.sidecar.config.IdentityConfig;
import dev.portreeve.sidecar.identity.AuthenticationResult;
import dev.portreeve.sidecar.identity.IdentitySources;
import dev.portreeve.sidecar.identity.TokenVerifier;
import dev.portreeve.sidecar.identity.VerifiedToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Callers who bring a JSON Web Token of an issuer that makes them for callers. */
final class CallerTokens {
  private final TokenVerifier verifier;
  private final String scopeClaim;

  private CallerTokens(TokenVerifier verifier, String scopeClaim) {
    this.verifier = verifier;
    this.scopeClaim = scopeClaim;
  }

  static CallerTokens start(IdentityConfig.Token token, String scopeClaim, Vertx vertx, Clock clock)
      throws IOException {
    return new CallerTokens(IdentitySources.verifier(token, vertx, clock), scopeClaim);
  }

  /** The caller of a token that was verified before and still holds, or null. */
  @Nullable Caller known(String compact) {
    AuthenticationResult.Known known = verifier.known(compact);
    return known == null ? null : caller(known.identity());
  }

  /** The same, for who asks about one token again and again. */
  @Nullable KnownToken find(String compact) {
    VerifiedToken token = verifier.find(compact);
    return token == null ? null : new KnownToken(token, caller(token.known().identity()));
  }

  /** Whether a token still holds. */
  boolean holds(KnownToken known) {
    return verifier.holds(known.token());
  }

  /**
   * A token that was verified, and whose it is.
   *
   * @param caller who shows it
   */
  record KnownToken(VerifiedToken token, Caller caller) {}

  Future<Access.Finding> verify(String compact) {
    return verifier
        .verify(compact)
        .map(
            result ->
                result instanceof AuthenticationResult.Known known
                    ? new Access.Finding.Known(caller(known.identity()))
                    : new Access.Finding.Refused(Access.Why.UNKNOWN));
  }

  /** Words of other vocabularies in the claim mean nothing here. */
  private Caller caller(RouteIdentity identity) {
    Object claim = identity.claims().get(scopeClaim);
    List<?> words =
        claim instanceof String text
            ? List.of(text.split(" ", -1))
            : claim instanceof List<?> list ? list : List.of();
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    words.forEach(word -> Scope.of(String.valueOf(word)).ifPresent(scopes::add));
    return new Caller(identity.id(), scopes, CallerLimits.NONE);
  }
}
