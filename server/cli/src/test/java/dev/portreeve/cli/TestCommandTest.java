package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.source.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
  @TempDir private Path scratch;
  private Path set;

  @BeforeEach
  void copy() {
    set = VerbRun.library(scratch.resolve("set"));
  }

  @Test
  void test_everyCasePasses_exits0() {
    VerbRun run = VerbRun.of("test", set.toString());
    assertEquals(0, run.status(), run.err());
    run.checkOut("test_good.txt", set);
  }

  @Test
  void test_someFail_showsWantedAndGotAndTheMatchThatDecided() throws IOException {
    replace("actions/book.lend.yaml", "permit(\"lent\")", "deny(\"rare_book\")");
    VerbRun run = VerbRun.of("test", set.toString());
    assertEquals(1, run.status(), run.err());
    run.checkOut("test_failures.txt", set);
  }

  @Test
  void test_json_saysTheSame() throws IOException {
    replace("actions/book.lend.yaml", "permit(\"lent\")", "deny(\"rare_book\")");
    VerbRun run = VerbRun.of("test", set.toString(), "--output=json");
    assertEquals(1, run.status(), run.err());
    run.checkOut("test_failures.json", set);
  }

  @Test
  void test_caseLeftOut_saysWhatIsOpenAndExits1() throws IOException {
    Files.delete(set.resolve("cases/book.read.yaml"));
    VerbRun run = VerbRun.of("test", set.toString());
    assertEquals(1, run.status(), run.err());
    run.checkOut("test_open.txt", set);
    assertEquals(0, VerbRun.of("test", set.toString(), "--no-proof").status());
  }

  @Test
  void test_noRequirements_provesByMatchesAlone() throws IOException {
    Files.delete(set.resolve("requirements.yaml"));
    for (String action : new String[] {"book.read", "book.lend"}) {
      Path cases = set.resolve("cases/" + action + ".yaml");
      Files.writeString(cases, Files.readString(cases).replaceAll("(?m)^ *cites:.*\n", ""));
    }
    VerbRun run = VerbRun.of("test", set.toString());
    assertEquals(0, run.status(), run.out() + run.err());
  }

  @Test
  void test_filter_runsThoseAloneAndProvesNothing() {
    VerbRun run = VerbRun.of("test", set.toString(), "--filter=BOOK.read", "--filter=a visitor");
    assertEquals(0, run.status(), run.out());
    assertFalse(run.out().contains("prove"), run.out());
    int all = cases(VerbRun.of("test", set.toString(), "--no-proof").out());
    assertTrue(cases(run.out()) > 1 && cases(run.out()) < all, run.out());
    assertTrue(VerbRun.of("test", set.toString(), "--filter=nowhere").out().contains("no cases"));
  }

  private static int cases(String out) {
    return Integer.parseInt(out.substring(0, out.indexOf(' ')));
  }

  @Test
  void test_junit_writesAReport() throws IOException {
    replace("actions/book.lend.yaml", "permit(\"lent\")", "deny(\"rare_book\")");
    Path file = scratch.resolve("junit.xml");
    assertEquals(1, VerbRun.of("test", set.toString(), "--junit=" + file).status());
    String xml = Files.readString(file);
    assertTrue(xml.contains("<testsuite name=\"book.lend\""), xml);
    assertTrue(xml.contains("<failure message=\"outcome: want permit, got deny\">"), xml);
    assertTrue(xml.contains("<testsuite name=\"proof\""), xml);
  }

  @Test
  void test_doesNotLoad_exits3() throws IOException {
    replace("cases/book.lend.yaml", "name:", "nam:");
    VerbRun run = VerbRun.of("test", set.toString());
    assertEquals(3, run.status());
    assertTrue(run.err().contains("unknown key `nam`"), run.err());
    assertEquals(2, VerbRun.of("test", "/nowhere").status());
  }

  @Test
  void test_watch_answersAgainAfterASave() throws IOException {
    try (CommandProcess process =
        CommandProcess.run(scratch, Map.of(), "test", set.toString(), "--watch")) {
      eventually(() -> process.output().stream().anyMatch(l -> l.contains("they prove")));
      replace("actions/book.lend.yaml", "permit(\"lent\")", "deny(\"rare_book\")");
      eventually(() -> process.output().stream().anyMatch(l -> l.contains("failed in")));
      replace("actions/book.lend.yaml", "match:", "mach:");
      eventually(() -> process.errors().contains("does not load"));
      assertTrue(process.alive());
    }
  }

  private void replace(String file, String text, String by) throws IOException {
    Path path = set.resolve(file);
    String before = Files.readString(path);
    assertTrue(before.contains(text), before);
    Files.writeString(path, before.replace(text, by));
  }

  private static void eventually(Supplier<Boolean> holds) {
    Eventually.becomes(true, Duration.ofSeconds(60), holds);
  }
}
