package dev.portreeve.engine.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
  private static YamlNode read(String text) {
    List<Diagnostic> problems = new ArrayList<>();
    return YamlReader.read(new SourceFile("x.yaml", text), 1000, problems)
        .orElseThrow(() -> new AssertionError(problems.toString()));
  }

  private static String problem(String text) {
    List<Diagnostic> problems = new ArrayList<>();
    assertTrue(YamlReader.read(new SourceFile("x.yaml", text), 1000, problems).isEmpty());
    return problems.stream()
        .map(p -> p.position().line() + ":" + p.position().column() + " " + p.message())
        .reduce((one, other) -> one + "; " + other)
        .orElse("");
  }

  @Test
  void read_scalars_meanWhatYaml12Says() {
    assertEquals(
        List.of(
            "on", "no", "y", "1_000", "1:30", "<<", "=", ".", "-", "tRue", "0b1", "0xG", "-0x1",
            "0o8", ".iNF", "-.nan", "0x"),
        read("[on, no, y, 1_000, 1:30, <<, =, ., -, tRue, 0b1, 0xG, -0x1, 0o8, .iNF, -.nan, 0x]")
            .raw());
    assertEquals(
        List.of(31L, 171L, 7L, 8L, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN),
        read("[0x1F, 0xaB, 0o7, 0o10, .inf, -.INF, .NaN]").raw());
    assertEquals(
        List.of(10L, 0L, 1L, 0.5, 1000.0, 1.0, new BigInteger("12345678901234567890")),
        read("[010, -0, +1, .5, 1e3, 1., 12345678901234567890]").raw());
    assertEquals(List.of(true, false, true), read("[true, False, TRUE]").raw());
    assertEquals(
        Arrays.asList(JsonNull.INSTANCE, JsonNull.INSTANCE, JsonNull.INSTANCE),
        read("[~, null, Null]").raw());
    assertEquals(List.of("true", "1", "", "null"), read("['true', \"1\", '', \"null\"]").raw());
    assertEquals(Map.of("a", JsonNull.INSTANCE), read("a:").raw());
    assertEquals(Map.of("1", "x", "true", "y"), read("1: x\ntrue: y").raw());
  }

  @Test
  void read_tags_meanWhatYaml12Says() {
    assertEquals(
        Arrays.asList("007", "", "1", 3L, 3.0, 1.0, true, JsonNull.INSTANCE, List.of(), Map.of()),
        read("[!!str 007, !!str , ! '1', !!int '3', !!float 3, !!float 1e0, !!bool 'true',"
                + " !!null '', !!seq [], !!map {}]")
            .raw());
    assertEquals(Map.of("1", "x"), read("!!str 1: x").raw());
  }

  @Test
  void read_textOfTheFile_isEscapedAndCut() {
    String tag = problem("a: !" + "x".repeat(900) + " b");
    assertEquals("1:4 the tag `!" + "x".repeat(79) + "…` cannot stand here", tag);
    assertEquals(
        "2:1 duplicate key `a\\n\\u202eb`, first given in line 1",
        problem("\"a\\n\\u202Eb\": 1\n\"a\\n\\u202eb\": 2"));
  }

  @Test
  void read_moreProblemsThanAnybodyReads_areCut() {
    String text = "a: *x\n".repeat(150);
    List<Diagnostic> problems = new ArrayList<>();
    YamlReader.read(new SourceFile("x.yaml", text), 1000, problems);
    assertEquals(101, problems.size());
    assertEquals("more problems of this file are not told", problems.get(100).message());
  }

  @Test
  void read_moreValuesThanMemoryCarries_refusedInPlace() {
    String text = "[" + "1,".repeat(YamlReader.MAX_VALUES) + "]";
    List<Diagnostic> problems = new ArrayList<>();
    YamlReader.read(new SourceFile("x.yaml", text), 1 << 20, problems);
    assertEquals("the file holds more than 60000 values", problems.get(0).message());
  }

  @Test
  void read_blockScalars_keepAndFoldLines() {
    assertEquals(
        Map.of("a", "x\n y\n", "b", "x y", "c", "x"),
        read("a: |\n  x\n   y\nb: >-\n  x\n  y\nc: x").raw());
  }

  @Test
  void read_windowsLineEnds_likeAnyOther() {
    YamlNode node = read("a: 1\r\nb:\r\n  - x\r\n");
    assertEquals(Map.of("a", 1L, "b", List.of("x")), node.raw());
    assertEquals(new Position(3, 5), node.locate("b[0]"));
  }

  @Test
  void locate_astralCharacters_countOnce() {
    YamlNode node = read("\ud83d\ude42: {\ud83d\ude42\ud83d\ude42: x, b: y}");
    assertEquals(new Position(1, 12), node.locateKey("\ud83d\ude42.b"));
    assertEquals(new Position(1, 15), node.locate("\ud83d\ude42.b"));
  }

  @Test
  void locate_pathThatLeadsNowhere_lastPartThatIsThere() {
    YamlNode node = read("a:\n  b.c:\n    - d: 1\n");
    assertEquals(new Position(3, 10), node.locate("a.b.c[0].d"));
    assertEquals(new Position(3, 7), node.locate("a.b.c[0].e"));
    assertEquals(new Position(3, 7), node.locateKey("a.b.c[0].d"));
    assertEquals(new Position(1, 1), node.locate("z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a: 1\\nb: 2\\na: 3           | 3:1 duplicate key `a`, first given in line 1
          {"a": 1, a: 2}               | 1:10 duplicate key `a`, first given in line 1
          a: &x 1                      | 1:4 anchors and aliases are not supported
          a: *x                        | 1:4 anchors and aliases are not supported
          a: !!int "x"                 | 1:4 `x` is not what its tag `!!int` says
          a: !!bool yes                | 1:4 `yes` is not what its tag `!!bool` says
          a: !!binary aa               | 1:4 the tag `!!binary` cannot stand here
          a: !!str [b]                 | 1:4 the tag `!!str` cannot stand here
          a: !x 1                      | 1:4 the tag `!x` cannot stand here
          a: !b.c && d                 | 1:4 a value cannot begin with `!`, which YAML takes for a tag
          a: !<x y                     | 1:4 a value cannot begin with `!`, which YAML takes for a tag
          !x a: 1                      | 1:1 the tag `!x` cannot stand here
          ? [a]\\n: b                  | 1:3 a key must be a string
          ?                            | 1:2 a key must be a string
          a: "x\\nb: 1                 | 1:4 the quote is not closed
          a: b: c                      | 1:5 unexpected `:`
          a: @b                        | 1:4 text cannot begin like this
          a: - b                       | 1:4 a list cannot begin here
          a:\\n\\tb: 1                 | 2:1 a tab cannot stand here
          a: 1\\nb\\nc: 2              | 2:1 `:` is missing behind this key
          a:\\n  b: 1\\n c: 2          | 3:2 unexpected map
          a: [1, 2                     | 1:9 unexpected end of the file
          a: 1\\n--- \\nb: 1           | 2:1 the file holds more than one document
          a: x\\u0007                  | 1:5 a control character cannot stand here
          a: 1\\nb: x\\u2028c: 2       | 2:5 a line separator cannot stand here
          # nothing                    | 1:1 the file is empty
          """)
  void read_whatIsNotStrict_refusedInPlace(String text, String expected) {
    String written =
        text.replace("\\n", "\n")
            .replace("\\t", "\t")
            .replace("\\u0007", "\u0007")
            .replace("\\u2028", "\u2028");
    assertEquals(expected, problem(written));
  }

  @Test
  void read_tooLarge_refusedByBytes() {
    assertEquals("1:1 the file is larger than 1000 bytes", problem("a: " + "x".repeat(998)));
    assertEquals("1:1 the file is larger than 1000 bytes", problem("a: " + "\u20ac".repeat(333)));
    assertEquals(Map.of("a", "x".repeat(997)), read("a: " + "x".repeat(997)).raw());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- "})
  void read_deeplyNested_refused(String step) {
    assertEquals("1:1 the file is nested more than 50 deep", problem(step.repeat(200)));
  }

  @Test
  void read_byteOrderMark_skipped() {
    assertEquals(Map.of("a", 1L), read("\ufeffa: 1").raw());
  }
}
