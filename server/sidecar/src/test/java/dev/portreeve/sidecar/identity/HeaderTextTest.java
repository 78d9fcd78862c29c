package dev.portreeve.sidecar.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderTextTest {
  private static List<String> read(String... values) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (String value : values) {
      headers.add("x-user", value);
    }
    return new HeaderText(headers).all("x-user");
  }

  /** As Netty hands it on: a character for each byte. */
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @Test
  void all_textsInUtf8_areDecodedEach() {
    assertEquals(List.of("ana", "jos\u00e9", "\u007f"), read("ana", bytes("jos\u00e9"), "\u007f"));
    assertEquals(List.of("\u0080"), read(bytes("\u0080")));
    assertEquals(List.of(), read());
  }

  @Test
  void all_bytesThatAreNoUtf8_areRefused() {
    assertThrows(UnreadableHeader.class, () -> read("\u0080"));
    assertThrows(UnreadableHeader.class, () -> read("ana", "jos\u00e9"));
  }
}
