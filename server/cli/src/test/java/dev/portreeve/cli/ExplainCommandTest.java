package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  @TempDir private Path scratch;
  private Path set;

  @BeforeEach
  void copy() {
    set = VerbRun.library(scratch.resolve("set"));
  }

  @Test
  void explain_denied_showsThePathAndWhatWouldTurnIt() throws IOException {
    Path team = set.resolve("teams/harbour.yaml");
    Files.writeString(
        team, Files.readString(team).replace("lend_rare_books: true", "lend_rare_books: false"));
    VerbRun run = lend("explain", "-s=role=reader", "-s=borrowed=1", "-p=rare=true");
    assertEquals(0, run.status(), run.err());
    run.checkOut("explain_denied.txt", set);
  }

  @Test
  void explain_json_saysTheSame() {
    VerbRun run = lend("explain", "-s=role=reader", "-s=borrowed=3", "--output=json");
    assertEquals(0, run.status(), run.err());
    run.checkOut("explain_denied.json", set);
  }

  @Test
  void explain_missingFact_namesItAndWhatGivingItWouldDo() {
    VerbRun run = lend("explain", "-s=role=reader");
    assertEquals(0, run.status(), run.err());
    run.checkOut("explain_missing.txt", set);
  }

  @Test
  void explain_nothingTurnsIt_saysSo() {
    VerbRun run =
        VerbRun.of(
            "explain",
            "--policies=" + set,
            "--subject=user:rob",
            "--action=book.read",
            "--resource=book:b1",
            "-p=branch=harbour");
    assertTrue(
        run.out().contains("No change of up to two facts or settings turns this permit"),
        run.out());
  }

  @Test
  void explain_refusedSetOrNoServer_exits3Or2() throws IOException {
    assertEquals(2, VerbRun.of("explain", "--http=127.0.0.1:1", "--action=x").status());
    assertEquals(2, VerbRun.of("explain", "--grpc=127.0.0.1:1", "--action=x").status());
    Files.writeString(set.resolve("schema.yaml"), "nam: library\n");
    assertEquals(3, lend("explain").status());
  }

  @Test
  void explain_runningServer_tellsThePathWhenItMay() {
    try (CommandProcess server = serve("--explain=local")) {
      VerbRun run = ask(server);
      assertEquals(0, run.status(), run.err());
      JsonObject explanation =
          new JsonObject(run.out()).getJsonObject("context").getJsonObject("explanation");
      assertEquals(
          "actions/book.lend.yaml", explanation.getJsonObject("decided_by").getString("file"));
      JsonObject last = explanation.getJsonArray("path").getJsonObject(3);
      assertEquals("subject.borrowed >= settings.most_books", last.getString("condition"));
      assertEquals("true", last.getString("result"));
    }
    try (CommandProcess server = serve("--explain=off")) {
      VerbRun run = ask(server);
      assertEquals(2, run.status(), run.out());
      assertTrue(run.err().contains("--explain local"), run.err());
    }
  }

  private CommandProcess serve(String explain) {
    return CommandProcess.serve(scratch, List.of(), set, explain);
  }

  private static VerbRun ask(CommandProcess server) {
    return VerbRun.of(
        "explain",
        "--http=127.0.0.1:" + server.port(),
        "--subject=user:rob",
        "--action=book.lend",
        "--resource=book:b1",
        "-p=branch=harbour",
        "-s=role=reader",
        "-s=borrowed=3");
  }

  @Test
  void check_setDirectory_answersWithoutAServer() {
    VerbRun run = lend("check", "-s=role=reader", "-s=borrowed=3");
    assertEquals(1, run.status(), run.err());
    JsonObject context = new JsonObject(run.out()).getJsonObject("context");
    assertEquals("too_many", context.getString("reason"));
    assertEquals(3, context.getInteger("most"));
    assertEquals(0, lend("check", "-s=role=reader", "-s=borrowed=2").status());
  }

  @Test
  void check_text_isForPeople() {
    VerbRun run = lend("check", "-s=role=reader", "-s=borrowed=3", "--output=text");
    assertEquals("deny too_many\n  You have too many books at home.\n  most: 3\n", run.out());
  }

  @Test
  void check_factThatTheSchemaDoesNotKnow_isSaid() {
    VerbRun run = lend("check", "-s=rolle=reader", "-c=weather=rain");
    assertEquals(
        """
        warning: `subject.properties.rolle` is no fact of the schema, so it is ignored; did you mean `role`?
        warning: `context.weather` is no fact of the schema, so it is ignored
        """,
        run.err());
  }

  private VerbRun lend(String verb, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                verb,
                "--policies=" + set,
                "--subject=user:rob",
                "--action=book.lend",
                "--resource=book:b1",
                "-p=branch=harbour"));
    all.addAll(List.of(more));
    return VerbRun.of(all.toArray(String[]::new));
  }
}
