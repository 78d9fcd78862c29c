package dev.portreeve.sidecar.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who may ask this server.
 *
 * @param credentials the file of credentials
 * @param token what the bearer tokens of callers must be, which are never those of users
 * @param scopeClaim the claim of such a token that holds the caller's scopes
 * @param openMetrics whether metrics and the verbose probe are told to everybody
 * @param insecure what the operator does without
 */
public record AccessConfig(
    Optional<Path> credentials,
    Optional<IdentityConfig.Token> token,
    String scopeClaim,
    boolean openMetrics,
    Insecure insecure) {

  /**
   * What the operator has been warned of and does without, off loopback.
   *
   * @param noAuth anybody may ask anything
   * @param noTls in clear text
   */
  public record Insecure(boolean noAuth, boolean noTls) {}

  /** Whether callers must say who they are. */
  public boolean required() {
    return credentials.isPresent() || token.isPresent();
  }
}
