package dev.portreeve.client.http;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.ObligationHandlers;
import dev.portreeve.client.enforce.CachingDecisionPoint;
import dev.portreeve.client.enforce.ObligingDecisionPoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What a client over HTTP may be told; see each method for what holds without it. */
public final class HttpDecisionPointBuilder {
  private static final String UNIX = "unix:";
  private static final int MAX_PERMITS = 10_000;

  private final List<String> addresses = new ArrayList<>();
  private Supplier<Credential> credential = Credential.NONE;
  private @Nullable SSLContext tls;
  private Duration deadline = Duration.ofSeconds(1);
  private int attempts = 3;
  private ObligationHandlers obligations = ObligationHandlers.none();
  private Duration permitLifetime = Duration.ZERO;

  HttpDecisionPointBuilder() {}

  /**
   * Adds an address; at least one is needed. The first is asked as long as it answers, the next
   * ones when it does not.
   *
   * @param address {@code http://HOST:PORT}, {@code https://HOST:PORT} or {@code unix:/path}; a
   *     path after the port stands before those of the API
   * @throws IllegalArgumentException when it is none of these
   */
  public HttpDecisionPointBuilder address(String address) {
    if (!address.startsWith(UNIX)) {
      base(address);
    }
    addresses.add(address);
    return this;
  }

  /** Shows an API key of Portreeve ({@code ID.SECRET}). Without it nobody says who asks. */
  public HttpDecisionPointBuilder apiKey(String key) {
    Credential shown = new Credential("X-Portreeve-Key", key);
    credential = () -> shown;
    return this;
  }

  /**
   * Shows a bearer token.
   *
   * @param token asked for before every check, on its thread and outside its deadline; so it should
   *     answer from memory
   */
  public HttpDecisionPointBuilder bearer(Supplier<String> token) {
    credential = () -> new Credential("Authorization", "Bearer " + token.get());
    return this;
  }

  /**
   * Whom to trust, and which certificate to show, at {@code https} addresses. Without it the JVM's
   * trust store counts. {@link TlsFiles} reads PEM files.
   */
  public HttpDecisionPointBuilder tls(SSLContext context) {
    tls = context;
    return this;
  }

  /**
   * How long a check may take with all its attempts, the whole answer included. Without it one
   * second.
   */
  public HttpDecisionPointBuilder deadline(Duration time) {
    deadline = positive("deadline", time);
    return this;
  }

  /**
   * How often a check is sent at most, at least once to each address. Without it three times; 1
   * with one address means never again.
   */
  public HttpDecisionPointBuilder attempts(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("attempts must be at least 1");
    }
    attempts = count;
    return this;
  }

  /** What carries obligations out. Without it every permit with an obligation is a denial. */
  public HttpDecisionPointBuilder obligations(ObligationHandlers handlers) {
    obligations = handlers;
    return this;
  }

  /**
   * Lets a permit without obligations be used again for the same facts until it is that old, or
   * until an answer carries another {@code policy_version} or {@code team_version}. Without it
   * nothing is kept.
   *
   * @param lifetime for how long someone may still be permitted what is denied already
   */
  public HttpDecisionPointBuilder cachePermits(Duration lifetime) {
    permitLifetime = positive("lifetime", lifetime);
    return this;
  }

  /**
   * The client; make one for the life of the service, since it keeps connections.
   *
   * @throws IllegalArgumentException when there is no address
   */
  public DecisionPoint build() {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("the client has no address");
    }
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(deadline.multipliedBy(2));
    if (tls != null) {
      builder.sslContext(tls);
    }
    HttpClient client = builder.build();
    List<Address> all =
        addresses.stream().map(address -> new Address(transport(client, address))).toList();
    DecisionPoint asked =
        new HttpDecisionPoint(
            new RetryingSender(new Addresses(all), credential, deadline, attempts));
    DecisionPoint cached =
        permitLifetime.isZero()
            ? asked
            : new CachingDecisionPoint(asked, permitLifetime, MAX_PERMITS, System::nanoTime);
    return new ObligingDecisionPoint(cached, obligations);
  }

  private static Transport transport(HttpClient client, String address) {
    return address.startsWith(UNIX)
        ? new UnixTransport(Path.of(address.substring(UNIX.length())))
        : new TcpTransport(client, base(address));
  }

  private static URI base(String address) {
    URI uri =
        URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getQuery() != null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "`"
              + address
              + "` is no address: write http://HOST:PORT, https://HOST:PORT or unix:/path");
    }
    return uri;
  }

  private static Duration positive(String what, Duration time) {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException(what + " must be more than nothing");
    }
    return time;
  }
}
