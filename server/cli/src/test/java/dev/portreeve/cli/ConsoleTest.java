package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.workbench.output.Palette;
import dev.portreeve.workbench.output.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void palette_terminal_isColoured() {
    assertEquals(Palette.COLOURED, console("12", Map.of()).palette());
    assertEquals(Palette.COLOURED, console("12", Map.of("NO_COLOR", "")).palette());
  }

  @Test
  void palette_noTerminalOrNotWanted_isPlain() {
    assertEquals(Palette.PLAIN, console("2", Map.of()).palette());
    assertEquals(Palette.PLAIN, console("1", Map.of()).errPalette());
    assertEquals(Palette.PLAIN, console("12", Map.of("NO_COLOR", "1")).palette());
    assertEquals(Palette.PLAIN, console("12", Map.of("TERM", "dumb")).palette());
  }

  @Test
  void progress_terminal_showsWhatTakesLongAndGoes() throws InterruptedException {
    Progress progress = console("2", Map.of("NO_COLOR", "1")).progress();
    progress.at("cases", 0, 3);
    assertEquals("", err.toString());
    Thread.sleep(350);
    progress.at("cases", 1, 3);
    assertTrue(err.toString().endsWith("cases 1 of 3"), err.toString());
    progress.end();
    assertTrue(err.toString().endsWith("\r\u001b[K"), err.toString());
  }

  @Test
  void progress_noTerminal_isNotShown() {
    assertEquals(Progress.NONE, console("1", Map.of()).progress());
    assertFalse(console("12", Map.of("TERM", "dumb")).terminal());
  }

  private Console console(String terminals, Map<String, String> environment) {
    return Console.of(new PrintWriter(out), new PrintWriter(err), terminals, environment);
  }
}
