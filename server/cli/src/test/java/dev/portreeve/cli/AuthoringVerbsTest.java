package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init}, {@code schema} and {@code fmt}. */
class AuthoringVerbsTest {
  @TempDir private Path scratch;

  @Test
  void init_newDirectory_isASetThatIsProvenValidAndFormatted() {
    Path set = scratch.resolve("shop");
    VerbRun run = VerbRun.of("init", set.toString());
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("actions/document.read.yaml"), run.out());
    VerbRun test = VerbRun.of("test", set.toString());
    assertEquals(0, test.status(), test.out() + test.err());
    VerbRun validate = VerbRun.of("validate", "--strict", set.toString());
    assertEquals(0, validate.status(), validate.err());
    assertEquals(0, VerbRun.of("fmt", "--check", set.toString()).status());
    assertEquals(0, VerbRun.of("schema", "--check", "--lines", set.toString()).status());
  }

  @Test
  void init_fileThere_isNotWrittenOver() throws IOException {
    Files.writeString(scratch.resolve("messages.yaml"), "mine: Mine.\n");
    VerbRun run = VerbRun.of("init", "--name=shop", scratch.toString());
    assertEquals(2, run.status());
    assertTrue(run.err().contains("messages.yaml` is there already"), run.err());
    assertTrue(Files.notExists(scratch.resolve("schema.yaml")));
    assertEquals(2, VerbRun.of("init", "--name=The Shop", scratch.toString()).status());
  }

  @Test
  void schema_set_completesItsFactsActionsReasonsAndRequirements() throws IOException {
    Path set = VerbRun.library(scratch.resolve("set"));
    VerbRun run = VerbRun.of("schema", set.toString());
    assertEquals(0, run.status(), run.err());
    String cases = Files.readString(set.resolve(".schema/case.json"));
    for (String known : new String[] {"borrowed", "book.lend", "card_needed", "L-4", "harbour"}) {
      assertTrue(cases.contains('"' + known + '"'), known);
    }
    JsonObject team = new JsonObject(Files.readString(set.resolve(".schema/team.json")));
    JsonObject settings =
        team.getJsonObject("properties").getJsonObject("settings").getJsonObject("properties");
    assertEquals(
        "Lend rare books. Plans: city",
        settings.getJsonObject("lend_rare_books").getString("description"));
    assertTrue(
        Files.readString(set.resolve(".schema/action.json")).contains("deny(\\\"rare_book\\\")"));
  }

  @Test
  void schema_check_namesWhatIsStale() throws IOException {
    Path set = VerbRun.library(scratch.resolve("set"));
    assertEquals(1, VerbRun.of("schema", "--check", set.toString()).status());
    VerbRun.of("schema", "--lines", set.toString());
    assertTrue(
        Files.readString(set.resolve("cases/book.read.yaml"))
            .startsWith("# yaml-language-server: $schema=../.schema/case.json\naction:"));
    assertEquals(0, VerbRun.of("schema", "--check", "--lines", set.toString()).status());
    Files.writeString(
        set.resolve("messages.yaml"),
        Files.readString(set.resolve("messages.yaml")) + "new: New.\n");
    VerbRun stale = VerbRun.of("schema", "--check", set.toString());
    assertEquals(1, stale.status());
    assertEquals(".schema/action.json\n.schema/case.json\n.schema/guards.json\n", stale.out());
  }

  @Test
  void fmt_messyFile_isWrittenAndThenLeftAlone() throws IOException {
    Path set = VerbRun.library(scratch.resolve("set"));
    Path policy = set.resolve("actions/book.lend.yaml");
    String good = Files.readString(policy);
    Files.writeString(
        policy, "# why\n\n\n" + good.replace("cites: [L-1]", "cites:   [ L-1 ]   # librarians"));
    VerbRun check = VerbRun.of("fmt", "--check", set.toString());
    assertEquals(1, check.status(), check.err());
    assertEquals("actions/book.lend.yaml\n", check.out());
    VerbRun run = VerbRun.of("fmt", "--output=json", set.toString());
    assertEquals(0, run.status(), run.err());
    assertEquals(
        "# why\n\n" + good.replace("cites: [L-1]", "cites: [L-1]  # librarians"),
        Files.readString(policy));
    assertEquals("", VerbRun.of("fmt", set.toString()).out());
  }

  @Test
  void version_json_saysWhatTheBuildIsMadeOf() {
    JsonObject told = new JsonObject(VerbRun.of("version", "--output", "json").out());
    String version = told.getString("version");
    assertTrue(version.matches("[0-9]+\\.[0-9]+\\.[0-9]+.*"), version);
    assertTrue(told.getString("build_time").endsWith("Z"), told.encode());
    assertEquals("project.build.outputTimestamp", told.getString("build_time_source"));
    assertEquals(System.getProperty("java.home"), told.getString("java_home"));
    assertEquals("unknown", told.getString("commit"), "there are no jars here");
    assertEquals("portreeve " + version + "\n", VerbRun.of("--version").out());
  }

  @Test
  void completion_bash_knowsEveryVerb() {
    String script = VerbRun.of("completion").out();
    for (String verb : new String[] {"serve", "test", "explain", "fmt"}) {
      assertTrue(script.contains(verb), verb);
    }
    assertTrue(script.contains("--no-proof"));
  }

  @Test
  void man_page_tellsEveryVerbItsOptionsAndStatuses() {
    String page = VerbRun.of("man").out();
    assertTrue(page.startsWith(".TH PORTREEVE 1"), page);
    for (String text :
        new String[] {
          ".SS test [DIR]", "\\-\\-no\\-proof", ".SS serve", ".SH EXIT STATUS", ".B NO_COLOR"
        }) {
      assertTrue(page.contains(text), text);
    }
    assertTrue(!page.contains("rehearse"));
  }

  @Test
  void fmt_noYaml_exits3() throws IOException {
    Path set = VerbRun.library(scratch.resolve("set"));
    Files.writeString(set.resolve("messages.yaml"), "a: [\n");
    VerbRun run = VerbRun.of("fmt", set.toString());
    assertEquals(3, run.status());
    assertTrue(run.err().contains("messages.yaml:"), run.err());
  }

  @Test
  void fmt_foreignYaml_isLeftAlone() throws IOException {
    Path set = VerbRun.library(scratch.resolve("set"));
    Path foreign = set.resolve("compose.yaml");
    Files.writeString(foreign, "services:   {}\n");
    Files.writeString(set.resolve("teams/notes.yml"), "a:   b\n");
    VerbRun run = VerbRun.of("fmt", set.toString());
    assertEquals("", run.out());
    assertEquals("services:   {}\n", Files.readString(foreign));
    assertEquals(0, run.status(), run.err());
  }
}
