package dev.portreeve.sidecar.search;

import dev.portreeve.sidecar.log.IoProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals page tokens, so that nobody can read or make one. Safe for use by several threads. */
public final class PageTokens {
  /*
   * Encrypted and authenticated (AES-GCM): the id at which a page ended may be that of a candidate
   * which the caller is not to hear of.
   */
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String MAC = "HmacSHA256";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int SECRET_BYTES = 32;
  private static final byte[] PURPOSE = "portreeve page token 1".getBytes(StandardCharsets.UTF_8);

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;

  /**
   * @param secret from which the key is made; servers with the same one take each other's tokens
   */
  public PageTokens(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(secret, MAC));
      this.key = new SecretKeySpec(mac.doFinal(PURPOSE), "AES");
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HMAC-SHA-256", e);
    }
  }

  /**
   * Tokens under the secret in a file, or, without one, that only this process takes.
   *
   * @throws IOException that says what is wrong with the file
   */
  public static PageTokens of(Optional<Path> file) throws IOException {
    byte[] secret = new byte[SECRET_BYTES];
    if (file.isEmpty()) {
      new SecureRandom().nextBytes(secret);
      return new PageTokens(secret);
    }
    try {
      secret = Files.readAllBytes(file.get());
    } catch (IOException e) {
      throw new IOException(
          "--search-key: " + file.get() + " cannot be read: " + IoProblem.of(e), e);
    }
    if (secret.length < SECRET_BYTES) {
      throw new IOException(
          "--search-key: "
              + file.get()
              + " has fewer than "
              + SECRET_BYTES
              + " bytes; make one with `head -c 32 /dev/urandom`");
    }
    return new PageTokens(secret);
  }

  String seal(PageToken token) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(bytes(token));
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a page token cannot be sealed", e);
    }
  }

  /** What a text says that was sealed with the same key; empty for any other text. */
  Optional<PageToken> open(String text) {
    try {
      byte[] all = Base64.getUrlDecoder().decode(text);
      if (all.length <= NONCE_BYTES) {
        return Optional.empty();
      }
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE_BYTES));
      return Optional.of(token(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private static byte[] bytes(PageToken token) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(token.query());
      out.writeUTF(token.policyVersion());
      out.writeInt(token.limit());
      byte[] after = token.after().getBytes(StandardCharsets.UTF_8);
      out.writeInt(after.length);
      out.write(after);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
  }

  private static PageToken token(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String query = in.readUTF();
      String version = in.readUTF();
      int limit = in.readInt();
      return new PageToken(
          query, version, limit, new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("a token of this server's is not whole", e);
    }
  }
}
