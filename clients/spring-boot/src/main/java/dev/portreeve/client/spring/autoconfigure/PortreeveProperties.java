package dev.portreeve.client.spring.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code portreeve.*}.
 *
 * @param addresses of the decision point, in the order of preference: {@code http://HOST:PORT},
 *     {@code https://HOST:PORT} or {@code unix:/path}
 * @param policies directory of a policy set to decide by in this process; instead of addresses
 * @param teams directory of the teams of that set; without it {@code teams} inside of it
 * @param deadline of a check with all its attempts
 * @param attempts how often a check is sent at most
 * @param apiKey key that says which service asks
 * @param sslBundle Spring's name of the certificates for https addresses
 * @param cachePermits for how long a permit may be used again; without it none is kept
 * @param subject how whoever is signed in becomes a subject
 */
@ConfigurationProperties("portreeve")
public record PortreeveProperties(
    @DefaultValue List<String> addresses,
    @Nullable Path policies,
    @Nullable Path teams,
    @DefaultValue("1s") Duration deadline,
    @DefaultValue("3") int attempts,
    @Nullable String apiKey,
    @Nullable String sslBundle,
    @Nullable Duration cachePermits,
    @DefaultValue SubjectProperties subject) {

  /**
   * The properties {@code portreeve.subject.*}.
   *
   * @param type of every subject
   * @param authoritiesFact the fact that tells the roles of whoever is signed in; empty for none
   */
  public record SubjectProperties(
      @DefaultValue("user") String type, @DefaultValue("") String authoritiesFact) {}

  /** Without the key. */
  @Override
  public String toString() {
    return "portreeve: addresses " + addresses + ", policies " + policies;
  }
}
