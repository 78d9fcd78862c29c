package dev.portreeve.sidecar.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.check.Batch;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.symbols.FastPathMiss;
import dev.portreeve.sidecar.symbols.SymbolTable;
import dev.portreeve.sidecar.testing.BothWays;
import dev.portreeve.sidecar.testing.FrameText;
import dev.portreeve.sidecar.testing.ShippedRequests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way through a body finds in it what the general parser does, or leaves it alone. */
class FastJsonReaderTest {
  private static final JsonCheckDecoder DECODER = new JsonCheckDecoder(Limits.DEFAULT);
  private static final JsonBatchDecoder BATCHES = new JsonBatchDecoder(Limits.DEFAULT);
  private static final String PARTS =
      "\"subject\": {\"type\": \"user\", \"id\": \"ana\", \"properties\": {%s}},"
          + " \"action\": {\"name\": \"workspace.create\"},"
          + " \"resource\": {\"type\": \"workspace\", \"id\": \"w1\"}";

  private static ShippedRequests shipped;
  private static SymbolTable words;

  private static final BothWays<Frame> REQUEST =
      new BothWays<>(
          body -> DECODER.plain(body, body.length, words, Instant.EPOCH),
          body -> DECODER.general(body, words.schema(), Instant.EPOCH),
          FrameText::of,
          FastJsonReaderTest::text);
  private static final BothWays<Batch> BATCH =
      new BothWays<>(
          body -> BATCHES.plain(body, words, Instant.EPOCH),
          body -> several(BATCHES.general(body, words.schema(), Instant.EPOCH)),
          FrameText::of,
          FastJsonReaderTest::text);

  @BeforeAll
  static void load() throws IOException {
    shipped = ShippedRequests.load();
    words = new SymbolTable(shipped.schema());
  }

  @Test
  void request_ofEveryCaseAndItsMutants_isDecodedAlike() {
    List<byte[]> bodies =
        shipped.requests().stream().map(request -> bytes(JsonText.of(request))).toList();
    REQUEST.assertAlike(bodies, FastJsonReaderTest::mutant, new Random(11));
  }

  @Test
  void batch_ofCasesAndItsMutants_isDecodedAlike() {
    List<byte[]> bodies = new ArrayList<>();
    for (int i = 0; i + 3 < shipped.requests().size(); i += 3) {
      List<Map<String, Object>> three = shipped.requests().subList(i, i + 3);
      bodies.add(
          bytes(
              "{"
                  + PARTS.formatted("\"signed_in\": true")
                  + ", \"options\": {\"evaluations_semantic\": \"deny_on_first_deny\"}"
                  + ", \"evaluations\": "
                  + JsonText.of(three).replace("]}}]", "]}}, {\"context\": {}}]")
                  + "}"));
    }
    BATCH.assertAlike(bodies, FastJsonReaderTest::mutant, new Random(12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"signed_in\": true, \"team_roles\": [\"admin\", \"user\"]",
        "\"signed_in\":true , \"team_roles\" :[ ]",
        "\"undeclared\": 1, \"other\": [true, {\"a\": {}}]",
        "\"signed_in\": -12, \"team_roles\": 123456789012345678"
      })
  void request_plain_isTaken(String properties) {
    assertTrue(REQUEST.taken(bytes("\n{" + PARTS.formatted(properties) + "\t}\r\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"signed_in\": null",
        "\"signed_in\": 1.0",
        "\"signed_in\": 1e3",
        "\"signed_in\": 01",
        "\"signed_in\": -",
        "\"signed_in\": 1234567890123456789",
        "\"signed_in\": tru",
        "\"signed_in\": truE",
        "\"signed_in\": true,",
        "\"signed_in\" true",
        "\"signed_in\": \"\\u0041\"",
        "\"signed_in\": \"\u00e4\"",
        "\"signed_in\": \"\u0001\"",
        "\"signed_in\": true, \"signed_in\": true",
        "\"undeclared\": 1, \"undeclared\": 2",
        "\"undeclared\": {\"a\": 1, \"a\": 2}",
        "\"team_roles\": [\"admin\",]",
        "\"team_roles\": [\"admin\" \"user\"]",
        "\"team_roles\": [[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]",
        "\"signed_in\":\u000b true"
      })
  void request_notPlain_isLeftToTheGeneralParser(String properties) {
    byte[] body = bytes("{" + PARTS.formatted(properties) + "}");
    assertThrows(FastPathMiss.class, () -> DECODER.plain(body, body.length, words, Instant.EPOCH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"subject\": {\"type\": \"user\", \"id\": \"a\"}}",
        "{} x",
        "[]",
        "{",
        "",
        "{}}"
      })
  void request_incompleteOrNoObject_isLeftToTheGeneralParser(String body) {
    byte[] bytes = bytes(body);
    assertThrows(
        FastPathMiss.class, () -> DECODER.plain(bytes, bytes.length, words, Instant.EPOCH));
  }

  @Test
  void request_followedByLeftovers_isReadToItsEndOnly() throws Exception {
    byte[] whole = bytes("{" + PARTS.formatted("\"floor\": 3") + "}");
    byte[] longer = Arrays.copyOf(whole, whole.length + 40);
    Arrays.fill(longer, whole.length, longer.length, (byte) '}');
    Frame wanted = DECODER.plain(whole, whole.length, words, Instant.EPOCH);
    Frame found = DECODER.plain(longer, whole.length, words, Instant.EPOCH);
    assertEquals(FrameText.of(wanted), FrameText.of(found));
    for (int cut = 0; cut < whole.length; cut++) {
      int length = cut;
      assertThrows(FastPathMiss.class, () -> DECODER.plain(longer, length, words, Instant.EPOCH));
    }
  }

  @Test
  void request_nestedDeeperThanALowLimit_isRefused() {
    Limits low = new Limits(1 << 10, 1 << 10, 10, 4);
    byte[] body = bytes("{" + PARTS.formatted("\"team_roles\": [[]]") + "}");
    assertThrows(
        RequestTooLarge.class, () -> new JsonCheckDecoder(low).decode(body, words, Instant.EPOCH));
  }

  private static Batch several(JsonBatchDecoder.Decoded decoded) {
    return ((JsonBatchDecoder.Decoded.Several) decoded).batch();
  }

  /** The body with one to three small changes. */
  private static byte[] mutant(byte[] body, Random random) {
    StringBuilder text = new StringBuilder(text(body));
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(text.length());
      int other = random.nextInt(text.length());
      switch (random.nextInt(6)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(256));
        case 1 -> text.insert(at, " {}[],:\"\\0-.tn".charAt(random.nextInt(14)));
        case 2 -> text.deleteCharAt(at);
        case 3 -> text.insert(at, text.substring(Math.min(at, other), Math.max(at, other)));
        case 4 -> text.setCharAt(at, text.charAt(other));
        default -> text.setCharAt(at, (char) (text.charAt(at) ^ 1 << random.nextInt(7)));
      }
      if (text.isEmpty()) {
        text.append('{');
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.ISO_8859_1);
  }
}
