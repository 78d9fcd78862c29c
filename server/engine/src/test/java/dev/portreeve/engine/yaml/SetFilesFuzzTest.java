package dev.portreeve.engine.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.testing.CorpusMutants;
import dev.portreeve.engine.testing.TestSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any text for a file of a set, or for a team file. */
class SetFilesFuzzTest {
  private static final String TEAM = "team";
  private static final List<String> FILES =
      List.of(
          TEAM,
          "schema.yaml",
          "definitions.yaml",
          "guards.yaml",
          "messages.yaml",
          "requirements.yaml",
          "routes.yaml",
          "actions/door.open.yaml");
  private static final TestSet SET =
      TestSet.of(
              """
              name: fuzz
              team: resource.properties.team
              subject:
                properties: {roles: {type: array, items: {type: string, enum: [admin, guest]}}}
              resource: {properties: {team: {type: string}}}
              settings: {locked: {type: boolean, default: false}}
              actions: {door.open: {resource: [door]}}
              """)
          .condition("door.open", "subject.roles.exists(r, r == \"admin\")");
  private static final Schema SCHEMA = SET.load().schema();

  /* The first byte says which file, the others are its text. */
  @FuzzTest
  void file_anyText_isReadOrRefusedWithItsPlace(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    String file = FILES.get((bytes[0] & 0xff) % FILES.size());
    String text = new String(bytes, 1, bytes.length - 1, UTF_8);
    List<Diagnostic> problems = file.equals(TEAM) ? team(text) : problems(SET.with(file, text));
    for (Diagnostic problem : problems) {
      assertFalse(problem.headline().isBlank());
      assertEquals(1, problem.headline().lines().count(), problem.headline());
    }
  }

  @Test
  void mutants_ofTheInputs_holdToo() {
    CorpusMutants.feed(
        SetFilesFuzzTest.class,
        "file_anyText_isReadOrRefusedWithItsPlace",
        300,
        this::file_anyText_isReadOrRefusedWithItsPlace);
  }

  private static List<Diagnostic> problems(TestSet set) {
    return PolicySetLoader.load(set.files()) instanceof LoadResult.Refused refused
        ? refused.problems()
        : List.of();
  }

  private static List<Diagnostic> team(String text) {
    List<Diagnostic> problems = new ArrayList<>();
    boolean read =
        new TeamReader(SCHEMA).read(new SourceFile("teams/acme.yaml", text), problems).isPresent();
    assertEquals(read, problems.isEmpty());
    return problems;
  }
}
