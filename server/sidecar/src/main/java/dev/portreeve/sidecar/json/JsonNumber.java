package dev.portreeve.sidecar.json;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Numbers of JSON that are not just a few digits. */
final class JsonNumber {
  /** So many digits fit a long, whatever they are. */
  static final int LONG_DIGITS = 18;

  /** The longest that is taken: what is longer costs much to read and means nothing to a policy. */
  static final int MAX_LENGTH = 1_000;

  private JsonNumber() {}

  /** Where the number that begins here ends, or {@code start} if none does. */
  static int end(byte[] in, int start, int end) {
    int at = start < end && in[start] == '-' ? start + 1 : start;
    int whole = digits(in, at, end);
    if (whole == at) {
      return start;
    }
    at = in[at] == '0' ? at + 1 : whole;
    if (at < end && in[at] == '.') {
      int fraction = digits(in, at + 1, end);
      if (fraction == at + 1) {
        return start;
      }
      at = fraction;
    }
    if (at < end && (in[at] | ' ') == 'e') {
      boolean signed = at + 1 < end && (in[at + 1] == '+' || in[at + 1] == '-');
      int power = signed ? at + 2 : at + 1;
      at = digits(in, power, end);
      return at == power ? start : at;
    }
    return at;
  }

  private static int digits(byte[] in, int from, int end) {
    int at = from;
    while (at < end && in[at] >= '0' && in[at] <= '9') {
      at++;
    }
    return at;
  }

  /** The number as facts are made of it: the smallest of integers that holds it, or a double. */
  static Object of(byte[] in, int start, int end) {
    String text = new String(in, start, end - start, StandardCharsets.US_ASCII);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '.' || (text.charAt(i) | ' ') == 'e') {
        return Double.parseDouble(text);
      }
    }
    BigInteger whole = new BigInteger(text);
    if (whole.bitLength() < Integer.SIZE) {
      return whole.intValue();
    }
    if (whole.bitLength() < Long.SIZE) {
      return whole.longValue();
    }
    return whole;
  }
}
