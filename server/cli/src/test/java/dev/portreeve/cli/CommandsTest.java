package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
  private static RunningServer server;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() {
    server = RunningServer.of(TestSets.of("doors"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http", "--grpc"})
  void check_permitted_printsTheAnswerAndExits0(String how) {
    int status =
        check(
            how,
            "--subject=user:ana",
            "--subject-property=badge=true",
            "--action=door.open",
            "--resource=door:d1",
            "-p=team=acme",
            "-p=floor=3",
            "--context=dry_run=true");
    assertEquals(0, status, err.toString());
    JsonObject context = new JsonObject(out.toString()).getJsonObject("context");
    assertEquals("open", context.getString("reason"));
    assertEquals(
        "close_behind", context.getJsonArray("advice").getJsonObject(0).getString("action"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http", "--grpc"})
  void check_denied_exits1(String how, @TempDir Path directory) throws IOException {
    Path request =
        Files.writeString(
            directory.resolve("r.json"),
            """
            {"subject": {"type": "user", "id": "gia"}, "action": {"name": "door.open"},
             "resource": {"type": "door", "id": "d1", "properties": {"team": "bolt"}}}
            """);
    assertEquals(1, check(how, "--request=" + request), err.toString());
    assertTrue(out.toString().contains("\"locked\""), out.toString());
    assertEquals(
        1, check(how, "--request=" + request, "-p=team=acme", "-p=floor=2"), err.toString());
    assertTrue(out.toString().contains("\"guest\""), out.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http", "--grpc"})
  void check_noAnswer_exits2AndSaysWhy(String how) {
    assertEquals(2, check(how, "--subject=user:ana"));
    assertTrue(err.toString().contains("`action` is required"), err.toString());
    assertEquals(2, run("check", how + "=127.0.0.1:1", "--subject=user:ana"));
    assertTrue(err.toString().contains("127.0.0.1:1: "), err.toString());
  }

  @Test
  void check_badArguments_exits2() {
    assertEquals(2, run("check", "--subject=ana"));
    assertTrue(err.toString().contains("`ana` is not of the form TYPE:ID"), err.toString());
    assertEquals(2, run("check", "--http=x:1", "--grpc=x:1"));
    assertEquals(2, run("check", "--http=nine"));
    assertEquals(2, run("check", "--request=/nowhere.json"));
  }

  @Test
  void ready_runningServerAndNone_saysSoByItsStatus() {
    Address management = server.sidecar().managing();
    assertEquals(0, run("ready", "--management=" + management), err.toString());
    assertTrue(out.toString().startsWith("HTTP/1.1 200 "), out.toString());
    assertEquals(1, run("ready", "--management=127.0.0.1:1"));
    assertEquals(2, run("ready", "--management=nine"));
    assertTrue(err.toString().contains("`nine` is not of the form HOST:PORT"), err.toString());
  }

  @Test
  void validate_goodSet_exits0() {
    assertEquals(0, run("validate", TestSets.of("doors").toString()), err.toString());
    assertTrue(out.toString().contains("\nvalid: 4 policies, 2 teams"), out.toString());
  }

  @Test
  void validate_problems_areAllToldAndExits3(@TempDir Path directory) throws IOException {
    Path set = TestSets.copy("doors", directory.resolve("set"));
    Files.writeString(set.resolve("teams/a.yaml"), "id: a\nplan: gold\n");
    Files.writeString(set.resolve("teams/b.yaml"), "id: b\nplan: team\nsettings: {lock: true}\n");
    Files.writeString(set.resolve("actions/door.close.yaml"), "name: door.close\n");
    assertEquals(3, run("validate", set.toString()));
    assertTrue(err.toString().contains("teams/a.yaml:2:7: "), err.toString());
    assertTrue(err.toString().contains("teams/b.yaml:3:12: "), err.toString());
    assertTrue(err.toString().contains("actions/door.close.yaml:1:1: "), err.toString());
  }

  @Test
  void validate_noDirectory_exits2() {
    assertEquals(2, run("validate", "/nowhere"));
  }

  @Test
  void portreeve_noVerb_showsUsageAndExits2() {
    assertEquals(2, run());
    assertTrue(err.toString().contains("serve"), err.toString());
    assertEquals(2, run("sevre"));
  }

  /** The verb that runs is the verb that help knows. */
  @Test
  void commandLine_ofArguments_hasThatVerbAlone() {
    for (String verb : Portreeve.commandLine().getSubcommands().keySet()) {
      CommandLine program = Portreeve.commandLine(verb, "--help");
      assertTrue(program.getSubcommands().containsKey(verb), verb);
    }
    assertEquals(1, Portreeve.commandLine("check").getSubcommands().size());
    int all = Portreeve.commandLine().getSubcommands().size();
    assertEquals(all, Portreeve.commandLine("chek").getSubcommands().size());
    assertEquals(all, Portreeve.commandLine("man").getSubcommands().size());
    assertEquals(all, Portreeve.commandLine("--help").getSubcommands().size());
  }

  private int check(String how, String... arguments) {
    List<String> all = new ArrayList<>(List.of("check", how + "=" + server.address()));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine line = Portreeve.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
