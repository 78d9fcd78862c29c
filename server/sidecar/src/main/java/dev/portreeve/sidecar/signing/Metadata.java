package dev.portreeve.sidecar.signing;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of itself: the metadata of AuthZEN 1.0, section 9, and of its profiles,
 * signed where the operator has given a key. It holds nothing that a request says.
 */
public final class Metadata {
  /** Where the keys are that others verify with. */
  public static final String KEYS_PATH = "/access/v1/jwks";

  private static final String ACCESS_REQUEST = "urn:openid:authzen:capability:access-request";

  private final Supplier<URI> base;
  private final Map<String, String> endpoints;
  private final Supplier<? extends Collection<String>> obligations;
  private final Optional<SigningKeys> keys;
  private final Optional<URI> accessRequests;

  /* Threads that sign the same at the same time are both right. */
  private volatile @Nullable Signed signed;

  private record Signed(Map<String, Object> members, String token) {}

  /**
   * @param base of the URLs, without query and fragment
   * @param endpoints the paths of the endpoints, by the names that they have in the metadata
   * @param obligations the types that the policy set in force may issue
   * @param accessRequests where approvals are asked for
   */
  public Metadata(
      Supplier<URI> base,
      Map<String, String> endpoints,
      Supplier<? extends Collection<String>> obligations,
      Optional<SigningKeys> keys,
      Optional<URI> accessRequests) {
    this.base = base;
    this.endpoints = endpoints;
    this.obligations = obligations;
    this.keys = keys;
    this.accessRequests = accessRequests;
  }

  /** The identifier of the decision point. */
  public String identifier() {
    return base.get().toString();
  }

  /** The path of the base, without a slash at its end. */
  public String path() {
    String path = base.get().getRawPath();
    return path == null ? "" : withoutSlash(path);
  }

  /** All of it. */
  public Map<String, Object> members() {
    Map<String, Object> members = unsigned();
    keys.ifPresent(known -> members.put("signed_metadata", token(members, known)));
    return members;
  }

  /** The keys that others verify with, or empty where nothing is signed. */
  public Optional<Map<String, Object>> keys() {
    return keys.map(SigningKeys::published);
  }

  private Map<String, Object> unsigned() {
    String identifier = identifier();
    String prefix = withoutSlash(identifier);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("policy_decision_point", identifier);
    endpoints.forEach((name, path) -> members.put(name, prefix + path));
    Collection<String> types = obligations.get();
    if (!types.isEmpty()) {
      members.put("supported_obligations", List.copyOf(new TreeSet<>(types)));
    }
    accessRequests.ifPresent(
        endpoint -> {
          members.put("access_request_endpoint", endpoint.toString());
          members.put("capabilities", List.of(ACCESS_REQUEST));
        });
    if (keys.isPresent()) {
      members.put("jwks_uri", prefix + KEYS_PATH);
    }
    return members;
  }

  private String token(Map<String, Object> members, SigningKeys with) {
    Signed known = signed;
    if (known != null && known.members().equals(members)) {
      return known.token();
    }
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder().issuer(identifier()).issueTime(Date.from(Instant.now()));
    members.forEach(claims::claim);
    Signed made = new Signed(Map.copyOf(members), with.sign(claims.build()));
    signed = made;
    return made.token();
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
