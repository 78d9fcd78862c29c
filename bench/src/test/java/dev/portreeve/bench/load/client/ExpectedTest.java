package dev.portreeve.bench.load.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExpectedTest {
  private static final String ANSWER = "{\"decision\":true,\"version\":\"%s\"}";

  private static boolean matches(String answer) {
    Expected expected = Expected.like(bytes(ANSWER.formatted("0123456789abcdef".repeat(4))));
    byte[] amid = bytes("--" + answer + "--");
    return expected.matches(amid, 2, answer.length());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void matches_anotherVersion_isTheSame() {
    assertTrue(matches(ANSWER.formatted("fedcba9876543210".repeat(4))));
  }

  @Test
  void matches_anotherDecisionOfTheSameLength_isWrong() {
    assertFalse(matches(ANSWER.formatted("0123456789abcdef".repeat(4)).replace("true", "nope")));
  }

  @Test
  void matches_shorter_isWrong() {
    assertFalse(matches(ANSWER.formatted("0123456789abcdef".repeat(3))));
  }
}
