package dev.portreeve.sidecar.signing;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.portreeve.engine.facts.Frame;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Signed tokens that bind a request for approval to the check that was denied. */
public final class DenialTokens {
  private static final String EXPIRES = "denial_expires_at";
  private static final String EVALUATION = "evaluation_id";
  private static final String BINDING = "binding";

  private final SigningKeys keys;
  private final Supplier<String> issuer;
  private final String endpoint;

  /**
   * @param issuer the identifier of this decision point, an https URL
   * @param endpoint where approvals are asked for, an https URL
   */
  public DenialTokens(SigningKeys keys, Supplier<String> issuer, URI endpoint) {
    this.keys = keys;
    this.issuer = issuer;
    this.endpoint = endpoint.toString();
  }

  /**
   * What a token of this server says.
   *
   * @param expires when the denial cannot be brought any more
   * @param evaluation the id of the denied check
   * @param binding what the check said, as hashes
   */
  public record Denial(Instant expires, String evaluation, Map<String, Object> binding) {}

  /** Where approvals are asked for. */
  String endpoint() {
    return endpoint;
  }

  /** Binds a request for approval to a check. */
  String bind(Frame frame, String evaluation, Instant now, Instant expires) {
    FrameParts parts = new FrameParts(frame);
    return keys.sign(
        new JWTClaimsSet.Builder()
            .issuer(issuer.get())
            .audience(endpoint)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(expires))
            .jwtID(UUID.randomUUID().toString())
            .claim(EXPIRES, expires.toString())
            .claim(EVALUATION, evaluation)
            .claim("subject", parts.subject())
            .claim("resource", parts.resource())
            .claim("action", parts.action())
            .claim("context", parts.context())
            .claim("binding_context_members", parts.contextMembers())
            .claim(BINDING, Binding.of(frame).json())
            .build());
  }

  /** What a token says, or empty when it is none of this server's for this endpoint. */
  public Optional<Denial> read(String token) {
    return keys.verified(token)
        .filter(
            claims ->
                issuer.get().equals(claims.getIssuer())
                    && claims.getAudience().equals(List.of(endpoint)))
        .flatMap(DenialTokens::denial);
  }

  private static Optional<Denial> denial(JWTClaimsSet claims) {
    Date expires = claims.getExpirationTime();
    return claims.getClaim(BINDING) instanceof Map<?, ?> binding && expires != null
        ? Optional.of(
            new Denial(
                expires.toInstant(),
                String.valueOf(claims.getClaim(EVALUATION)),
                Binding.from(binding).json()))
        : Optional.empty();
  }
}
