package dev.portreeve.sidecar.config;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The neighbours whose word counts: what they say of a request, others could make up.
 *
 * @param networks by address
 * @param local whether whoever reaches a unix socket is one
 */
public record TrustedProxies(List<Network> networks, boolean local) {
  /** Nobody. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of(), false);

  private static final Pattern BITS = Pattern.compile("0|[1-9][0-9]{0,2}");

  private static final String LOCAL = "unix";

  public TrustedProxies {
    networks = List.copyOf(networks);
  }

  /**
   * Addresses that begin alike.
   *
   * @param address one of them
   * @param bits how many of the first bits count
   */
  public record Network(InetAddress address, int bits) {
    boolean holds(InetAddress other) {
      byte[] mine = address.getAddress();
      byte[] its = other.getAddress();
      if (mine.length != its.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((mine[bit / 8] & mask) != (its[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /** What the text says: addresses, networks and {@code unix}, with commas; or empty. */
  static Optional<TrustedProxies> parse(String text) {
    List<Network> networks = new ArrayList<>();
    boolean local = false;
    for (String part : text.split(",", -1)) {
      String one = part.strip();
      Optional<Network> network = network(one);
      if (one.equals(LOCAL)) {
        local = true;
      } else if (network.isPresent()) {
        networks.add(network.get());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new TrustedProxies(networks, local));
  }

  private static Optional<Network> network(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = IpText.parse(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int most = address.get().getAddress().length * 8;
    String bits = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
    return BITS.matcher(bits).matches() && Integer.parseInt(bits) <= most
        ? Optional.of(new Network(address.get(), Integer.parseInt(bits)))
        : Optional.empty();
  }

  /** Whether the other end of a connection is one of them. */
  public boolean include(@Nullable SocketAddress remote) {
    if (remote == null) {
      return false;
    }
    if (remote.isDomainSocket()) {
      return local;
    }
    String host = remote.hostAddress();
    int zone = host == null ? -1 : host.indexOf('%');
    Optional<InetAddress> address =
        host == null ? Optional.empty() : IpText.parse(zone < 0 ? host : host.substring(0, zone));
    return address.isPresent()
        && networks.stream().anyMatch(network -> network.holds(address.get()));
  }
}
