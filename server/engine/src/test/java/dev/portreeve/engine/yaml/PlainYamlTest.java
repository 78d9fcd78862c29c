package dev.portreeve.engine.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlainYamlTest {
  private static final int MAX_BYTES = 1 << 20;
  private static final long SEED = 22;
  private static final int MUTANTS = 20_000;
  private static final int LONGEST = 2_000;

  /* Everything that the language gives a meaning to, and what resembles it. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "key",
          "é",
          "1",
          "-1",
          "0x1f",
          "1.5",
          "true",
          "null",
          "~",
          ".inf",
          "npm:a@*",
          "a:b",
          "a#b",
          " #c",
          "#",
          ": ",
          ":",
          "- ",
          "-",
          "--- ",
          "...",
          "\n",
          "\n",
          "\n  ",
          "\n    ",
          "\n- ",
          "\n  - ",
          " ",
          "  ",
          "{",
          "}",
          "[",
          "]",
          ", ",
          ",",
          "{}",
          "[]",
          "\"",
          "'",
          "\"a\"",
          "'a'",
          "'it''s'",
          "\"\\\"\"",
          "\"\\n\"",
          "\"\\u0041\"",
          "\\",
          "\"\": ",
          "a: ",
          "a: b",
          "\"a\": ",
          "\"a\":1",
          "? ",
          "! ",
          "!!str ",
          "&a ",
          "*a",
          "|",
          ">",
          "%",
          "@",
          "`",
          "\t",
          "\r",
          "\u2028",
          "\u00a0",
          "\ufeff",
          "\uD83D\uDE00",
          "\u0001",
          "=",
          "<<: ",
          "a: |\n  b",
          "\na: 1",
          "\nb: {c: [d, {e: f}]}",
          "\nc:\n  - d: e\n    f: g",
          "/",
          "\\/",
          "?",
          "a?",
          "[a?",
          "{a: b?");

  private static List<String> files() throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> all = Files.walk(Repository.root().resolve("policies"))) {
      for (Path path : all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList()) {
        texts.add(Files.readString(path));
      }
    }
    texts.add(
        "{\"id\": \"a\", \"settings\": {\"b\": [1, true, null]}, \"members\": {\"c\": {}}}\n");
    texts.add("");
    return texts;
  }

  /** Whether it was read; if so, it is what the parser reads. */
  private static boolean agrees(String text) {
    Optional<YamlNode> plain = PlainYaml.read(text);
    if (plain.isPresent()) {
      List<Diagnostic> problems = new ArrayList<>();
      SourceFile file = new SourceFile("any.yaml", text);
      assertEquals(YamlReader.parse(file, MAX_BYTES, problems), plain, text);
      assertEquals(List.of(), problems, text);
    }
    return plain.isPresent();
  }

  @Test
  void read_shippedTeamFiles_asTheParserDoes() throws IOException {
    try (Stream<Path> teams = Files.list(Repository.root().resolve("policies/postman/teams"))) {
      for (Path team : teams.toList()) {
        assertTrue(agrees(Files.readString(team)), team.toString());
      }
    }
  }

  @Test
  void read_mostShippedFiles_asTheParserDoes() throws IOException {
    List<String> texts = files();
    assertTrue(texts.stream().filter(PlainYamlTest::agrees).count() > texts.size() / 2);
  }

  @Test
  void read_everyKindOfPlainYaml_asTheParserDoes() {
    List<String> plain =
        List.of(
            "a:",
            "a:\nb: 1",
            "# c\n\na: b # c\n",
            "a:\n- b\n- c: d\n  e: f\ng: h",
            "a:\n  - [b, {c: d}]\n  - \"e\"\n",
            "a: {b: c,\n  d: [e,\n# f\n g]} # h\n",
            "{\"a\":1,\"b\":[],\"c\":{}}",
            "  a: 'it''s'\n  b: \"\\\"\\\\\\n\"\n",
            "a b: c d  \n-x: y\n",
            "é: à");
    plain.forEach(text -> assertTrue(agrees(text), text));
  }

  @Test
  void read_mutantsOfShippedFiles_asTheParserDoesOrNotAtAll() throws IOException {
    Random random = new Random(SEED);
    List<String> texts = files();
    int read = 0;
    for (int i = 0; i < MUTANTS; i++) {
      String text = excerpt(texts.get(random.nextInt(texts.size())), random);
      StringBuilder mutant = new StringBuilder(text);
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        int from = random.nextInt(mutant.length() + 1);
        int to = Math.min(mutant.length(), from + random.nextInt(4));
        mutant.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
      }
      read += agrees(mutant.toString()) ? 1 : 0;
    }
    assertTrue(read > MUTANTS / 20, read + " were plain");
  }

  @Test
  void read_piecesInAnyOrder_asTheParserDoesOrNotAtAll() {
    Random random = new Random(SEED);
    int read = 0;
    for (int i = 0; i < MUTANTS * 4; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "a: " : "");
      for (int pieces = 1 + random.nextInt(8); pieces > 0; pieces--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      read += agrees(text.toString()) ? 1 : 0;
    }
    assertTrue(read > MUTANTS / 20, read + " were plain");
  }

  /** Some lines of a text, from the beginning of one. */
  private static String excerpt(String text, Random random) {
    if (text.length() <= LONGEST / 4) {
      return text;
    }
    int from = text.lastIndexOf('\n', random.nextInt(text.length())) + 1;
    return text.substring(from, Math.min(text.length(), from + random.nextInt(LONGEST / 4)));
  }
}
