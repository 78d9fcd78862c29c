package dev.portreeve.client.http;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.remote.RemoteBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What a client over HTTP may be told; see each method for what holds without it. */
public final class HttpDecisionPointBuilder extends RemoteBuilder<HttpDecisionPointBuilder> {
  private static final String UNIX = "unix:";

  private Supplier<Credential> credential = Credential.NONE;
  private @Nullable SSLContext tls;

  HttpDecisionPointBuilder() {}

  @Override
  protected HttpDecisionPointBuilder self() {
    return this;
  }

  /**
   * {@inheritDoc}
   *
   * @param address {@code http://HOST:PORT}, {@code https://HOST:PORT} or {@code unix:/path}; a
   *     path after the port stands before those of the API
   */
  @Override
  public HttpDecisionPointBuilder address(String address) {
    if (!address.startsWith(UNIX)) {
      base(address);
    }
    return super.address(address);
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

  @Override
  protected DecisionPoint connect() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(deadline().multipliedBy(2));
    if (tls != null) {
      builder.sslContext(tls);
    }
    HttpClient client = builder.build();
    List<HttpEndpoint> endpoints =
        addresses().stream().map(address -> new HttpEndpoint(transport(client, address))).toList();
    return new HttpDecisionPoint(asker(endpoints), credential);
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
}
