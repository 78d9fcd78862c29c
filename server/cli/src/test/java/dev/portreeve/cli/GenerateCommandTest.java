package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verb itself; what it writes is tried out by {@link GeneratedDocumentsTest} and the client.
 */
class GenerateCommandTest {
  private static final String SET = Repository.set("todo").toString();

  @TempDir private Path out;

  private VerbRun generate(String target, String... more) {
    String[] all = new String[more.length + 4];
    all[0] = "generate";
    all[1] = target;
    all[2] = "--policies=" + SET;
    all[3] = "--out=" + out;
    System.arraycopy(more, 0, all, 4, more.length);
    return VerbRun.of(all);
  }

  private VerbRun check(String target) {
    return VerbRun.of("generate", target, "--policies", SET, "--out", out.toString(), "--check");
  }

  @Test
  void java_again_changesNothingAndCheckSaysSo() throws IOException {
    assertEquals(1, check("java").status());
    VerbRun first = generate("java");
    assertEquals(0, first.status(), first.err());
    assertTrue(first.out().contains("portreeve/todo/"), first.out());
    assertEquals("", generate("java").out());
    assertEquals(0, check("java").status());
  }

  @Test
  void java_staleAndChangedFiles_areToldByCheckAndMended() throws IOException {
    generate("java");
    Path folder = out.resolve("portreeve/todo");
    Path one;
    try (var files = Files.list(folder)) {
      one = files.sorted().findFirst().orElseThrow();
    }
    String text = Files.readString(one);
    Files.writeString(one, text + "// changed\n");
    Files.writeString(folder.resolve("Stale.java"), text);
    Files.writeString(folder.resolve("Own.java"), "// somebody's own\n");
    VerbRun check = check("java");
    assertEquals(1, check.status());
    assertTrue(check.out().contains(one.getFileName().toString()), check.out());
    assertTrue(check.out().contains("Stale.java (deleted)"), check.out());
    generate("java");
    assertEquals(text, Files.readString(one));
    assertTrue(Files.notExists(folder.resolve("Stale.java")));
    assertTrue(Files.exists(folder.resolve("Own.java")));
  }

  @Test
  void file_thatWasNotGenerated_isNotWrittenOver() throws IOException {
    Files.writeString(out.resolve("openapi.json"), "{}");
    VerbRun run = generate("openapi");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("was not generated"), run.err());
    assertEquals("{}", Files.readString(out.resolve("openapi.json")));
  }

  @Test
  void oneFile_withoutOut_goesToStandardOutput() {
    VerbRun run = VerbRun.of("generate", "typescript", "--policies", SET);
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("export interface Requests {"), run.out());
  }

  @Test
  void arguments_thatMakeNoSense_areRefused() {
    assertEquals(2, VerbRun.of("generate", "java", "--policies", SET).status());
    assertEquals(2, VerbRun.of("generate", "openapi", "--policies", SET, "--check").status());
    assertEquals(2, generate("java", "--package=my.class").status());
    assertEquals(2, generate("typescript", "--package=my.own").status());
    assertEquals(2, VerbRun.of("generate", "cobol", "--policies", SET).status());
    assertEquals(3, VerbRun.of("generate", "openapi", "--policies", out.toString()).status());
  }
}
