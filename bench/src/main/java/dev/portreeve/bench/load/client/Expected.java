package dev.portreeve.bench.load.client;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer that a call gets each time, byte for byte but for what names a version or an answer: a
 * hash of a policy set, and Cerbos's id of a call.
 */
public final class Expected {
  private static final Pattern NAMES = Pattern.compile("[0-9a-f]{32,}|[0-9A-HJKMNP-TV-Z]{26}");

  private final byte[] answer;
  private final boolean[] open;

  private Expected(byte[] answer) {
    this.answer = answer;
    this.open = new boolean[answer.length];
    Matcher names = NAMES.matcher(new String(answer, StandardCharsets.ISO_8859_1));
    while (names.find()) {
      for (int i = names.start(); i < names.end(); i++) {
        open[i] = true;
      }
    }
  }

  /** What is like an answer that was seen to be right. */
  public static Expected like(byte[] answer) {
    return new Expected(answer);
  }

  int length() {
    return answer.length;
  }

  /** The answer that was seen. */
  public byte[] seen() {
    return answer.clone();
  }

  /** Whether an answer is the same. */
  public boolean matches(byte[] bytes, int from, int length) {
    if (length != answer.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[from + i] != answer[i] && !open[i]) {
        return false;
      }
    }
    return true;
  }
}
