package dev.portreeve.sidecar.admin;

import dev.portreeve.sidecar.signing.DenialTokens;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What requests for approval are taken and told with.
 *
 * @param endpoint where they are asked for; empty: only by the admin API's own paths
 * @param denials reads what binds a request to the denied check
 * @param callbacks with what URLs begin that may be told what became of a request
 */
public record RequestDesk(
    Optional<URI> endpoint, Optional<DenialTokens> denials, List<URI> callbacks) {
  public RequestDesk {
    callbacks = List.copyOf(callbacks);
  }

  /** Where a request tells what became of it. */
  Optional<String> statusEndpoint(String id) {
    return endpoint.map(url -> url + (url.toString().endsWith("/") ? "" : "/") + id);
  }

  /** Whether a URL may be told: the operator has named it, or a folder that it is in. */
  boolean mayTell(URI url) {
    return url.getRawUserInfo() == null
        && url.getRawFragment() == null
        && callbacks.stream().anyMatch(allowed -> within(allowed, url));
  }

  private static boolean within(URI allowed, URI url) {
    String folder = path(allowed);
    String path = path(url);
    String below = folder.endsWith("/") ? folder : folder + "/";
    return String.valueOf(allowed.getScheme()).equalsIgnoreCase(url.getScheme())
        && String.valueOf(allowed.getHost()).equalsIgnoreCase(url.getHost())
        && allowed.getPort() == url.getPort()
        && url.normalize().equals(url)
        && !path.contains("%")
        && (path.equals(folder) || path.startsWith(below));
  }

  private static String path(URI url) {
    return url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
  }
}
