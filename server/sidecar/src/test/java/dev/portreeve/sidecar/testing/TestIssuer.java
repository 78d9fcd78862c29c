package dev.portreeve.sidecar.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** Somebody who signs tokens, and whose keys lie in a file. */
public final class TestIssuer {
  private final String name;
  private final ECKey key;
  private final Path keys;

  /**
   * @param name in the claim {@code iss}
   * @param keys the file that its key set is written to
   */
  public TestIssuer(String name, Path keys) {
    this.name = name;
    this.keys = keys;
    try {
      this.key = new ECKeyGenerator(Curve.P_256).keyID(name).generate();
      Files.writeString(keys, new JWKSet(key).toString(true));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of its key set. */
  public Path keys() {
    return keys;
  }

  /** A token that holds for five minutes. */
  public String token(String subject, String audience, Map<String, Object> claims) {
    JWTClaimsSet.Builder all =
        new JWTClaimsSet.Builder()
            .subject(subject)
            .issuer(name)
            .audience(audience)
            .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    claims.forEach(all::claim);
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(name).build(), all.build());
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }
}
