package dev.portreeve.engine.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portreeve.engine.testing.CorpusMutants;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Any text for a request target. */
class RoutesFuzzTest {
  private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final RouteMap MAP =
      RouteSets.load(
              """
              routes:
                - {path: "/doors/{id}/open", method: POST, action: door.open, resource: {id: {path: id}}}
                - {path: "/files/{rest...}", method: GET, action: door.close, resource: {id: {path: rest}}}
              """)
          .routes();

  @FuzzTest
  void target_anyText_hasOneMeaningOrIsRefused(byte[] bytes) {
    String raw = "/" + new String(bytes, UTF_8);
    if (CheckTemplate.of(raw) instanceof CheckTemplate.Canonical canonical) {
      canonical.segments().forEach(RoutesFuzzTest::checkSegment);
      assertEquals(
          canonical.segments(),
          assertInstanceOf(
                  CheckTemplate.Canonical.class, CheckTemplate.of(encoded(canonical.segments())))
              .segments());
      for (String method : List.of("GET", "POST")) {
        MAP.match(method, "", canonical);
        MAP.resembles(method, canonical);
      }
    }
  }

  @Test
  void mutants_ofTheInputs_holdToo() {
    CorpusMutants.feed(
        RoutesFuzzTest.class,
        "target_anyText_hasOneMeaningOrIsRefused",
        20_000,
        this::target_anyText_hasOneMeaningOrIsRefused);
  }

  /** Nothing that a server would drop, climb up by, cut off or decode once more. */
  private static void checkSegment(String segment) {
    assertFalse(segment.isEmpty() || segment.matches("\\.+"), segment);
    assertFalse(segment.chars().anyMatch(c -> c < ' ' || "/\\;".indexOf(c) >= 0), segment);
    assertFalse(ENCODED.matcher(segment).find(), segment);
  }

  private static String encoded(List<String> segments) {
    StringBuilder path = new StringBuilder();
    for (String segment : segments) {
      path.append("/%").append(HexFormat.ofDelimiter("%").formatHex(segment.getBytes(UTF_8)));
    }
    return path.isEmpty() ? "/" : path.toString();
  }
}
