package dev.portreeve.sidecar.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.testing.DoorSchema;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of the reader of JSON, each alone. */
class JsonPiecesTest {
  private static final int DEPTH = 5;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonReader reader(String text) {
    return new JsonReader(bytes(text), bytes(text).length, DoorSchema.SYMBOLS, DEPTH);
  }

  private static Object value(String text) throws RequestRefused {
    return reader(text).value(0);
  }

  private static String refused(String text) {
    RequestRefused refused = assertThrows(RequestRefused.class, () -> value(text), text);
    return refused.field() + ": " + refused.problem();
  }

  @Test
  void value_number_isTheSmallestThatHoldsIt() throws RequestRefused {
    for (String end : List.of("", " ", ",", "]", "}", "\n")) {
      assertEquals(0, value("0" + end));
      assertEquals(0, value("-0" + end));
      assertEquals(-12, value("-12" + end));
      assertEquals(9, value("9" + end));
      assertEquals(Integer.MAX_VALUE, value("2147483647" + end));
      assertEquals(2_147_483_648L, value("2147483648" + end));
      assertEquals(Integer.MIN_VALUE, value("-2147483648" + end));
      assertEquals(-2_147_483_649L, value("-2147483649" + end));
      assertEquals(999_999_999_999_999_999L, value("999999999999999999" + end));
      assertEquals(Long.MAX_VALUE, value("9223372036854775807" + end));
      assertEquals(new BigInteger("9223372036854775808"), value("9223372036854775808" + end));
      assertEquals(1.5, value("1.5" + end));
      assertEquals(0.25, value("0.25" + end));
      assertEquals(-0.0, value("-0.0" + end));
      assertEquals(1_000.0, value("1e3" + end));
      assertEquals(1_000.0, value("1E+3" + end));
      assertEquals(0.19, value("1.9e-1" + end));
      assertEquals(7.0, value("7e0" + end));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-",
        "01",
        "-01",
        "00",
        "1.",
        "1.e3",
        ".5",
        "1e",
        "1e+",
        "1e-",
        "+1",
        "x",
        "-x",
        "1.x",
        "1ex",
        "0123456789012345678"
      })
  void value_almostANumber_isRefusedOrEndsBefore(String text) {
    JsonReader json = reader(text);
    try {
      Object unused = json.value(0);
      // What is read is a number; whatever is left of the text is no end of a value.
      assertThrows(MalformedRequest.class, json::more, text);
    } catch (RequestRefused e) {
      assertEquals("not JSON at line 1, column 1", e.problem());
    }
  }

  @Test
  void value_numberOfAThousandDigits_isTakenAndALongerOneNot() throws RequestRefused {
    assertEquals(new BigInteger("9".repeat(1_000)), value("9".repeat(1_000)));
    assertEquals(": a number is longer than 1000 characters", refused("9".repeat(1_001)));
    assertEquals(1.5, value(" ".repeat(1_500) + "1.5"), "wherever it stands");
  }

  @Test
  void end_ofANumber_isBehindItsLastDigit() {
    String text = "x12.5e+7,";
    byte[] in = bytes(text);
    assertEquals(8, JsonNumber.end(in, 1, in.length));
    assertEquals(5, JsonNumber.end(in, 1, 5));
    assertEquals(1, JsonNumber.end(in, 1, 4), "no digit behind the point");
    assertEquals(1, JsonNumber.end(in, 1, 6), "no digit behind the e");
    assertEquals(1, JsonNumber.end(in, 1, 7), "no digit behind the sign");
    assertEquals(3, JsonNumber.end(in, 1, 3));
    assertEquals(0, JsonNumber.end(in, 0, in.length));
    assertEquals(9, JsonNumber.end(in, 9, in.length));
    assertEquals(1, JsonNumber.end(bytes("0123"), 0, 4), "a zero ends it");
  }

  @Test
  void value_literal_isReadWhole() throws RequestRefused {
    assertEquals(true, value("true"));
    assertEquals(false, value(" false "));
    assertEquals(JsonNull.INSTANCE, value("\tnull"));
    assertEquals(": not JSON at line 1, column 4", refused("trux"));
    assertEquals(": not JSON at line 1, column 4", refused("fal"));
    assertEquals(": not JSON at line 1, column 1", refused("nonsense".substring(1)));
    assertEquals(": not JSON at line 1, column 1", refused(" ".repeat(0)));
    assertEquals(": not JSON at line 2, column 3", refused("\n  "));
  }

  @Test
  void value_string_isWithoutItsEscapes() throws RequestRefused {
    assertEquals("", value("\"\""));
    assertEquals("ana", value("\"ana\""));
    assertEquals("\"\\/\b\f\n\r\t", value("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""));
    assertEquals("a\u00e9b", value("\"a\\u00e9b\""));
    assertEquals("\u00e9", value("\"\\u00E9\""));
    assertEquals("\ud83d\ude00!", value("\"\\ud83d\\uDe00!\""));
    assertEquals("gr\u00fc\u00dfe", value("\"gr\u00fc\u00dfe\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "\"a                | : not JSON at line 1, column 3",
        "\"a\\              | : not JSON at line 1, column 4",
        "\"\\x\"            | : not JSON at line 1, column 1",
        "\"\\u12\"          | : not JSON at line 1, column 1",
        "\"\\u12g4\"        | : not JSON at line 1, column 1",
        "\"\\ud83d\"        | : `` holds an unpaired surrogate",
        "\"\\ud83dx\"       | : `` holds an unpaired surrogate",
        "\"\\ude00\\ud83d\" | : `` holds an unpaired surrogate",
        "{\"a\":\"\\ud83d\"}| a: `a` holds an unpaired surrogate",
      })
  void value_stringThatIsNone_isRefusedWhereItStands(String text, String said) {
    assertEquals(said, refused(text));
  }

  @Test
  void value_controlCharacter_isRefusedWhereItStands() throws RequestRefused {
    assertEquals(": not JSON at line 1, column 3", refused("\"a\u001fb\""));
    assertEquals(": not JSON at line 1, column 3", refused("\"a\u0000b\""));
    assertEquals("a\u0000", value("\"a\\u0000\""));
    assertEquals("\u007f", value("\"\u007f\""));
  }

  @Test
  void value_notUtf8_saysWhereTheStringBegins() {
    byte[] body = {' ', '"', (byte) 0xc3, '"'};
    JsonReader json = new JsonReader(body, body.length, DoorSchema.SYMBOLS, DEPTH);
    MalformedRequest refused = assertThrows(MalformedRequest.class, () -> json.value(0));
    assertEquals("not valid UTF-8 at line 1, column 2", refused.problem());
  }

  @Test
  void unescape_cutAnywhere_isNone() {
    assertEquals("ab", JsonString.unescape("ab"));
    assertEquals("a\nb\u00e9", JsonString.unescape("a\\nb\\u00e9"));
    for (String cut : List.of("\\", "a\\", "\\u", "\\u0", "\\u00", "\\u00e", "\\q", "\\uff1")) {
      assertEquals(null, JsonString.unescape(cut), cut);
    }
    assertEquals(null, JsonString.unescape("\\u00\uff11\uff11"), "digits of another script");
  }

  @Test
  void pairsSurrogates_halves_areNone() {
    assertTrue(JsonString.pairsSurrogates("a\ud83d\ude00\ud83d\ude00b"));
    assertFalse(JsonString.pairsSurrogates("a\ud83d"));
    assertFalse(JsonString.pairsSurrogates("\ud83da"));
    assertFalse(JsonString.pairsSurrogates("\ude00\ud83d"));
    assertFalse(JsonString.pairsSurrogates("\ud83d\ude00\ude00"));
  }

  @Test
  void end_ofAString_isItsQuoteOrWhatIsWrong() {
    byte[] in = bytes("ab\\\"c\"d");
    assertEquals(5, JsonString.end(in, 0, in.length));
    assertEquals(-5 - 1, JsonString.end(in, 0, 5));
    assertEquals(-1 - 1, JsonString.end(bytes("a\tb\""), 0, 4));
    assertEquals(1, JsonString.end(bytes(" \""), 0, 2));
    assertEquals(1, JsonString.end(bytes("\u007f\""), 0, 2));
    assertEquals(2, JsonString.end(bytes("\u00fc\""), 0, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"a\":X                                  | a",
        "{\"a\":1,\"b\":{\"c\":[1,{\"d\":X         | b.c[1].d",
        "{\"a\":{\"x\":1},\"b\":X                  | b",
        "[X                                        | [0]",
        "[1,[2],X                                  | [2]",
        "{\"a\":[],\"b\":[[1],[X                   | b[1][0]",
        "{\"a\":\"{[,\",\"b\":X                    | b",
        "{\"a\":\"\\\"\",\"b\":X                   | b",
        "{\"\\u0061\":X                            | a",
        "{\"\\q\":X                                | \\q",
        "{\"a\":1}}]X                              | ''",
        "{X                                        | ''",
        "{\"a\":1,X                                | a",
        "{\"a\":\"b\",\"c\":\"dX                   | c",
      })
  void place_path_isWhatLeadsThere(String text, String path) {
    int at = text.indexOf('X');
    assertEquals(path.equals("''") ? "" : path, JsonPlace.of(bytes(text), at).path());
  }

  @Test
  void place_position_countsLinesAndBytes() {
    assertEquals("at line 1, column 1", JsonPlace.of(bytes("{}"), 0).position());
    assertEquals("at line 1, column 3", JsonPlace.of(bytes("{} "), 2).position());
    assertEquals("at line 3, column 2", JsonPlace.of(bytes("{\n\n }"), 4).position());
    assertEquals("at line 1, column 6", JsonPlace.of(bytes("{\"\u00fc\"}"), 5).position());
  }

  @Test
  void value_listsAndObjects_areReadToTheLastLevelAllowed() throws RequestRefused {
    assertEquals(List.of(), value("[ ]"));
    assertEquals(Map.of(), value("{ }"));
    assertEquals(List.of(1, List.of("a"), 2), value("[1 , [\"a\"] ,2]"));
    assertEquals(
        Map.of("a", Map.of("b", true), "c", List.of()), value("{\"a\":{\"b\":true},\"c\" : []}"));
    JsonReader json = reader("[[[[[1]]]]]");
    assertEquals(List.of(List.of(List.of(List.of(List.of(1))))), json.value(0));
    assertFalse(json.wentTooDeep());
  }

  @Test
  void value_deeperThanAllowed_isReadOverAndNoted() throws RequestRefused {
    for (String deep : List.of("[[1,{\"]\":\"}\"}],{}]", "{\"a\":[\"[\", {} ],\"b\":1}")) {
      JsonReader json = reader("[[[[[" + deep + ",7]]]]],");
      List<?> list = (List<?>) json.value(0);
      while (list.size() == 1) {
        list = (List<?>) list.get(0);
      }
      assertEquals(7, list.get(1));
      assertTrue(json.wentTooDeep());
      assertFalse(json.wentTooDeep(), "it is told once");
      assertTrue(json.more());
    }
    assertThrows(MalformedRequest.class, () -> value("[".repeat(DEPTH + 1) + "[\"\\x\"]"));
    assertThrows(MalformedRequest.class, () -> value("[".repeat(DEPTH + 3)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "[1 2]              | [0]: not JSON at line 1, column 4",
        "[1}                | [0]: not JSON at line 1, column 3",
        "[,1]               | [0]: not JSON at line 1, column 2",
        "{\"a\" 1}          | a: not JSON at line 1, column 6",
        "{\"a\":1]          | a: not JSON at line 1, column 7",
        "{\"a\":1 \"b\":2}  | a: not JSON at line 1, column 8",
        "{a:1}              | : not JSON at line 1, column 2",
        "{\"a\":1,\"a\":2}  | a: `a` is given twice",
        "{\"x\":{\"a\":1,\"\\u0061\":2}} | x.a: `x.a` is given twice",
      })
  void value_notJson_saysWhere(String text, String said) {
    assertEquals(said, refused(text));
  }

  @Test
  void begin_bodyThatIsNoObject_isCalledWhatItIs() throws RequestRefused {
    reader(" \t\r\n{").begin();
    assertEquals("the body is empty", begun(""));
    assertEquals("the body is empty", begun(" \n"));
    assertEquals("the body must be a JSON object", begun("[]"));
    assertEquals("the body must be a JSON object", begun(" \"{\""));
    assertEquals("not JSON at line 1, column 1", begun("subject"));
    assertEquals("not JSON at line 1, column 1", begun("\f{"));
  }

  private static String begun(String body) {
    return assertThrows(RequestRefused.class, () -> reader(body).begin()).problem();
  }

  @Test
  void end_anythingButBlanks_isRefused() throws RequestRefused {
    reader(" \t\r\n").end();
    reader("").end();
    for (String rest : List.of("x", "  }", "\f", "\u00a0")) {
      MalformedRequest refused = assertThrows(MalformedRequest.class, () -> reader(rest).end());
      assertEquals("something follows the JSON object", refused.problem());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "efbbbf7b, byte order mark",
    "1f8b, gzip",
    "fefd, ''",
    "feff, UTF-16",
    "fffe, UTF-16",
    "007b, UTF-16",
    "7b00, UTF-16",
    "efbc, ''",
    "1f8a, ''",
    "208b, ''",
    "efbb, byte order mark",
    "7b7d, ''",
    "ef, ''",
    "'', ''"
  })
  void preamble_ofNoText_isCalledWhatItIs(String hex, String said) {
    byte[] body = HexFormat.of().parseHex(hex);
    @Nullable String problem = null;
    try {
      JsonPreamble.expectText(Arrays.copyOf(body, body.length + 2), body.length);
    } catch (MalformedRequest e) {
      problem = e.problem();
    }
    assertEquals(said.isEmpty(), problem == null, () -> hex);
    assertTrue(problem == null || problem.contains(said), problem);
  }

  @Test
  void limits_ofTheReader_areThoseOfTheRequest() {
    RequestTooLarge tooLong =
        assertThrows(RequestTooLarge.class, () -> value("1." + "0".repeat(1_000)));
    assertEquals("", tooLong.field());
  }
}
