package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every verb of an author through {@code ./portreeve}: what it prints, and how it ends. */
class VerbProcessesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private static Path folder;
  private static Launcher launcher;

  @TempDir private Path scratch;
  private Path set;

  @BeforeAll
  static void checkout() throws IOException {
    launcher = new Launcher(folder);
  }

  @BeforeEach
  void copy() {
    set = VerbRun.library(scratch.resolve("set"));
  }

  @Test
  void verbs_goodSet_end0() throws IOException {
    assertEnds(0, "valid: 2 policies", "validate", set.toString());
    assertEnds(0, "they prove the set", "test", set.toString());
    assertEnds(0, "What would turn it:", "explain", "--policies=" + set, "--request=" + request());
    assertEnds(0, "\"decision\" : true", "check", "--policies=" + set, "--request=" + request());
    String searched = "--search=action";
    assertEnds(0, "scan of 0", "explain", "--policies=" + set, searched, "--request=" + request());
    assertEnds(0, "book.", "search", "action", "--policies=" + set, "--request=" + request());
    assertEnds(
        0, "filter", "filter", "--policies=" + set, "--request=" + request(), "--output=json");
    assertEnds(0, "no decision changes", "diff", set.toString(), set.toString());
    assertEnds(0, "no decision changes", "replay", "--policies=" + set, record().toString());
    assertEnds(0, "rows: subject.role", "table", "--policies=" + set, "book.lend", "--rows=role");
    assertEnds(0, ".schema/case.json", "schema", set.toString());
    assertEnds(0, "next: portreeve test", "init", scratch.resolve("new").toString());
    assertEnds(0, ".TH PORTREEVE", "man");
    assertEnds(0, "_complete_portreeve", "completion");
  }

  @Test
  void fmt_workingDirectory_isTheSet() {
    String here = launcher.scratch().toString();
    assertEnds(0, "next: portreeve test", "init", "--name=new", here);
    assertEnds(0, "", "fmt", "--check");
  }

  @Test
  void verbs_somethingWrong_endWithTheirStatus() throws IOException {
    Files.delete(set.resolve("cases/book.read.yaml"));
    assertEnds(1, "left open", "test", set.toString());
    Files.writeString(set.resolve("messages.yaml"), "a:   b\n");
    assertEnds(3, "", "validate", set.toString());
    assertEnds(1, "messages.yaml", "fmt", "--check", set.toString());
    assertEnds(2, "", "test", "/nowhere");
    assertEnds(2, "", "tset");
  }

  @Test
  void output_noTerminal_hasNeitherColoursNorProgress() {
    try (CommandProcess process = launcher.run("test", set.toString())) {
      assertEquals(0, process.await());
      assertEquals("", process.errors());
      assertFalse(process.output().toString().contains("\u001b"), process.output().toString());
    }
  }

  @Test
  void output_terminal_isColouredUnlessNoColorIsSet() {
    String verb = "validate " + set;
    try (CommandProcess coloured = inTerminal(verb, Map.of("NO_COLOR", ""))) {
      assertEquals(0, coloured.await());
      assertTrue(coloured.output().toString().contains("\u001b[32m"), coloured.output()::toString);
    }
    try (CommandProcess plain = inTerminal(verb, Map.of("NO_COLOR", "1"))) {
      assertEquals(0, plain.await());
      assertFalse(plain.output().toString().contains("\u001b[3"), plain.output()::toString);
    }
  }

  @Test
  void interrupt_longVerb_endsWithTheStatusOfTheSignal() {
    // What starts in the background may have been told to ignore the signal.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.addAll(launcher.command("test", "--watch", set.toString()));
    try (CommandProcess watch = launcher.run(Map.of(), command)) {
      Eventually.becomes(true, PATIENCE, () -> watch.output().toString().contains("prove"));
      watch.signal("INT");
      assertEquals(130, watch.await(), watch.errors());
    }
  }

  @Test
  void repl_linesWithoutATerminal_areAnsweredAndTheStatusSaysWhetherAllCould() {
    try (CommandProcess repl = launcher.run("repl", set.toString(), "-s", "borrowed=2")) {
      repl.type("subject.borrowed + 1\nsize([\n1,\n2])\nsubject.borowed\n");
      repl.endInput();
      assertEquals(1, repl.await(), repl.errors());
      String out = String.join("\n", repl.output());
      assertTrue(out.startsWith("3  (int)\n2  (int)\nexpression:1:9: unknown field"), out);
      assertTrue(out.contains("did you mean `borrowed`?"), out);
    }
  }

  @Test
  void repl_terminal_hasAPromptCompletionAndHistory() throws IOException {
    String home = launcher.scratch().toString();
    Map<String, String> environment = Map.of("XDG_STATE_HOME", home, "TERM", "xterm");
    try (CommandProcess repl = inTerminal("repl " + set, environment)) {
      awaits(repl, "library>");
      repl.type("resource.ra\t == true\r");
      awaits(repl, "(bool)");
      // Between two lines the terminal takes an interrupt for the program's, not for the line's.
      awaitsPrompts(repl, 2);
      repl.type("1 +\u0003");
      awaitsPrompts(repl, 3);
      repl.type(":quit\r");
      assertEquals(0, repl.await(), repl.errors());
    }
    String history = Files.readString(Path.of(home, "portreeve", "history"));
    assertTrue(history.contains("resource.rare == true"), history);
  }

  private static void awaits(CommandProcess process, String text) {
    Eventually.becomes(true, PATIENCE, () -> process.text().contains(text));
  }

  private static void awaitsPrompts(CommandProcess process, int count) {
    Eventually.becomes(
        true, PATIENCE, () -> process.text().split("library>", -1).length - 1 >= count);
  }

  /** Runs a verb with a terminal of its own. */
  private static CommandProcess inTerminal(String verb, Map<String, String> environment) {
    String script = Programs.ofThisMachine().require("script").toString();
    String command = launcher.command().get(0) + " " + verb;
    return launcher.run(environment, List.of(script, "-qefc", command, "/dev/null"));
  }

  private Path request() {
    try {
      return Files.writeString(
          scratch.resolve("request.json"),
          """
          {"subject": {"type": "user", "id": "rob", "properties": {"role": "reader", "borrowed": 1}},
           "action": {"name": "book.lend"},
           "resource": {"type": "book", "id": "b1", "properties": {"branch": "harbour"}}}
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path record() throws IOException {
    String input = Files.readString(request()).replace("\n", " ");
    return Files.writeString(
        scratch.resolve("decisions.jsonl"),
        """
        {"decision_id": "d1", "timestamp": "2026-01-02T03:04:05Z", "path": "book.lend", \
        "input": %s, "result": {"decision": true, "outcome": "permit", "reason": "lent"}, \
        "team_version": "1"}
        """
            .formatted(input));
  }

  private static void assertEnds(int status, String printed, String... arguments) {
    try (CommandProcess process = launcher.run(arguments)) {
      process.endInput();
      assertEquals(status, process.await(), process.errors());
      String out = String.join("\n", process.output());
      assertTrue(out.contains(printed), () -> String.join(" ", arguments) + ": " + out);
    }
  }
}
