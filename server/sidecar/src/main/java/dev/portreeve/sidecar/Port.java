package dev.portreeve.sidecar;

import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.connection.Connections;
import dev.portreeve.sidecar.tls.TlsReloader;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port that is listened at, by as many event loops as wanted. */
final class Port {
  private static final Logger LOG = LoggerFactory.getLogger(Port.class);

  private final Address wanted;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  private final Connections connections;

  private Port(Address wanted, Connections connections) {
    this.wanted = wanted;
    this.connections = connections;
  }

  /** Listens; the port is open when this returns. */
  static Port open(
      Network network,
      Address address,
      int loops,
      Optional<TlsReloader> files,
      Function<Vertx, Endpoint> doors)
      throws StartFailed {
    Optional<TlsReloader> tls = files.filter(each -> address instanceof Address.Tcp);
    Port port = new Port(address, network.connections());
    try {
      port.removeLeftSocket();
      SocketAddress shared = port.shareable(loops);
      network
          .vertx()
          .deployVerticle(
              () -> {
                Listener listener = new Listener(shared, network.connections(), tls, doors);
                port.listeners.add(listener);
                return listener;
              },
              new DeploymentOptions().setInstances(loops))
          .await(1, TimeUnit.MINUTES);
      return port;
    } catch (Exception e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String why = String.valueOf(cause.getMessage());
      throw new StartFailed("cannot listen at " + address + ": " + why, e);
    }
  }

  /** Where it really is: a port that was left open has been chosen. */
  Address address() {
    return wanted.bound(listeners.get(0).server().actualPort());
  }

  /** Takes nothing new, answers what is in flight and closes. */
  Future<?> drain(Duration atMost) {
    connections.drain();
    List<Future<Void>> all =
        listeners.stream()
            .map(listener -> listener.server().shutdown(atMost.toMillis(), TimeUnit.MILLISECONDS))
            .toList();
    return Future.join(all).onComplete(done -> removeSocket());
  }

  /** Instances share a port that is any free one only if they ask for the same one. */
  private SocketAddress shareable(int loops) {
    return wanted instanceof Address.Tcp tcp && tcp.port() == 0 && loops > 1
        ? SocketAddress.sharedRandomPort(1, tcp.host())
        : wanted.socket();
  }

  /** A process that was killed leaves its socket behind; one that lives is not pushed aside. */
  private void removeLeftSocket() throws IOException {
    if (!(wanted instanceof Address.Unix unix) || !Files.exists(unix.path())) {
      return;
    }
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.connect(UnixDomainSocketAddress.of(unix.path()));
    } catch (IOException nobodyThere) {
      if (!Files.isRegularFile(unix.path()) && !Files.isDirectory(unix.path())) {
        Files.delete(unix.path());
      }
      return;
    }
    throw new IOException("address already in use");
  }

  private void removeSocket() {
    if (wanted instanceof Address.Unix unix) {
      Path path = unix.path();
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        LOG.debug("{} stays behind: {}", path, e.getMessage());
      }
    }
  }
}
