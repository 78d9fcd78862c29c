package dev.portreeve.sidecar.config;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/** Where a server listens. */
public sealed interface Address {
  /**
   * A TCP port.
   *
   * @param host a name or number, without brackets
   * @param port 0 for any that is free
   */
  record Tcp(String host, int port) implements Address {
    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /**
   * A unix domain socket.
   *
   * @param path of the socket
   */
  record Unix(Path path) implements Address {
    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /** What the text says, or empty when it is no address. */
  static Optional<Address> parse(String text) {
    if (text.startsWith("unix:")) {
      String path = text.substring("unix:".length());
      return path.isEmpty() ? Optional.empty() : Optional.of(new Unix(Path.of(path)));
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      return Optional.empty();
    }
    String port = text.substring(colon + 1);
    return host.isBlank()
            || !IpText.isHost(host)
            || !port.matches("[0-9]{1,5}")
            || Integer.parseInt(port) > 65_535
        ? Optional.empty()
        : Optional.of(new Tcp(host, Integer.parseInt(port)));
  }

  /** Whether only processes of this machine reach it. */
  default boolean isLocal() {
    return !(this instanceof Tcp tcp)
        || tcp.host().equals("localhost")
        || IpText.parse(tcp.host()).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  /** The address as the network library knows it. */
  default SocketAddress socket() {
    return this instanceof Tcp tcp
        ? SocketAddress.inetSocketAddress(tcp.port(), tcp.host())
        : SocketAddress.domainSocketAddress(((Unix) this).path().toAbsolutePath().toString());
  }

  /** This address with the port that was really taken. */
  default Address bound(int port) {
    return this instanceof Tcp tcp ? new Tcp(tcp.host(), port) : this;
  }
}
