package dev.portreeve.sidecar.identity;

import dev.portreeve.sidecar.config.IdentityConfig;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sets up the ways of learning who a request comes from: what is verified here comes first. */
public final class IdentitySources {
  private IdentitySources() {}

  /**
   * The ways configured, with the keys of tokens loaded.
   *
   * @throws IOException when a file of keys holds none; a URL may come up later
   */
  public static Identities of(IdentityConfig config) throws IOException {
    List<IdentitySource> sources = new ArrayList<>();
    if (config.token().isPresent()) {
      IdentityConfig.Token token = config.token().get();
      JwksKeys keys = new JwksKeys(JwksDocument.of(token));
      keys.load(Instant.now()).join();
      if (keys.count() == 0 && !token.remote()) {
        throw new IOException("`" + token.keys() + "` is no set of keys to verify tokens with");
      }
      sources.add(new BearerIdentity(token, keys));
    }
    config
        .certificate()
        .ifPresent(certificate -> sources.add(new CertificateIdentity(certificate)));
    config.header().ifPresent(header -> sources.add(new HeaderIdentity(header)));
    return new Identities(sources);
  }
}
