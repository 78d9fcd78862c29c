package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateTest {
  @TempDir private Path scratch;
  private Path set;

  @BeforeEach
  void copy() {
    set = VerbRun.library(scratch.resolve("set"));
  }

  @Test
  void validate_goodSet_countsAndExits0() {
    VerbRun run = VerbRun.of("validate", set.toString(), "--strict");
    assertEquals(0, run.status(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals("library in " + set.toAbsolutePath(), lines.get(0));
    assertTrue(lines.get(1).matches("policy_version [0-9a-f]{16,}"), lines.get(1));
    assertEquals(List.of("valid: 2 policies, 1 team, 11 cases"), lines.subList(2, 3));
    assertEquals(3, lines.size());
    assertEquals("", run.err());
  }

  @Test
  void validate_suspicious_warnsOfEachKind() throws IOException {
    suspicious();
    VerbRun run = VerbRun.of("validate", set.toString());
    assertEquals(0, run.status(), run.err());
    new VerbRun(0, run.err(), "").checkOut("validate_warnings.txt", set);
    assertTrue(run.out().endsWith(" warnings\n"), run.out());
    assertEquals(3, VerbRun.of("validate", set.toString(), "--strict").status());
  }

  @Test
  void validate_json_saysTheSame() throws IOException {
    suspicious();
    VerbRun.of("validate", set.toString(), "--output=json").checkOut("validate_warnings.json", set);
  }

  @Test
  void validate_sarif_namesRulesAndPlaces() throws IOException {
    suspicious();
    JsonObject sarif =
        new JsonObject(VerbRun.of("validate", set.toString(), "--output=sarif").out());
    JsonObject run = sarif.getJsonArray("runs").getJsonObject(0);
    JsonObject result = run.getJsonArray("results").getJsonObject(0);
    assertEquals("2.1.0", sarif.getString("version"));
    assertEquals("warning", result.getString("level"));
    JsonObject at =
        result.getJsonArray("locations").getJsonObject(0).getJsonObject("physicalLocation");
    assertTrue(
        at.getJsonObject("artifactLocation").getString("uri").endsWith("/actions/book.lend.yaml"),
        at.toString());
    assertTrue(
        run.getJsonObject("tool").getJsonObject("driver").getJsonArray("rules").stream()
            .anyMatch(
                rule -> ((JsonObject) rule).getValue("id").equals(result.getValue("ruleId"))));
  }

  @Test
  void validate_github_writesOneCommandALine() throws IOException {
    edit("actions/book.lend.yaml", "settings.most_books", "settings.most_boks");
    VerbRun run = VerbRun.of("validate", set.toString(), "--output=github");
    assertEquals(3, run.status());
    String first = run.out().lines().findFirst().orElse("");
    assertTrue(first.startsWith("::error file="), first);
    assertTrue(first.contains("line=14,col="), first);
    assertTrue(
        first.endsWith("::unknown field `most_boks`%0Ahelp: did you mean `most_books`?"), first);
  }

  @Test
  void validate_caseAndTeamProblems_exit3() throws IOException {
    edit("cases/book.read.yaml", "reason: open_to_all", "reason: open_for_all");
    edit("teams/harbour.yaml", "plan: city", "plan: town");
    VerbRun run = VerbRun.of("validate", set.toString());
    assertEquals(3, run.status());
    assertTrue(run.err().contains("cases/book.read.yaml:"), run.err());
    assertTrue(run.err().contains("teams/harbour.yaml:2:7"), run.err());
    assertTrue(run.err().contains("portreeve: "), run.err());
  }

  private void suspicious() throws IOException {
    edit(
        "actions/book.lend.yaml",
        "    - condition: resource.rare",
        """
            - condition: '!(subject.role in ["reader", "librarian"])'
              output: deny("rare_book")
            - condition: subject.role != "visitor"
              output: permit("lent")
            - condition: resource.rare\
        """);
    edit(
        "definitions.yaml",
        "definitions:\n",
        "definitions:\n  - {name: nobody, type: bool, expression: \"false\"}\n");
    edit("messages.yaml", "lent:", "lost: It is gone.\nlent:");
    edit("requirements.yaml", "L-5:", "L-6: {basis: doc, text: Nothing.}\nL-5:");
    edit("schema.yaml", "    rare:", "    shelf: {type: string, default: \"\"}\n    rare:");
    edit(
        "schema.yaml",
        "  most_books:",
        "  packages:\n    type: object\n    properties:\n"
            + "      allowed: {type: array, items: {type: string, format: package-pattern},"
            + " default: []}\n  most_books:");
    edit("teams/harbour.yaml", "plan: city", "plan: village");
    edit(
        "teams/harbour.yaml",
        "  most_books: 3",
        "  most_books: 3\n"
            + "  packages: {allowed: [\"npm:lodash@4*\", \"npm:*@*\", \"npm:@a*/x@1.0.0\"]}");
  }

  private void edit(String file, String text, String by) throws IOException {
    Path path = set.resolve(file);
    String before = Files.readString(path);
    assertTrue(before.contains(text), before);
    Files.writeString(path, before.replace(text, by));
  }

  @Test
  void validate_misnamedTeamFiles_areProblems() throws IOException {
    for (String name : List.of("a.yml", "b.YAML", "c.json")) {
      Files.writeString(set.resolve("teams").resolve(name), "plan: city\n");
    }
    VerbRun run = VerbRun.of("validate", set.toString());
    assertEquals(3, run.status());
    for (String name : List.of("a", "b", "c")) {
      assertTrue(run.err().contains("call it `" + name + ".yaml`"), run.err());
    }
  }
}
