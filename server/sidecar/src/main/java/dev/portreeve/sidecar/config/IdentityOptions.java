package dev.portreeve.sidecar.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options that say how a request's identity is learnt, which only make sense together.
 */
final class IdentityOptions {
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
    GivenValue keys = given.get(Option.JWT_KEYS);
    if (keys == null) {
      for (Option option : List.of(Option.JWT_ISSUER, Option.JWT_AUDIENCE, Option.JWT_SUBJECT)) {
        GivenValue alone = given.get(option);
        if (alone != null) {
          throw alone.refuse("says nothing without " + Option.JWT_KEYS.flag());
        }
      }
      return Optional.empty();
    }
    GivenValue subject = given.get(Option.JWT_SUBJECT);
    IdentityConfig.Token token =
        new IdentityConfig.Token(
            keys.value(),
            required(given.get(Option.JWT_ISSUER), Option.JWT_ISSUER, keys),
            required(given.get(Option.JWT_AUDIENCE), Option.JWT_AUDIENCE, keys),
            subject == null ? Option.JWT_SUBJECT.standard() : subject.value());
    if (token.remote()) {
      OptionValues.url(keys);
    } else {
      OptionValues.path(keys);
    }
    return Optional.of(token);
  }

  private static String required(@Nullable GivenValue value, Option option, GivenValue keys)
      throws ConfigurationException {
    if (value == null || value.value().isBlank()) {
      throw keys.refuse("verifies no token without " + option.flag());
    }
    return value.value();
  }
}
