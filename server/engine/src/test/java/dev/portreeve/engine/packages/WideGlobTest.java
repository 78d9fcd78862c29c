package dev.portreeve.engine.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Globs of more tokens than a word has bits, against regular expressions. */
class WideGlobTest {
  private final long seed = Long.getLong("packages.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @Test
  void matches_longRandomGlobs_agreesWithARegularExpression() {
    int matches = 0;
    for (int i = 0; i < 4000; i++) {
      String text = text(80 + random.nextInt(130));
      String glob = glob(text);
      String asked = random.nextBoolean() ? text : oneOff(text);
      boolean expected = Pattern.matches(regex(glob), asked);
      String why = "seed " + seed + ": " + glob + " on " + asked;
      Glob compiled = Glob.compile(glob, 0, glob.length());
      assertEquals(expected, compiled.matches(asked, Span.of(0, asked.length())), why);
      matches += expected ? 1 : 0;
    }
    assertTrue(matches > 400 && matches < 3600, matches + " matches, seed " + seed);
  }

  @Test
  void compile_moreThan63Tokens_isWide() {
    assertInstanceOf(NarrowGlob.class, compile("?".repeat(63)));
    assertInstanceOf(WideGlob.class, compile("?".repeat(64)));
    assertThrows(IllegalArgumentException.class, () -> compile("?".repeat(256)));
  }

  private static Glob compile(String glob) {
    return Glob.compile(glob, 0, glob.length());
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(i == length / 2 ? '/' : (char) ('a' + random.nextInt(2)));
    }
    return text.toString();
  }

  private String oneOff(String text) {
    int at = random.nextInt(text.length());
    return text.substring(0, at) + (random.nextBoolean() ? "c" : "") + text.substring(at + 1);
  }

  /* A star in place of two characters at most, or a question mark in place of one, a few times. */
  private String glob(String text) {
    StringBuilder glob = new StringBuilder(text);
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(glob.length() - 1);
      switch (random.nextInt(3)) {
        case 0 -> glob.replace(at, at + 1, "?");
        case 1 -> glob.replace(at, at + random.nextInt(3), "*");
        default -> glob.replace(at, at + random.nextInt(3), "**");
      }
    }
    return glob.replace(glob.length() - 1, glob.length(), "?*").toString();
  }

  private static String regex(String glob) {
    return glob.replace("**", "#").replace("*", "[^/]*").replace("?", "[^/]").replace("#", ".*");
  }
}
