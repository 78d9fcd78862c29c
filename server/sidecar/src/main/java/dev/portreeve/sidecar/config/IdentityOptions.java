package dev.portreeve.sidecar.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the options that say how a request's identity is learnt, which only make sense together.
 */
final class IdentityOptions {
  private static final TokenOptions TOKEN =
      new TokenOptions(
          Option.JWT_KEYS, Option.JWT_ISSUER, Option.JWT_AUDIENCE, List.of(Option.JWT_SUBJECT));

  private final Map<Option, GivenValue> given;

  IdentityOptions(Map<Option, GivenValue> given) {
    this.given = given;
  }

  IdentityConfig read() throws ConfigurationException {
    GivenValue proxies = given.get(Option.PROXIES);
    TrustedProxies peers = proxies == null ? TrustedProxies.NONE : OptionValues.peers(proxies);
    return new IdentityConfig(peers, header(Option.IDENTITY_HEADER), certificate(), token());
  }

  /** A header that nobody may set would look as if it worked. */
  private Optional<String> header(Option option) throws ConfigurationException {
    GivenValue name = given.get(option);
    if (name == null) {
      return Optional.empty();
    }
    if (!given.containsKey(Option.PROXIES)) {
      throw name.refuse("counts only from peers: name them with " + Option.PROXIES.flag());
    }
    return Optional.of(OptionValues.header(name));
  }

  private Optional<IdentityConfig.Certificate> certificate() throws ConfigurationException {
    GivenValue id =
        given.getOrDefault(
            Option.CERTIFICATE_ID,
            new GivenValue(Option.CERTIFICATE_ID.flag(), Option.CERTIFICATE_ID.standard()));
    IdentityConfig.CertificateName name =
        OptionValues.one(id, IdentityConfig.CertificateName.class);
    return header(Option.CERTIFICATE_HEADER)
        .map(header -> new IdentityConfig.Certificate(header, name));
  }

  private Optional<IdentityConfig.Token> token() throws ConfigurationException {
    GivenValue subject = given.get(Option.JWT_SUBJECT);
    return TOKEN.read(given, subject == null ? Option.JWT_SUBJECT.standard() : subject.value());
  }
}
