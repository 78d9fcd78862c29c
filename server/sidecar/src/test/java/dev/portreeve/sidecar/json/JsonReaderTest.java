package dev.portreeve.sidecar.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.symbols.SymbolTable;
import dev.portreeve.sidecar.testing.BothWays;
import dev.portreeve.sidecar.testing.FrameText;
import dev.portreeve.sidecar.testing.MapFrames;
import dev.portreeve.sidecar.testing.Seeds;
import dev.portreeve.sidecar.testing.ShippedRequests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader finds in a body what Jackson does, and refuses what Jackson or the JDK refuses. */
class JsonReaderTest {
  private static final JsonCheckDecoder DECODER = new JsonCheckDecoder(Limits.DEFAULT);
  private static final JsonBatchDecoder BATCHES = new JsonBatchDecoder(Limits.DEFAULT);
  private static final String PARTS =
      "\"subject\": {\"type\": \"user\", \"id\": \"ana\", \"properties\": {%s}},"
          + " \"action\": {\"name\": \"workspace.create\"},"
          + " \"resource\": {\"type\": \"workspace\", \"id\": \"w1\"}";

  private static ShippedRequests shipped;
  private static SymbolTable symbols;
  private static MapFrames oracle;

  static final BothWays CHECK =
      new BothWays(
          body -> FrameText.of(DECODER.decode(body, body.length, symbols, Instant.EPOCH)),
          body -> oracle.check(JacksonBodies.read(body)),
          JsonReaderTest::text);
  static final BothWays BATCH =
      new BothWays(
          body -> FrameText.of(BATCHES.decode(body, body.length, symbols, Instant.EPOCH)),
          body -> oracle.batch(JacksonBodies.read(body)),
          JsonReaderTest::text);

  @BeforeAll
  static void load() throws IOException {
    shipped = ShippedRequests.load();
    symbols = new SymbolTable(shipped.schema());
    oracle = new MapFrames(symbols, Limits.DEFAULT);
  }

  @Test
  void approval_nameWrittenWithEscapes_statesNoFact() throws RequestRefused {
    for (String name : new String[] {"approval", "appro\\u0076al"}) {
      byte[] body =
          ("{\"subject\": {\"type\": \"user\", \"id\": \"ana\"},"
                  + " \"action\": {\"name\": \"workspace.create\"},"
                  + " \"resource\": {\"type\": \"workspace\", \"id\": \"w1\"},"
                  + " \"context\": {\""
                  + name
                  + "\": {\"granted\": true}}}")
              .getBytes(StandardCharsets.UTF_8);
      Frame frame = DECODER.decode(body, body.length, symbols, Instant.EPOCH);
      assertNull(frame.value(symbols.schema().slot(Entity.CONTEXT, Schema.APPROVAL)), name);
    }
  }

  @Test
  void fulfil_nameWrittenWithEscapes_isTheSameWish() throws RequestRefused {
    for (String name : new String[] {"fulfil", "ful\\u0066il"}) {
      String text =
          "{\"subject\": {\"type\": \"user\", \"id\": \"ana\"},"
              + " \"action\": {\"name\": \"workspace.create\"},"
              + " \"resource\": {\"type\": \"workspace\", \"id\": \"w1\"},"
              + " \"context\": {\""
              + name
              + "\": true}}";
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      assertTrue(DECODER.decode(body, body.length, symbols, Instant.EPOCH).fulfils(), name);
    }
  }

  @Test
  void request_ofEveryCaseAndItsMutants_isDecodedAlike() {
    List<byte[]> bodies =
        shipped.requests().stream().map(request -> bytes(JsonText.of(request))).toList();
    CHECK.assertAlike(bodies, JsonReaderTest::mutant, Seeds.fresh());
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
                  + ", \"options\": {\"evaluations_semantic\": \"deny_on_first_deny\","
                  + " \"merge_defaults\": "
                  + (i % 2 == 0)
                  + ", \"context\": \"reason\"}"
                  + ", \"evaluations\": "
                  + JsonText.of(three).replace("]}}]", "]}}, {\"context\": {}}]")
                  + "}"));
    }
    BATCH.assertAlike(bodies, JsonReaderTest::mutant, Seeds.fresh());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"signed_in\": true, \"team_roles\": [\"admin\", \"user\"]",
        "\"signed_in\":true , \"team_roles\" :[ ]",
        "\"undeclared\": 1, \"other\": [true, {\"a\": {}}]",
        "\"signed_in\": -12, \"team_roles\": 123456789012345678",
        "\"signed_in\": 1234567890123456789, \"team_roles\": 98765432109876543210",
        "\"signed_in\": -0, \"team_roles\": -0.0",
        "\"signed_in\": 1e3, \"team_roles\": [1.5E-3, 2e+2, 1e999]",
        "\"signed_in\": null",
        "\"signed_\\u0069n\": true",
        "\"groups\": [\"gr\u00fc\u00dfe\", \"\ud83d\ude00\", \"\\ud83d\\ude00\", \"\ufffd\"]",
        "\"groups\": [\"\\\"\\\\\\/\\b\\f\\n\\r\\t\", \"\u007f\"]",
        "\"gr\u00fc\u00dfe\": {\"\u00e4\": 1}"
      })
  void check_whateverIsJson_isTaken(String properties) {
    assertTrue(CHECK.taken(bytes("\n{" + PARTS.formatted(properties) + "\t}\r\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"signed_in\": 01",
        "\"signed_in\": -",
        "\"signed_in\": 1.",
        "\"signed_in\": .5",
        "\"signed_in\": 1e",
        "\"signed_in\": +1",
        "\"signed_in\": 0x1",
        "\"signed_in\": NaN",
        "\"signed_in\": tru",
        "\"signed_in\": truE",
        "\"signed_in\": true,",
        "\"signed_in\" true",
        "\"signed_in\": \"\u0001\"",
        "\"signed_in\": \"\\x\"",
        "\"signed_in\": \"\\u00g0\"",
        "\"signed_in\": \"\\uff\uff11\uff11\"",
        "\"signed_in\": \"\\ud83d\"",
        "\"undeclared\": \"\\ude00\\ud83d\"",
        "\"signed_in\": true, \"signed_in\": true",
        "\"signed_in\": true, \"signed_\\u0069n\": true",
        "\"undeclared\": 1, \"undeclared\": 2",
        "\"undeclared\": {\"a\": 1, \"a\": 2}",
        "\"undeclared\": {\"\u00e4\": 1, \"\\u00e4\": 2}",
        "\"team_roles\": [\"admin\",]",
        "\"team_roles\": [\"admin\" \"user\"]",
        "\"signed_in\":\u000b true",
        "\"signed_in\":\u00a0true",
        "signed_in: true",
        "'signed_in': true",
        "\"signed_in\": true /* yes */"
      })
  void check_whatIsNot_isRefused(String properties) {
    assertFalse(CHECK.taken(bytes("{" + PARTS.formatted(properties) + "}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c1 a3",
        "e0 81 a1",
        "c0 80",
        "f0 80 81 a1",
        "ed a0 80",
        "ed b0 80",
        "f4 90 80 80",
        "80",
        "c3",
        "e2 82",
        "ff",
        "fe",
        "f8 88 80 80 80"
      })
  void check_notUtf8Anywhere_isRefused(String hex) {
    String wrong =
        new String(HexFormat.ofDelimiter(" ").parseHex(hex), StandardCharsets.ISO_8859_1);
    String whole = "{" + PARTS.formatted("\"groups\": [\"qa\"], \"undeclared\": \"x\"") + "}";
    for (String word : List.of("ana", "user", "workspace.create", "w1", "qa", "undeclared", "x")) {
      String text = whole.replace("\"" + word + "\"", "\"" + word + wrong + "\"");
      byte[] body = text.getBytes(StandardCharsets.ISO_8859_1);
      assertFalse(CHECK.taken(body), () -> word + " " + hex);
      RequestRefused refused =
          assertThrows(
              RequestRefused.class,
              () -> DECODER.decode(body, body.length, symbols, Instant.EPOCH));
      assertTrue(refused.problem().startsWith("not valid UTF-8 at line 1, "), refused::problem);
    }
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
  void check_incompleteOrNoObject_isRefused(String body) {
    assertFalse(CHECK.taken(bytes(body)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EFBBBF7B7D     | byte order mark",
        "1F8B08000000   | gzip",
        "FEFF007B007D   | UTF-16",
        "FFFE7B007D00   | UTF-16",
        "7B007D00       | UTF-16",
        "007B007D       | UTF-16",
      })
  void check_otherThanUtf8Text_saysWhatItIs(String hex, String wanted) {
    byte[] body = HexFormat.of().parseHex(hex);
    RequestRefused refused =
        assertThrows(
            RequestRefused.class, () -> DECODER.decode(body, body.length, symbols, Instant.EPOCH));
    assertTrue(refused.problem().contains(wanted), refused::problem);
  }

  @Test
  void check_followedByLeftovers_isReadToItsEndOnly() throws Exception {
    byte[] whole = bytes("{" + PARTS.formatted("\"signed_in\": 3") + "}");
    byte[] longer = Arrays.copyOf(whole, whole.length + 40);
    Arrays.fill(longer, whole.length, longer.length, (byte) '}');
    Frame wanted = DECODER.decode(whole, whole.length, symbols, Instant.EPOCH);
    Frame found = DECODER.decode(longer, whole.length, symbols, Instant.EPOCH);
    assertEquals(FrameText.of(wanted), FrameText.of(found));
    for (int cut = 0; cut < whole.length; cut++) {
      int length = cut;
      assertThrows(
          RequestRefused.class, () -> DECODER.decode(longer, length, symbols, Instant.EPOCH));
    }
  }

  @Test
  void check_nestedAsDeepAsAllowedAndDeeper_isTakenAndRefused() {
    for (String place : List.of("signed_in", "undeclared")) {
      String most = "[".repeat(29) + "]".repeat(29);
      String more = "{\"a\":".repeat(30) + "1" + "}".repeat(30);
      String wild = "[{\"a\":".repeat(20_000);
      assertTrue(CHECK.taken(bytes("{" + PARTS.formatted("\"" + place + "\":" + most) + "}")));
      for (String deep : List.of("[" + most + "]", more)) {
        byte[] body = bytes("{" + PARTS.formatted("\"" + place + "\":" + deep) + "}");
        assertFalse(CHECK.taken(body));
        assertThrows(
            RequestTooLarge.class, () -> DECODER.decode(body, body.length, symbols, Instant.EPOCH));
      }
      byte[] body = bytes("{" + PARTS.formatted("\"" + place + "\":" + wild) + "}");
      assertThrows(
          RequestRefused.class, () -> DECODER.decode(body, body.length, symbols, Instant.EPOCH));
    }
  }

  @Test
  void batch_itemTooDeep_isThatItemsErrorWherever() throws Exception {
    String deep = "[".repeat(31) + "]".repeat(31);
    for (String item :
        List.of(
            "{" + PARTS.formatted("\"signed_in\": " + deep) + "}",
            "{\"x\": " + deep + "," + PARTS.formatted("") + "}",
            deep)) {
      String good = "{" + PARTS.formatted("") + "}";
      byte[] body = bytes("{\"evaluations\": [" + good + "," + item + "," + good + "]}");
      List<String> found = FrameText.of(BATCHES.decode(body, body.length, symbols, Instant.EPOCH));
      assertEquals("refused", found.get(2), item);
      assertEquals(found.get(1), found.get(3));
      assertTrue(BATCH.taken(body));
    }
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
