package dev.portreeve.sidecar.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the server does for AuthZEN beside checks.
 *
 * @param searchKey the file of the secret that page tokens are sealed with; empty: made at the
 *     start
 * @param signingKey the file of the keys that sign; empty: nothing is signed
 * @param accessRequests where approvals are asked for, an https URL; needs a signing key
 * @param callbacks with what URLs begin that may be told what became of a request
 */
public record AuthzenConfig(
    Optional<Path> searchKey,
    Optional<Path> signingKey,
    Optional<URI> accessRequests,
    List<URI> callbacks) {
  public AuthzenConfig {
    callbacks = List.copyOf(callbacks);
  }
}
