package dev.portreeve.sidecar.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a host, a method and a header's value are read and written. */
class ProxyPartsTest {
  @ParameterizedTest
  @CsvSource({
    "birch.localhost, birch.localhost",
    "BIRCH.Localhost:8000, birch.localhost",
    "birch.localhost., birch.localhost",
    "birch.localhost.:80, birch.localhost",
    "a_b-c, a_b-c",
    "10.0.0.1:65535, 10.0.0.1",
    "[::1]:8000, [::1]",
    "[::ffff:10.0.0.1], [::ffff:10.0.0.1]"
  })
  void of_authority_isItsHost(String authority, String host) {
    assertEquals(host, HostName.of(authority).orElse("none"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        ":80",
        "a..b",
        "a.b..",
        "a b",
        "a,b",
        "a:",
        "a:x",
        "a:123456",
        "a:80:80",
        "[::1",
        "[]",
        "[::1]80",
        "[g]",
        "j\u00fcrgen",
        "a/b",
        "a@b"
      })
  void of_otherText_isNoHost(String authority) {
    assertEquals("none", HostName.of(authority).orElse("none"));
  }

  @Test
  void of_length_isThatOfNames() {
    assertEquals(255, HostName.of("a".repeat(255)).orElse("").length());
    assertEquals("none", HostName.of("a".repeat(256)).orElse("none"));
  }

  @Test
  void isOne_method_isATokenInCapitals() {
    for (String method : List.of("GET", "M-SEARCH", "X1", "A".repeat(40))) {
      assertEquals(true, MethodName.isOne(method), method);
    }
    for (String method : List.of("", "get", "GET ", "GET,PUT", "G@T", "A".repeat(41), "G\u00c9T")) {
      assertEquals(false, MethodName.isOne(method), method);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ana|ana",
        "a b|a%20b",
        "50%|50%25",
        "a,b|a%2Cb",
        "\"|%22",
        "!~|!~",
        "j\u00fcrgen|j%C3%BCrgen",
        "\u007f|%7F"
      })
  void visible_text_isOneHeaderWhoeverReadsIt(String text, String value) {
    assertEquals(value, DecisionHeaders.visible(text));
  }

  @Test
  void visible_lineEnds_areEncoded() {
    assertEquals("a%0D%0Ab%00", DecisionHeaders.visible("a\r\nb\0"));
  }
}
