package dev.portreeve.sidecar.access;

import dev.portreeve.sidecar.identity.CertificateNames;
import dev.portreeve.sidecar.identity.LogText;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other end of a connection, as far as the connection itself proves it.
 *
 * @param names alternative names of its client certificate: URIs, DNS names and mail addresses
 * @param validUntil the end of that certificate
 * @param uid the user of the process at the other end of a unix socket
 * @param source what failures are counted by: an address, or {@code unix}
 */
public record Peer(List<String> names, Instant validUntil, OptionalInt uid, String source) {
  private static final Logger LOG = LoggerFactory.getLogger(Peer.class);
  private static final AttributeKey<Peer> KEY = AttributeKey.valueOf("portreeve.peer");

  /** Somebody of whom nothing is known. */
  static final Peer UNKNOWN = new Peer(List.of(), Instant.MIN, OptionalInt.empty(), "unknown");

  public Peer {
    names = List.copyOf(names);
  }

  /** The other end of a connection of this server. */
  public static Peer of(HttpConnection connection) {
    return connection instanceof HttpServerConnection server
        ? of(server.channelHandlerContext().channel())
        : UNKNOWN;
  }

  /** The same, for those who have the channel; looked at once per connection. */
  public static Peer of(Channel channel) {
    Peer known = channel.attr(KEY).get();
    if (known == null) {
      known = look(channel);
      channel.attr(KEY).set(known);
    }
    return known;
  }

  private static Peer look(Channel channel) {
    if (channel instanceof EpollDomainSocketChannel unix) {
      return new Peer(List.of(), Instant.MIN, uid(unix), "unix");
    }
    String source =
        channel.remoteAddress() instanceof InetSocketAddress address && address.getAddress() != null
            ? address.getAddress().getHostAddress()
            : "unix";
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      return new Peer(List.of(), Instant.MIN, OptionalInt.empty(), source);
    }
    try {
      X509Certificate certificate =
          (X509Certificate) tls.engine().getSession().getPeerCertificates()[0];
      return new Peer(
          CertificateNames.of(certificate).texts(),
          certificate.getNotAfter().toInstant(),
          OptionalInt.empty(),
          source);
    } catch (SSLPeerUnverifiedException none) {
      return new Peer(List.of(), Instant.MIN, OptionalInt.empty(), source);
    } catch (CertificateParsingException e) {
      LOG.info("a client certificate has names that cannot be read");
      return new Peer(List.of(), Instant.MIN, OptionalInt.empty(), source);
    }
  }

  private static OptionalInt uid(EpollDomainSocketChannel unix) {
    try {
      return OptionalInt.of(unix.peerCredentials().uid());
    } catch (IOException e) {
      LOG.info("the user behind a unix socket is not known: {}", LogText.failure(e));
      return OptionalInt.empty();
    }
  }
}
