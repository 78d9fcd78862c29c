package dev.portreeve.sidecar.identity;

import dev.portreeve.engine.yaml.JsonNull;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which claims a token must carry: present, of the type that RFC 7519 gives them, and true.
 *
 * @param issuer what {@code iss} must be
 * @param audience what {@code aud} must be or hold
 * @param subject the claim that is the subject's id
 */
record TokenClaims(String issuer, String audience, String subject) {
  /** What the clocks of issuer and server may differ. */
  static final Duration LEEWAY = Duration.ofMinutes(1);

  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  /**
   * Why a token does not hold, or empty.
   *
   * @param claims as parsed from its JSON; a member that is null stands there as null
   */
  String problem(Map<String, @Nullable Object> claims, Instant now) {
    if (!issuer.equals(claims.get("iss"))) {
      return "its `iss` is not the issuer wanted";
    }
    if (!forAudience(claims.get("aud"))) {
      return "its `aud` is not the audience wanted";
    }
    if (!isMoment(claims.get("exp"))) {
      return "its `exp` is missing or no date";
    }
    if (ended(claims, now)) {
      return "it has expired";
    }
    for (String optional : List.of("nbf", "iat")) {
      if (claims.containsKey(optional) && !isMoment(claims.get(optional))) {
        return "its `" + optional + "` is no date";
      }
    }
    if (claims.containsKey("nbf")
        && seconds(claims.get("nbf")) - LEEWAY.toSeconds() > now.getEpochSecond()) {
      return "it is not valid yet";
    }
    if (!(claims.get(subject) instanceof String id) || id.isBlank()) {
      return "its `" + LogText.of(subject) + "` names nobody";
    }
    return isUnicode(claims) ? "" : "it holds half a surrogate pair";
  }

  /** Whether a token with these claims has passed its end, and the leeway after it. */
  static boolean ended(Map<String, ? extends @Nullable Object> claims, Instant now) {
    return seconds(claims.get("exp")) + LEEWAY.toSeconds() <= now.getEpochSecond();
  }

  private boolean forAudience(@Nullable Object claim) {
    return audience.equals(claim)
        || claim instanceof List<?> list
            && list.contains(audience)
            && list.stream().allMatch(String.class::isInstance);
  }

  /** A NumericDate of RFC 7519 that a calendar knows. */
  private static boolean isMoment(@Nullable Object claim) {
    return claim instanceof Number number
        && number.doubleValue() >= 0
        && number.doubleValue() <= LAST_SECOND;
  }

  private static double seconds(@Nullable Object claim) {
    return claim instanceof Number number ? number.doubleValue() : 0;
  }

  /** Whether all text can be written as UTF-8: half a surrogate pair is read in several ways. */
  private static boolean isUnicode(@Nullable Object value) {
    if (value instanceof String text) {
      return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .allMatch(entry -> isUnicode(entry.getKey()) && isUnicode(entry.getValue()));
    }
    return !(value instanceof List<?> list) || list.stream().allMatch(TokenClaims::isUnicode);
  }

  /** Claims as facts take them, which know null as a value of its own. */
  static Map<String, Object> raw(Map<String, @Nullable Object> claims) {
    Map<String, Object> raw = new HashMap<>();
    claims.forEach((name, value) -> raw.put(name, value == null ? JsonNull.INSTANCE : value));
    return raw;
  }
}
