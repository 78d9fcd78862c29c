package dev.portreeve.sidecar.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A secret as it lies in a file: hashed so slowly that whoever reads the file cannot try them all.
 *
 * @param iterations how slowly
 */
public record SecretHash(int iterations, String salt, String hash) {
  /* PBKDF2 with HMAC-SHA-512, as the JDK has it; the count is OWASP's for it. */
  private static final int ITERATIONS = 210_000;
  private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final Pattern FORM =
      Pattern.compile("pbkdf2-sha512:([0-9]{4,8}):([A-Za-z0-9+/]{22}==):([A-Za-z0-9+/]{43}=)");

  /** The hash of a secret, with a salt of its own. */
  public static SecretHash of(String secret) {
    return of(secret, ITERATIONS);
  }

  /** The same with another count, which files of other makers may have. */
  static SecretHash of(String secret, int iterations) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    String text = Base64.getEncoder().encodeToString(salt);
    return new SecretHash(iterations, text, derive(secret, iterations, text));
  }

  /** The hash that a file has written, or empty when it is none. */
  static Optional<SecretHash> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new SecretHash(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  /** Whether it is that of the secret; takes a tenth of a second, whatever comes out. */
  boolean matches(String secret) {
    return MessageDigest.isEqual(
        Base64.getDecoder().decode(derive(secret, iterations, salt)),
        Base64.getDecoder().decode(hash));
  }

  private static String derive(String secret, int iterations, String salt) {
    PBEKeySpec spec =
        new PBEKeySpec(
            secret.toCharArray(), Base64.getDecoder().decode(salt), iterations, HASH_BITS);
    try {
      return Base64.getEncoder()
          .encodeToString(
              SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      spec.clearPassword();
    }
  }

  /** As it is written. */
  @Override
  public String toString() {
    return "pbkdf2-sha512:" + iterations + ":" + salt + ":" + hash;
  }
}
