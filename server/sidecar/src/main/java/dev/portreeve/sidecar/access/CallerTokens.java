package dev.portreeve.sidecar.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portreeve.engine.routes.RouteIdentity;
import dev.portreeve.sidecar.config.IdentityConfig;
import dev.portreeve.sidecar.identity.AuthenticationResult;
import dev.portreeve.sidecar.identity.IdentitySources;
import dev.portreeve.sidecar.identity.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Callers who bring a JSON Web Token of an issuer that makes them for callers. */
final class CallerTokens {
  /**
   * For how long a token counts that was verified: its end and its key are looked at again then.
   */
  private static final Duration REMEMBERED = Duration.ofSeconds(45);

  private static final int MOST = 1_000;

  private final TokenVerifier verifier;
  private final String scopeClaim;
  private final Cache<String, Caller> verified =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

  private CallerTokens(TokenVerifier verifier, String scopeClaim) {
    this.verifier = verifier;
    this.scopeClaim = scopeClaim;
  }

  static CallerTokens start(IdentityConfig.Token token, String scopeClaim, Vertx vertx)
      throws IOException {
    return new CallerTokens(IdentitySources.verifier(token, vertx), scopeClaim);
  }

  /** The caller of a token that was verified lately, or null. */
  @Nullable Caller known(String compact) {
    return verified.getIfPresent(compact);
  }

  Future<Access.Finding> verify(String compact) {
    return verifier
        .verify(compact)
        .map(
            result -> {
              if (!(result instanceof AuthenticationResult.Known known)) {
                return new Access.Finding.Refused(Access.Why.UNKNOWN);
              }
              Caller caller = caller(known.identity());
              verified.put(compact, caller);
              return new Access.Finding.Known(caller);
            });
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
