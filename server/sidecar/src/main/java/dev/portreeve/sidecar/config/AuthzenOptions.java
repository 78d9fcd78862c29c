package dev.portreeve.sidecar.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the options of searches, of signing and of access requests. */
final class AuthzenOptions {
  private static final String HTTPS = "https";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  private final Map<Option, GivenValue> given;

  AuthzenOptions(Map<Option, GivenValue> given) {
    this.given = given;
  }

  /**
   * What is set up.
   *
   * @param tls of the server
   */
  AuthzenConfig read(Optional<TlsConfig> tls) throws ConfigurationException {
    GivenValue key = given.get(Option.SIGNING_KEY);
    GivenValue url = given.get(Option.PUBLIC_URL);
    boolean https = url == null ? tls.isPresent() : HTTPS.equals(OptionValues.url(url).getScheme());
    if (key != null && !https) {
      throw key.refuse(
          "signs what is said under an https URL: say which one with " + Option.PUBLIC_URL.flag());
    }
    return new AuthzenConfig(
        file(Option.SEARCH_KEY),
        file(Option.SIGNING_KEY),
        accessRequests(key != null),
        callbacks());
  }

  private List<URI> callbacks() throws ConfigurationException {
    GivenValue value = given.get(Option.CALLBACKS);
    if (value == null) {
      return List.of();
    }
    if (!given.containsKey(Option.ACCESS_REQUEST_ENDPOINT)) {
      throw value.refuse("needs " + Option.ACCESS_REQUEST_ENDPOINT.flag());
    }
    List<URI> allowed = new ArrayList<>();
    for (String each : value.value().split(",", -1)) {
      URI url = OptionValues.url(new GivenValue(value.origin(), each.strip()));
      String host = String.valueOf(url.getHost());
      if (!HTTPS.equals(url.getScheme()) && !LOOPBACK.contains(host)) {
        throw value.refuse("takes https URLs, and http ones of this machine (127.0.0.1)");
      }
      allowed.add(url);
    }
    return allowed;
  }

  private Optional<URI> accessRequests(boolean signs) throws ConfigurationException {
    GivenValue endpoint = given.get(Option.ACCESS_REQUEST_ENDPOINT);
    if (endpoint == null) {
      return Optional.empty();
    }
    URI url = OptionValues.url(endpoint);
    if (!HTTPS.equals(url.getScheme())) {
      throw endpoint.refuse("must be an https URL");
    }
    if (!signs) {
      throw endpoint.refuse("needs " + Option.SIGNING_KEY.flag() + ", which binds requests");
    }
    return Optional.of(url);
  }

  private Optional<Path> file(Option option) throws ConfigurationException {
    GivenValue value = given.get(option);
    return value == null ? Optional.empty() : Optional.of(OptionValues.path(value));
  }
}
