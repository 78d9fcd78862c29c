package dev.portreeve.bench.load.servers;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What servers need that ask who calls or speak TLS, and what their callers show.
 *
 * @param credentials flags of a server that takes the key and the token
 * @param tls flags of a server that speaks TLS
 * @param key a header
 * @param token a header
 */
public record CallerFiles(List<String> credentials, List<String> tls, String key, String token) {
  private static final String SCRIPT = "server/examples/certificates.sh";
  private static final Duration LIFE = Duration.ofDays(2);
  private static final int COORDINATE = 32;
  private static final int SALT = 16;
  private static final int ITERATIONS = 1_000;
  private static final int HASH_BITS = 256;

  /** Makes them in a new directory. */
  public static CallerFiles make(Path dir)
      throws IOException, InterruptedException, GeneralSecurityException {
    Files.createDirectories(dir);
    ProcessBuilder script = new ProcessBuilder("sh", SCRIPT, dir.toString()).inheritIO();
    if (ChildProcess.run(script).waitFor() != 0) {
      throw new IOException(SCRIPT + " fails");
    }
    String secret = "load-test-0123456789abcdefghijklmnop";
    Path credentials =
        Files.writeString(
            dir.resolve("credentials.yaml"),
            "credentials:\n  - {id: load, key: \"" + hash(secret) + "\", scopes: [check]}\n");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    Path keys = Files.writeString(dir.resolve("keys.json"), keySet((ECPublicKey) pair.getPublic()));
    return new CallerFiles(
        List.of(
            "--credentials",
            credentials.toString(),
            "--caller-jwt-keys",
            keys.toString(),
            "--caller-jwt-issuer",
            "load",
            "--caller-jwt-audience",
            "portreeve"),
        List.of(
            "--tls-cert",
            dir.resolve("server.pem").toString(),
            "--tls-key",
            dir.resolve("server.key").toString()),
        "X-Portreeve-Key: load." + secret,
        "Authorization: Bearer " + signed(pair));
  }

  /** A hash that is fast to verify, so that the first answer comes soon on a busy machine. */
  private static String hash(String secret) throws GeneralSecurityException {
    byte[] salt = new byte[SALT];
    PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, HASH_BITS);
    byte[] hash =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    Base64.Encoder base64 = Base64.getEncoder();
    return "pbkdf2-sha512:%d:%s:%s"
        .formatted(ITERATIONS, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  private static String keySet(ECPublicKey key) {
    return """
    {"keys": [{"kty": "EC", "crv": "P-256", "kid": "load", "x": "%s", "y": "%s"}]}
    """
        .formatted(coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
  }

  private static String coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] fixed = new byte[COORDINATE];
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE - length, length);
    return base64(fixed);
  }

  private static String signed(KeyPair pair) throws GeneralSecurityException {
    long end = Instant.now().plus(LIFE).getEpochSecond();
    String claims =
        "{\"iss\":\"load\",\"aud\":\"portreeve\",\"sub\":\"load\",\"scope\":\"check\",\"exp\":"
            + end
            + "}";
    String body = base64("{\"alg\":\"ES256\",\"kid\":\"load\"}") + "." + base64(claims);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(pair.getPrivate());
    signature.update(body.getBytes(StandardCharsets.US_ASCII));
    return body + "." + base64(signature.sign());
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
