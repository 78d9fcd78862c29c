package dev.portreeve.sidecar.config;

import java.util.Optional;

/**
 * How the check for proxies learns who a request comes from. Each way is off unless it is set up.
 *
 * @param proxies whose headers count
 * @param header that carries the subject's id
 * @param certificate the client's, handed on in a header
 * @param token a bearer token that is verified here
 */
public record IdentityConfig(
    TrustedProxies proxies,
    Optional<String> header,
    Optional<Certificate> certificate,
    Optional<Token> token) {

  /**
   * The client certificate that a proxy has verified and hands on.
   *
   * @param header that carries it
   * @param id which name of it is the subject's id
   */
  public record Certificate(String header, CertificateName id) {}

  /** A name that a certificate carries. */
  public enum CertificateName {
    CN,
    DNS,
    EMAIL,
    URI
  }

  /**
   * A JSON Web Token.
   *
   * @param keys a file or URL with a JSON Web Key Set
   * @param issuer what {@code iss} must be
   * @param audience what {@code aud} must hold
   * @param subject the claim that is the subject's id
   */
  public record Token(String keys, String issuer, String audience, String subject) {
    /** Whether the keys are to be had from a URL. */
    public boolean remote() {
      return keys.startsWith("https://") || keys.startsWith("http://");
    }
  }
}
