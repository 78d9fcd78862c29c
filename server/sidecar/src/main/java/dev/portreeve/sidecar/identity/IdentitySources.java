package dev.portreeve.sidecar.identity;

import com.nimbusds.jose.jwk.JWKSet;
import dev.portreeve.sidecar.config.IdentityConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sets up the ways of learning who a request comes from: what is verified here comes first. */
public final class IdentitySources {
  private static final long LOOK_MS = 1_000;

  private IdentitySources() {}

  /**
   * The ways configured.
   *
   * @param vertx has the timer that fetches keys again
   * @throws IOException when a file of keys holds none; a URL may come up later
   */
  public static Identities of(IdentityConfig config, Vertx vertx) throws IOException {
    List<IdentitySource> sources = new ArrayList<>();
    if (config.token().isPresent()) {
      sources.add(new BearerIdentity(verifier(config.token().get(), vertx, Clock.systemUTC())));
    }
    config
        .certificate()
        .ifPresent(certificate -> sources.add(new CertificateIdentity(certificate)));
    config.header().ifPresent(header -> sources.add(new HeaderIdentity(header)));
    return new Identities(sources);
  }

  /**
   * What verifies tokens. The keys of a file are loaded; those of a URL are on their way, and a
   * token waits for them.
   *
   * @param vertx has the timer that fetches keys again
   * @param clock says whether tokens hold
   * @throws IOException when a file of keys holds none; a URL may come up later
   */
  public static TokenVerifier verifier(IdentityConfig.Token token, Vertx vertx, Clock clock)
      throws IOException {
    return new TokenVerifier(
        new TokenClaims(token.issuer(), token.audience(), token.subject()),
        keys(token, vertx),
        clock);
  }

  private static JwksKeys keys(IdentityConfig.Token token, Vertx vertx) throws IOException {
    JwksKeys keys = JwksDocument.keys(token);
    CompletableFuture<JWKSet> loading = keys.load();
    if (!token.remote() && loading.join().size() == 0) {
      throw new IOException("`" + token.keys() + "` is no set of keys to verify tokens with");
    }
    vertx.setPeriodic(LOOK_MS, timer -> keys.refreshIfOld());
    return keys;
  }
}
