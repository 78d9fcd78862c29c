package dev.portreeve.sidecar.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.portreeve.sidecar.log.IoProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's keys, as JSON Web Keys: the first signs, all are published, so that one can follow
 * another. Safe for use by several threads.
 */
public final class SigningKeys {
  private static final int LEAST_RSA_BITS = 2_048;

  private final JWSSigner signer;
  private final JWSHeader header;
  private final JWKSet published;

  private SigningKeys(JWK first, List<JWK> all) throws IOException, JOSEException {
    JWSAlgorithm algorithm = algorithm(first);
    this.signer = new DefaultJWSSignerFactory().createJWSSigner(first, algorithm);
    this.header =
        new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(first.getKeyID()).build();
    this.published = new JWKSet(all.stream().map(JWK::toPublicJWK).toList());
  }

  /**
   * The keys in a file.
   *
   * @throws IOException that says what is wrong with it
   */
  public static SigningKeys read(Path file) throws IOException {
    try {
      List<JWK> keys = new ArrayList<>();
      for (JWK key : parse(Files.readString(file))) {
        keys.add(named(key));
      }
      if (keys.isEmpty() || !keys.get(0).isPrivate()) {
        throw problem(file, "its first key is no private key");
      }
      return new SigningKeys(keys.get(0), keys);
    } catch (ParseException e) {
      throw problem(file, "it is no JSON Web Key, and no set of them");
    } catch (JOSEException e) {
      throw problem(file, "its first key cannot sign: " + e.getMessage());
    } catch (Unsupported e) {
      throw problem(file, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw e instanceof Refused ? e : problem(file, "it cannot be read: " + IoProblem.of(e));
    }
  }

  /** Says which file is refused and why. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /** Says that a key is of a kind that is not taken. */
  private static final class Unsupported extends IOException {
    private static final long serialVersionUID = 1L;

    Unsupported(String message) {
      super(message);
    }
  }

  private static Refused problem(Path file, String problem) {
    return new Refused("--signing-key: " + file + ": " + problem);
  }

  private static List<JWK> parse(String text) throws ParseException {
    return JSONObjectUtils.parse(text).containsKey("keys")
        ? JWKSet.parse(text).getKeys()
        : List.of(JWK.parse(text));
  }

  /** The key with an id, so that whoever verifies finds it, and for signatures alone. */
  private static JWK named(JWK key) throws JOSEException, IOException {
    String id = key.getKeyID() == null ? key.computeThumbprint().toString() : key.getKeyID();
    if (key instanceof ECKey curve) {
      return new ECKey.Builder(curve).keyID(id).keyUse(KeyUse.SIGNATURE).build();
    }
    if (key instanceof RSAKey rsa && rsa.size() >= LEAST_RSA_BITS) {
      return new RSAKey.Builder(rsa).keyID(id).keyUse(KeyUse.SIGNATURE).build();
    }
    throw new Unsupported(
        "a key is neither of an elliptic curve (P-256, P-384, P-521) nor RSA of "
            + LEAST_RSA_BITS
            + " bits or more");
  }

  private static JWSAlgorithm algorithm(JWK key) throws IOException {
    if (key instanceof RSAKey) {
      return JWSAlgorithm.RS256;
    }
    Curve curve = ((ECKey) key).getCurve();
    if (curve.equals(Curve.P_256)) {
      return JWSAlgorithm.ES256;
    }
    if (curve.equals(Curve.P_384)) {
      return JWSAlgorithm.ES384;
    }
    if (curve.equals(Curve.P_521)) {
      return JWSAlgorithm.ES512;
    }
    throw new Unsupported("the curve of a key must be P-256, P-384 or P-521");
  }

  /** A JSON Web Token of these claims. */
  public String sign(JWTClaimsSet claims) {
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("what is to be signed cannot be", e);
    }
  }

  /** The claims of a token that one of the keys has signed, or empty. */
  Optional<JWTClaimsSet> verified(String token) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      JWK key = published.getKeyByKeyId(signed.getHeader().getKeyID());
      boolean good =
          key instanceof AsymmetricJWK pair
              && signed.getHeader().getAlgorithm().equals(algorithm(key))
              && signed.verify(
                  new DefaultJWSVerifierFactory()
                      .createJWSVerifier(signed.getHeader(), pair.toPublicKey()));
      return good ? Optional.of(signed.getJWTClaimsSet()) : Optional.empty();
    } catch (ParseException | JOSEException | IOException e) {
      return Optional.empty();
    }
  }

  /** The keys that others verify with, as a JSON Web Key Set. */
  public Map<String, Object> published() {
    return published.toJSONObject();
  }
}
