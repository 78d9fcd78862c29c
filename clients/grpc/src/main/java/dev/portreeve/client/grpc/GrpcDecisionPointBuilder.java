package dev.portreeve.client.grpc;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.remote.RemoteBuilder;
import io.grpc.CallCredentials;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a client over gRPC may be told; see each method for what holds without it. */
public final class GrpcDecisionPointBuilder extends RemoteBuilder<GrpcDecisionPointBuilder> {
  private static final long PING_SECONDS = 30;
  private static final String UNIX = "unix:";

  private Supplier<CallCredentials> credentials = () -> HeaderCredentials.NONE;
  private ChannelCredentials tls = TlsChannelCredentials.create();

  GrpcDecisionPointBuilder() {}

  @Override
  protected GrpcDecisionPointBuilder self() {
    return this;
  }

  /**
   * {@inheritDoc}
   *
   * @param address {@code http://HOST:PORT}, {@code https://HOST:PORT} or {@code unix:/path}, which
   *     needs grpc-netty-shaded, or grpc-netty with Netty's epoll, on Linux
   */
  @Override
  public GrpcDecisionPointBuilder address(String address) {
    if (!isSocket(address)) {
      base(address);
    }
    return super.address(address);
  }

  /** Shows an API key of Portreeve ({@code ID.SECRET}). Without it nobody says who asks. */
  public GrpcDecisionPointBuilder apiKey(String key) {
    CallCredentials shown = HeaderCredentials.of("x-portreeve-key", key);
    credentials = () -> shown;
    return this;
  }

  /**
   * Shows a bearer token.
   *
   * @param token asked for before every check, on its thread and outside its deadline; so it should
   *     answer from memory
   */
  public GrpcDecisionPointBuilder bearer(Supplier<String> token) {
    credentials = () -> HeaderCredentials.of("authorization", "Bearer " + token.get());
    return this;
  }

  /**
   * Whom to trust, and which certificate to show, at {@code https} addresses: see {@link
   * TlsChannelCredentials#newBuilder}. Without it the JVM's trust store counts.
   */
  public GrpcDecisionPointBuilder tls(ChannelCredentials channelCredentials) {
    tls = channelCredentials;
    return this;
  }

  @Override
  protected DecisionPoint connect() {
    List<GrpcEndpoint> endpoints =
        addresses().stream().map(address -> new GrpcEndpoint(address, channel(address))).toList();
    return new GrpcDecisionPoint(asker(endpoints), credentials);
  }

  private ManagedChannel channel(String address) {
    return builder(address).keepAliveTime(PING_SECONDS, TimeUnit.SECONDS).disableRetry().build();
  }

  private ManagedChannelBuilder<?> builder(String address) {
    if (isSocket(address)) {
      // The path of a socket is no authority that a server takes.
      return Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
          .overrideAuthority("localhost");
    }
    URI uri = base(address);
    ChannelCredentials secured =
        "https".equals(uri.getScheme()) ? tls : InsecureChannelCredentials.create();
    return Grpc.newChannelBuilder("dns:///" + uri.getAuthority(), secured);
  }

  private static boolean isSocket(String address) {
    return address.startsWith(UNIX + "/") && address.length() > UNIX.length() + 1;
  }

  private static URI base(String address) {
    URI uri =
        URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getPort() < 0 || !uri.getPath().isEmpty()) {
      throw new IllegalArgumentException(
          "`"
              + address
              + "` is no address: write http://HOST:PORT, https://HOST:PORT or unix:/path");
    }
    return uri;
  }
}
