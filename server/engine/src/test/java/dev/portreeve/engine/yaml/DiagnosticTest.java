package dev.portreeve.engine.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticTest {
  private static Diagnostic at(String text, int line, int column) {
    return new Diagnostic(new SourceFile("x.yaml", text), new Position(line, column), "odd", "do");
  }

  @Test
  void render_line_caretAndHelp() {
    assertEquals(
        "x.yaml:2:4: odd\n  b: c\n     ^\n  help: do", at("a: 1\r\nb: c\r\n", 2, 4).render());
  }

  @Test
  void render_noSuchLine_headlineAndHelp() {
    assertEquals("x.yaml:9:1: odd\n  help: do", at("a: 1", 9, 1).render());
  }

  @Test
  void render_withheldFile_showsNoLine() {
    SourceFile file = new SourceFile("x.yaml", "a: secret").withheld();
    assertEquals("x.yaml:1:4: odd", Diagnostic.of(file, new Position(1, 4), "odd").render());
  }

  @Test
  void render_longLine_cutAndCaretInside() {
    String[] lines = at("x".repeat(500), 1, 400).render().split("\n", -1);
    assertEquals("  " + "x".repeat(160) + "…", lines[1]);
    assertEquals("  " + " ".repeat(161) + "^", lines[2]);
  }

  @Test
  void order_filesThenPlaces() {
    Diagnostic first = at("", 1, 9);
    Diagnostic second = at("", 2, 1);
    Diagnostic other = Diagnostic.of(new SourceFile("a.yaml", ""), Position.START, "odd");
    assertEquals(
        List.of(other, first, second),
        List.of(second, first, other).stream().sorted(Diagnostic.ORDER).toList());
  }
}
