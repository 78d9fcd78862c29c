package dev.portreeve.engine.yaml;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of texts, in lower-case hexadecimal: content decides whether something changed. */
public final class Hash {
  private Hash() {}

  /** The hash of the texts in their order; where one ends and the next begins counts. */
  public static String of(String... texts) {
    MessageDigest digest = sha256();
    for (String text : texts) {
      add(text.getBytes(StandardCharsets.UTF_8), digest);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of a text and the bytes that follow it. */
  public static String of(String text, byte[] bytes) {
    MessageDigest digest = sha256();
    add(text.getBytes(StandardCharsets.UTF_8), digest);
    add(bytes, digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of bytes as everybody else makes it. */
  public static String plain(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static void add(byte[] bytes, MessageDigest digest) {
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
