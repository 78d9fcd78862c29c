package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.tls.TestCa;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connection proves of its other end. */
class PeerTest {
  private static EmbeddedChannel from(SocketAddress address) {
    return new EmbeddedChannel() {
      @Override
      protected SocketAddress remoteAddress0() {
        return address;
      }
    };
  }

  @Test
  void of_plainConnection_isItsAddressAlone() throws UnknownHostException {
    InetAddress address = InetAddress.getByAddress("name", new byte[] {10, 0, 0, 7});
    Peer peer = Peer.of(from(new InetSocketAddress(address, 9)));
    assertEquals(new Peer(List.of(), Instant.MIN, OptionalInt.empty(), "10.0.0.7"), peer);
    InetSocketAddress unresolved = InetSocketAddress.createUnresolved("name", 9);
    assertEquals("unix", Peer.of(from(unresolved)).source());
    assertEquals("unix", Peer.of(new EmbeddedChannel()).source());
  }

  @Test
  void of_connection_isLookedAtOnce() {
    EmbeddedChannel channel = from(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
    assertSame(Peer.of(channel), Peer.of(channel));
  }

  @Test
  void of_clientCertificate_isItsNamesAndItsEnd(@TempDir Path dir) throws IOException {
    TestCa ca = new TestCa(dir, "ca");
    ca.sign("server", "DNS:localhost", "-days", "5");
    ca.sign("client", "URI:spiffe://x/a,DNS:a.example", "-days", "5");
    Vertx vertx = Vertx.vertx();
    try {
      PemTrustOptions trust = new PemTrustOptions().addCertPath(ca.certificate().toString());
      HttpServerOptions server =
          new HttpServerOptions()
              .setSsl(true)
              .setKeyCertOptions(pem(dir, "server"))
              .setTrustOptions(trust)
              .setClientAuth(ClientAuth.REQUEST);
      AtomicReference<Peer> last = new AtomicReference<>(Peer.UNKNOWN);
      int port =
          GrpcCaller.await(
                  vertx
                      .createHttpServer(server)
                      .requestHandler(
                          request -> {
                            last.set(Peer.of(request.connection()));
                            request.response().end();
                          })
                      .listen(0, "127.0.0.1"))
              .actualPort();
      HttpClientOptions client =
          new HttpClientOptions().setSsl(true).setTrustOptions(trust).setVerifyHost(false);
      ask(vertx, client, port);
      assertEquals(List.of(), last.get().names(), "no certificate");
      assertEquals(Instant.MIN, last.get().validUntil());
      assertEquals("127.0.0.1", last.get().source());
      ask(vertx, client.setKeyCertOptions(pem(dir, "client")), port);
      assertEquals(List.of("spiffe://x/a", "a.example"), last.get().names());
      assertTrue(last.get().validUntil().isAfter(Instant.now()));
      assertEquals("127.0.0.1", last.get().source());
      assertEquals(OptionalInt.empty(), last.get().uid());
    } finally {
      GrpcCaller.await(vertx.close());
    }
  }

  private static PemKeyCertOptions pem(Path dir, String id) {
    return new PemKeyCertOptions()
        .setCertPath(dir.resolve(id + ".pem").toString())
        .setKeyPath(dir.resolve(id + ".key").toString());
  }

  private static void ask(Vertx vertx, HttpClientOptions options, int port) {
    HttpClientAgent client = vertx.createHttpClient(options);
    GrpcCaller.await(
        client
            .request(HttpMethod.GET, port, "127.0.0.1", "/")
            .compose(request -> request.send())
            .compose(response -> response.body()));
    GrpcCaller.await(client.close());
  }
}
