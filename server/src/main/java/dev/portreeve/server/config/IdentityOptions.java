package dev.portreeve.server.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options that say how a request's identity is learnt, which only make sense together.
 */
final class IdentityOptions {
  private final Map<Option, Given> given;

  IdentityOptions(Map<Option, Given> given) {
    this.given = given;
  }

  IdentityConfig read() throws ConfigurationException {
    Given proxies = given.get(Option.PROXIES);
    Peers peers = proxies == null ? Peers.NONE : Values.peers(proxies);
    return new IdentityConfig(peers, header(Option.IDENTITY_HEADER), certificate(), token());
  }

  /** A header that nobody may set would look as if it worked. */
  private Optional<String> header(Option option) throws ConfigurationException {
    Given name = given.get(option);
    if (name == null) {
      return Optional.empty();
    }
    if (!given.containsKey(Option.PROXIES)) {
      throw name.refuse("counts only from peers: name them with " + Option.PROXIES.flag());
    }
    return Optional.of(Values.header(name));
  }

  private Optional<IdentityConfig.Certificate> certificate() throws ConfigurationException {
    Given id =
        given.getOrDefault(
            Option.CERTIFICATE_ID,
            new Given(Option.CERTIFICATE_ID.flag(), Option.CERTIFICATE_ID.standard()));
    IdentityConfig.CertificateName name = Values.one(id, IdentityConfig.CertificateName.class);
    return header(Option.CERTIFICATE_HEADER)
        .map(header -> new IdentityConfig.Certificate(header, name));
  }

  private Optional<IdentityConfig.Token> token() throws ConfigurationException {
    Given keys = given.get(Option.JWT_KEYS);
    if (keys == null) {
      for (Option option : List.of(Option.JWT_ISSUER, Option.JWT_AUDIENCE, Option.JWT_SUBJECT)) {
        Given alone = given.get(option);
        if (alone != null) {
          throw alone.refuse("says nothing without " + Option.JWT_KEYS.flag());
        }
      }
      return Optional.empty();
    }
    Given subject = given.get(Option.JWT_SUBJECT);
    IdentityConfig.Token token =
        new IdentityConfig.Token(
            keys.value(),
            required(given.get(Option.JWT_ISSUER), Option.JWT_ISSUER, keys),
            required(given.get(Option.JWT_AUDIENCE), Option.JWT_AUDIENCE, keys),
            subject == null ? Option.JWT_SUBJECT.standard() : subject.value());
    if (token.remote()) {
      Values.url(keys);
    } else {
      Values.path(keys);
    }
    return Optional.of(token);
  }

  private static String required(@Nullable Given value, Option option, Given keys)
      throws ConfigurationException {
    if (value == null || value.value().isBlank()) {
      throw keys.refuse("verifies no token without " + option.flag());
    }
    return value.value();
  }
}
