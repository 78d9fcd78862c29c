package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCommandTest {
  @TempDir private Path scratch;
  private Path set;

  @BeforeEach
  void copy() {
    set = VerbRun.library(scratch.resolve("set"));
  }

  @Test
  void table_rowsColumnsAndGiven_isText() {
    VerbRun run =
        table("book.lend", "--rows=role", "--columns=rare,plan", "--given", "lend_rare_books=true");
    assertEquals(0, run.status(), run.err());
    run.checkOut("table.txt", scratch);
  }

  @Test
  void table_nothingNamed_findsRowsAndColumns() {
    VerbRun run = table("book.lend", "--output=md");
    assertEquals(0, run.status(), run.err());
    run.checkOut("table.md", scratch);
  }

  @Test
  void table_forSheetsAndPrograms_hasALineForEachAnswer() {
    String[] same = {"book.lend", "--rows=role", "--columns=rare", "--given=groups=[]"};
    VerbRun csv =
        table(Stream.concat(Stream.of(same), Stream.of("--output=csv")).toArray(String[]::new));
    assertEquals(0, csv.status(), csv.err());
    csv.checkOut("table.csv", scratch);
    VerbRun json =
        table(Stream.concat(Stream.of(same), Stream.of("--output=json")).toArray(String[]::new));
    assertEquals(0, json.status(), json.err());
    json.checkOut("table.json", scratch);
  }

  @Test
  void table_html_isAPage() {
    VerbRun run = table("book.read", "--output=html");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().startsWith("<!doctype html>"), run.out());
  }

  @Test
  void table_all_writesAPageForEachActionAndAnIndex() throws IOException {
    Path out = scratch.resolve("pages");
    VerbRun run = table("--all", "--out=" + out);
    assertEquals(0, run.status(), run.err());
    assertEquals("3 pages, " + out.resolve("index.html") + "\n", run.out());
    assertTrue(Files.readString(out.resolve("book.lend.html")).contains("<h1>book.lend</h1>"));
  }

  @Test
  void table_mistakes_areTold() {
    assertMistake("name one ACTION", "--rows=role");
    assertMistake("--all and --out DIR go together", "--all");
    assertMistake("--all lays out each page itself", "--all", "--out=x", "--rows=role");
    assertMistake("no policy decides `book.lent`; did you mean `book.lend`?", "book.lent");
    assertMistake("`rol` is nothing that a request", "book.lend", "--rows=rol");
    assertMistake("`resource.rare` cannot be maybe", "book.lend", "--given=rare=maybe");
  }

  private void assertMistake(String told, String... arguments) {
    VerbRun run = table(arguments);
    assertEquals(2, run.status(), run.out());
    assertTrue(run.err().contains(told), run.err());
  }

  private VerbRun table(String... arguments) {
    List<String> all = new ArrayList<>(List.of("table", "--policies=" + set));
    all.addAll(List.of(arguments));
    return VerbRun.of(all.toArray(String[]::new));
  }
}
