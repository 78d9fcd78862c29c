package dev.portreeve.engine.routes;

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

class CheckTemplateTest {
  static Stream<String> targets() throws IOException {
    try (InputStream in = CheckTemplateTest.class.getResourceAsStream("/routes/targets.txt")) {
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
    assertEquals(halves[1], shown(CheckTemplate.of(halves[0])));
  }

  @Test
  void of_rawControlCharacter_isRefused() {
    assertInstanceOf(CheckTemplate.Refused.class, CheckTemplate.of("/a\u0000b"));
    assertInstanceOf(CheckTemplate.Refused.class, CheckTemplate.of("/a b"));
    assertInstanceOf(CheckTemplate.Refused.class, CheckTemplate.of("/a\r\nb"));
  }

  @Test
  void of_tooLong_isRefused() {
    assertInstanceOf(
        CheckTemplate.Canonical.class,
        CheckTemplate.of("/" + "a".repeat(CheckTemplate.MAX_LENGTH - 1)));
    assertInstanceOf(
        CheckTemplate.Refused.class, CheckTemplate.of("/" + "a".repeat(CheckTemplate.MAX_LENGTH)));
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

  private static String shown(CheckTemplate target) {
    return target instanceof CheckTemplate.Canonical canonical
        ? ("= " + String.join(" | ", canonical.segments())).strip()
        : "! " + ((CheckTemplate.Refused) target).why();
  }
}
