package dev.portreeve.sidecar.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a JSON Web Key Set, key by key: one that is odd costs only its own tokens. */
final class JwksReader {
  private static final Logger LOG = LoggerFactory.getLogger(JwksReader.class);

  /*
   * RFC 7517 section 5: a set may hold keys of kinds, curves and with members that a reader does not
   * know, and such a key is ignored. Only the members that verifying needs are read at all: neither a
   * certificate chain that does not parse nor a private exponent says anything about a signature.
   */
  private static final Set<String> MEMBERS =
      Set.of("kty", "use", "key_ops", "alg", "kid", "n", "e", "crv", "x", "y");

  private static final Set<String> OPERATIONS =
      Set.of(
          "sign",
          "verify",
          "encrypt",
          "decrypt",
          "wrapKey",
          "unwrapKey",
          "deriveKey",
          "deriveBits");

  private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);
  private static final int LEAST_RSA_BITS = 2_048;

  private JwksReader() {}

  /**
   * The public keys of the set that verify signatures.
   *
   * @throws IllegalArgumentException when it is no set, or holds no such key
   */
  static JWKSet read(String json) {
    List<JWK> good = new ArrayList<>();
    int index = 0;
    for (Object one : keys(json)) {
      String why = "it is not an object";
      if (one instanceof Map<?, ?> members) {
        why = add(members, good);
      }
      if (!why.isEmpty()) {
        LOG.info("key {} of the key set is ignored: {}", index, why);
      }
      index++;
    }
    if (good.isEmpty()) {
      throw new IllegalArgumentException("the set holds no RSA or EC key for signatures");
    }
    return new JWKSet(good);
  }

  private static List<?> keys(String json) {
    try {
      if (JSONObjectUtils.parse(json).get("keys") instanceof List<?> list) {
        return list;
      }
    } catch (ParseException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
    throw new IllegalArgumentException("not a JSON Web Key Set: `keys` must be a list");
  }

  /** Why the key was not added, or empty. */
  private static String add(Map<?, ?> members, List<JWK> good) {
    Map<String, Object> known = new HashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      if (member.getKey() instanceof String name && MEMBERS.contains(name)) {
        known.put(name, member.getValue());
      }
    }
    if (members.get("key_ops") instanceof List<?> operations) {
      if (!operations.contains("verify")) {
        return "its `key_ops` leave out `verify`";
      }
      known.put("key_ops", operations.stream().filter(OPERATIONS::contains).distinct().toList());
    }
    try {
      JWK key = JWK.parse(known);
      String why = unfit(key);
      if (why.isEmpty()) {
        good.add(key);
      }
      return why;
    } catch (ParseException | IllegalArgumentException e) {
      return "it cannot be read";
    }
  }

  private static String unfit(JWK key) {
    if (key.getKeyUse() != null && !key.getKeyUse().identifier().equals("sig")) {
      return "its `use` is not `sig`";
    }
    Set<JWSAlgorithm> possible =
        key instanceof ECKey ec && CURVES.contains(ec.getCurve())
            ? Set.of(algorithm(ec.getCurve()))
            : key instanceof RSAKey rsa && rsa.size() >= LEAST_RSA_BITS
                ? TokenVerifier.RSA
                : Set.of();
    if (possible.isEmpty()) {
      return "it is neither EC on P-256, P-384 or P-521 nor RSA with 2048 bits or more";
    }
    return key.getAlgorithm() == null
            || possible.stream().anyMatch(a -> a.getName().equals(key.getAlgorithm().getName()))
        ? ""
        : "its `alg` is no signature that it can make";
  }

  private static JWSAlgorithm algorithm(Curve curve) {
    return curve.equals(Curve.P_256)
        ? JWSAlgorithm.ES256
        : curve.equals(Curve.P_384) ? JWSAlgorithm.ES384 : JWSAlgorithm.ES512;
  }
}
