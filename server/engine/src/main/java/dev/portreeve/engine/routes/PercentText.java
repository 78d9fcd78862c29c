package dev.portreeve.engine.routes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A part of a URL with its percent-encoding taken off, once.
 *
 * @param text what it says; empty after a problem
 * @param problem why it cannot be read, or empty
 */
record PercentText(String text, String problem) {

  /** What stands for a space, beside {@code %20}. */
  enum Plus {
    IS_PLUS,
    IS_SPACE
  }

  static PercentText decode(String raw, Plus plus) {
    byte[] bytes = new byte[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return bad("a character that must be percent-encoded");
      }
      int value = c == '+' && plus == Plus.IS_SPACE ? ' ' : c;
      if (c == '%') {
        value = i + 2 < raw.length() ? hex(raw.charAt(i + 1), raw.charAt(i + 2)) : -1;
        i += 2;
      }
      if (value < 0) {
        return bad("a broken percent-encoding");
      }
      bytes[length++] = (byte) value;
    }
    return utf8(bytes, length);
  }

  /** Overlong forms and halves of surrogate pairs are malformed to the JDK's decoder. */
  private static PercentText utf8(byte[] bytes, int length) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
    } catch (CharacterCodingException e) {
      return bad("malformed UTF-8");
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return bad("a control character");
      }
    }
    return new PercentText(text, "");
  }

  private static PercentText bad(String problem) {
    return new PercentText("", problem);
  }

  private static int hex(char high, char low) {
    int h = digit(high);
    int l = digit(low);
    return h < 0 || l < 0 ? -1 : h << 4 | l;
  }

  static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
