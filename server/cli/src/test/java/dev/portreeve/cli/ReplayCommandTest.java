package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.Sidecar;
import dev.portreeve.sidecar.config.Configuration;
import dev.portreeve.sidecar.config.Option;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server recorded, decided again. */
class ReplayCommandTest {
  @TempDir private static Path folder;
  private static Path log;
  @TempDir private Path scratch;
  private Path set;

  @BeforeAll
  static void record() throws Exception {
    Path served = VerbRun.library(folder.resolve("served"));
    log = folder.resolve("decisions.jsonl");
    Map<String, String> flags = new HashMap<>();
    flags.put(Option.LISTEN.flag(), "127.0.0.1:0");
    flags.put(Option.MANAGEMENT.flag(), "127.0.0.1:0");
    flags.put(Option.POLICIES.flag(), served.toString());
    flags.put(Option.DECISION_LOG.flag(), log.toString());
    flags.put(Option.DECISION_LOG_MASK.flag(), "/input/subject/id");
    try (Sidecar sidecar = Sidecar.start(Configuration.read(flags, Map.of(), served));
        DecisionClient client = new HttpDecisionClient(AskedServer.plain(sidecar.listening()))) {
      for (int borrowed = 3; borrowed < 7; borrowed++) {
        ask(client, "harbour", borrowed, false);
      }
      ask(client, "harbour", 1, true);
      ask(client, "nowhere", 1, false);
    }
    assertEquals(6, Files.readAllLines(log).size());
  }

  private static void ask(DecisionClient client, String branch, int borrowed, boolean rare)
      throws NoAnswerException {
    CheckRequestBuilder check = new CheckRequestBuilder(new JsonObject());
    check.entity(
        "subject",
        Map.of("type", "user", "id", "rob"),
        Map.of("role", "reader", "borrowed", String.valueOf(borrowed), "groups", "[]"));
    check.entity("action", Map.of("name", "book.lend"), Map.of());
    check.entity(
        "resource",
        Map.of("type", "book", "id", "b1"),
        Map.of("branch", branch, "rare", String.valueOf(rare)));
    client.ask(check.json());
  }

  @BeforeEach
  void copy() {
    set = VerbRun.library(scratch.resolve("set"));
  }

  @Test
  void replay_sameSet_changesNothing() {
    VerbRun run = VerbRun.of("replay", "--policies=" + set, log.toString());
    assertEquals(0, run.status(), run.out() + run.err());
    assertEquals("6 of 6 records decided again: no decision changes\n", run.out());
  }

  @Test
  void replay_setThatAllowsMore_saysWhoGainsAndExits1() throws IOException {
    replace("settings.most_books", "settings.most_books + 1");
    VerbRun run = VerbRun.of("replay", "--policies=" + set, log.toString(), "--examples=1");
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().startsWith("book.lend  1 of 6 would change\n  loosened "), run.out());
    assertTrue(run.out().contains("deny too_many -> permit lent"), run.out());
    assertTrue(
        run.out().contains("actions/book.lend.yaml:14 -> actions/book.lend.yaml:17"), run.out());
    VerbRun json = VerbRun.of("replay", "--policies=" + set, log.toString(), "--output=json");
    JsonObject report = new JsonObject(json.out());
    assertEquals(1, report.getInteger("loosened"));
    assertEquals(6, report.getInteger("decided"));
  }

  @Test
  void diff_withALog_countsRealChecksAsWell() throws IOException {
    replace("settings.most_books", "settings.most_books + 1");
    Path before = VerbRun.library(scratch.resolve("before"));
    VerbRun run = VerbRun.of("diff", before.toString(), set.toString(), "--log=" + log);
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("by recorded decisions"), run.out());
    assertTrue(run.out().contains("6 of 6 records decided again: 1 loosened"), run.out());
  }

  @Test
  void replay_nothingToDecide_isNoSuccess() throws IOException {
    Path empty = Files.writeString(scratch.resolve("empty.jsonl"), "\n");
    VerbRun run = VerbRun.of("replay", "--policies=" + set, empty.toString());
    assertEquals(2, run.status(), run.out());
    assertTrue(run.err().contains("no recorded decision could be made again"), run.err());
    assertEquals(2, VerbRun.of("replay", "--policies=" + set, "/nowhere").status());
  }

  private void replace(String text, String by) throws IOException {
    Path path = set.resolve("actions/book.lend.yaml");
    String old = Files.readString(path);
    assertTrue(old.contains(text), old);
    Files.writeString(path, old.replaceFirst(text, by));
  }
}
