package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every verb of an author as a process of its own: what it prints, and how it ends. */
class VerbProcessesTest {
  @TempDir private Path scratch;
  private Path set;

  @BeforeEach
  void copy() {
    set = VerbRun.library(scratch.resolve("set"));
  }

  @Test
  void verbs_goodSet_end0() {
    assertEnds(0, "valid: 2 policies", "validate", set.toString());
    assertEnds(0, "they prove the set", "test", set.toString());
    assertEnds(0, "What would turn it:", "explain", "--policies=" + set, "--request=" + request());
    assertEnds(0, "\"decision\" : true", "check", "--policies=" + set, "--request=" + request());
    assertEnds(0, "no decision changes", "diff", set.toString(), set.toString());
    assertEnds(0, ".schema/case.json", "schema", set.toString());
    assertEnds(0, "next: portreeve test", "init", scratch.resolve("new").toString());
    assertEnds(0, ".TH PORTREEVE", "man");
    assertEnds(0, "_complete_portreeve", "completion");
  }

  @Test
  void fmt_workingDirectory_isTheSet() {
    try (CommandProcess init =
        CommandProcess.run(scratch, Map.of(), "init", "--name=new", scratch.toString())) {
      assertEquals(0, init.await(), init.errors());
    }
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
    try (CommandProcess process = CommandProcess.run(scratch, Map.of(), "test", set.toString())) {
      assertEquals(0, process.await());
      assertEquals("", process.errors());
      assertFalse(process.output().toString().contains("\u001b"), process.output().toString());
    }
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
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void assertEnds(int status, String printed, String... arguments) {
    try (CommandProcess process = CommandProcess.run(scratch, Map.of(), arguments)) {
      assertEquals(status, process.await(), process.errors());
      String out = String.join("\n", process.output());
      assertTrue(out.contains(printed), () -> String.join(" ", arguments) + ": " + out);
    }
  }
}
