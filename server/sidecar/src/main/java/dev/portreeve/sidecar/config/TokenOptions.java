package dev.portreeve.sidecar.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options that say which JSON Web Tokens are believed; they only make sense together.
 *
 * @param keys the set of keys; without it no token is
 * @param issuer required
 * @param audience required
 * @param others that say nothing without the keys
 */
record TokenOptions(Option keys, Option issuer, Option audience, List<Option> others) {

  /**
   * The tokens that are believed, if any.
   *
   * @param subject the claim that names somebody
   */
  Optional<IdentityConfig.Token> read(Map<Option, GivenValue> given, String subject)
      throws ConfigurationException {
    GivenValue place = given.get(keys);
    if (place == null) {
      refuseAlone(given, issuer);
      refuseAlone(given, audience);
      for (Option other : others) {
        refuseAlone(given, other);
      }
      return Optional.empty();
    }
    IdentityConfig.Token token =
        new IdentityConfig.Token(
            place.value(),
            required(given.get(issuer), issuer, place),
            required(given.get(audience), audience, place),
            subject);
    if (token.remote()) {
      OptionValues.url(place);
    } else {
      OptionValues.path(place);
    }
    return Optional.of(token);
  }

  private void refuseAlone(Map<Option, GivenValue> given, Option option)
      throws ConfigurationException {
    GivenValue alone = given.get(option);
    if (alone != null) {
      throw alone.refuse("says nothing without " + keys.flag());
    }
  }

  private static String required(@Nullable GivenValue value, Option option, GivenValue place)
      throws ConfigurationException {
    if (value == null || value.value().isBlank()) {
      throw place.refuse("verifies no token without " + option.flag());
    }
    return value.value();
  }
}
