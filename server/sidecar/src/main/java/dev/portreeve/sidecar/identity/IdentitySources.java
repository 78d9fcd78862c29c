package dev.portreeve.sidecar.identity;

import dev.portreeve.sidecar.config.IdentityConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sets up the ways of learning who a request comes from: what is verified here comes first. */
public final class IdentitySources {
  private static final long LOOK_MS = 1_000;

  private IdentitySources() {}

  /**
   * The ways configured, with the keys of tokens loaded.
   *
   * @param vertx has the timer that fetches keys again
   * @throws IOException when a file of keys holds none; a URL may come up later
   */
  public static Identities of(IdentityConfig config, Vertx vertx) throws IOException {
    List<IdentitySource> sources = new ArrayList<>();
    if (config.token().isPresent()) {
      IdentityConfig.Token token = config.token().get();
      sources.add(new BearerIdentity(verifier(token, vertx)));
    }
    config
        .certificate()
        .ifPresent(certificate -> sources.add(new CertificateIdentity(certificate)));
    config.header().ifPresent(header -> sources.add(new HeaderIdentity(header)));
    return new Identities(sources);
  }

  /**
   * What verifies tokens, with its keys loaded.
   *
   * @param vertx has the timer that fetches keys again
   * @throws IOException when a file of keys holds none; a URL may come up later
   */
  public static TokenVerifier verifier(IdentityConfig.Token token, Vertx vertx) throws IOException {
    return new TokenVerifier(
        new TokenClaims(token.issuer(), token.audience(), token.subject()), keys(token, vertx));
  }

  private static JwksKeys keys(IdentityConfig.Token token, Vertx vertx) throws IOException {
    JwksKeys keys = JwksDocument.keys(token);
    keys.load().join();
    if (keys.count() == 0 && !token.remote()) {
      throw new IOException("`" + token.keys() + "` is no set of keys to verify tokens with");
    }
    vertx.setPeriodic(LOOK_MS, timer -> keys.refreshIfOld());
    return keys;
  }
}
