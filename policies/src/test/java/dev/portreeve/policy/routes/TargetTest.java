package dev.portreeve.policy.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TargetTest {
  static Stream<String> targets() throws IOException {
    try (InputStream in = TargetTest.class.getResourceAsStream("/routes/targets.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("# "))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void of_listedTarget_isReadAsListed(String line) {
    String[] halves = line.split(" +(?=[=!]( |$))", 2);
    assertEquals(halves[1], shown(Target.of(halves[0])));
  }

  @Test
  void of_rawControlCharacter_isRefused() {
    assertInstanceOf(Target.Refused.class, Target.of("/a\u0000b"));
    assertInstanceOf(Target.Refused.class, Target.of("/a b"));
    assertInstanceOf(Target.Refused.class, Target.of("/a\r\nb"));
  }

  @Test
  void of_tooLong_isRefused() {
    assertInstanceOf(Target.Canonical.class, Target.of("/" + "a".repeat(Target.MAX_LENGTH - 1)));
    assertInstanceOf(Target.Refused.class, Target.of("/" + "a".repeat(Target.MAX_LENGTH)));
  }

  @Test
  void values_ofQuery_areDecodedInOrder() {
    String query = "a=1&b=x%20y+z&a=2&%61=3&flag&c=%zz";
    assertEquals(List.of("1", "2", "3"), QueryText.values(query, "a"));
    assertEquals(List.of("x y z"), QueryText.values(query, "b"));
    assertEquals(List.of(""), QueryText.values(query, "flag"));
    assertEquals(List.of("%zz"), QueryText.values(query, "c"));
    assertEquals(List.of(), QueryText.values(query, "d"));
  }

  private static String shown(Target target) {
    return target instanceof Target.Canonical canonical
        ? ("= " + String.join(" | ", canonical.segments())).strip()
        : "! " + ((Target.Refused) target).why();
  }
}
