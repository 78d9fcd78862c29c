package dev.portreeve.sidecar.json;

import org.jspecify.annotations.Nullable;

/** Strings of JSON that hold escapes or other characters than ASCII. */
final class JsonString {
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String MEANINGS = "\"\\/\b\f\n\r\t";
  private static final int HEX_DIGITS = 4;

  private JsonString() {}

  /**
   * Where the closing quote stands; where there is none, {@code -1} less the place that is wrong.
   */
  static int end(byte[] in, int from, int end) {
    int at = from;
    while (at < end) {
      byte found = in[at];
      if (found == '"') {
        return at;
      }
      if (found >= 0 && found < ' ') {
        return -at - 1;
      }
      at += found == '\\' ? 2 : 1;
    }
    return -end - 1;
  }

  /** The string without its escapes; null when one of them is none. */
  static @Nullable String unescape(String text) {
    int escape = text.indexOf('\\');
    if (escape < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int from = 0;
    while (escape >= 0) {
      plain.append(text, from, escape);
      from = escape + 2;
      if (from > text.length()) {
        return null;
      }
      char kind = text.charAt(escape + 1);
      int known = ESCAPES.indexOf(kind);
      if (known >= 0) {
        plain.append(MEANINGS.charAt(known));
      } else {
        int unit = kind == 'u' ? hexadecimal(text, from) : -1;
        if (unit < 0) {
          return null;
        }
        plain.append((char) unit);
        from += HEX_DIGITS;
      }
      escape = text.indexOf('\\', from);
    }
    return plain.append(text, from, text.length()).toString();
  }

  private static int hexadecimal(String text, int from) {
    if (from + HEX_DIGITS > text.length()) {
      return -1;
    }
    int unit = 0;
    for (int i = from; i < from + HEX_DIGITS; i++) {
      char digit = text.charAt(i);
      int value = digit < 0x80 ? Character.digit(digit, 16) : -1;
      if (value < 0) {
        return -1;
      }
      unit = unit << 4 | value;
    }
    return unit;
  }

  /** Whether every surrogate has its other half, so that the text is Unicode. */
  static boolean pairsSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
