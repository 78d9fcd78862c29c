package dev.portreeve.engine.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.LoadedSet;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.testing.Golden;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.testing.TestSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequirementTableTest {
  private static final Path POSTMAN = Repository.set("postman");

  @Test
  void inserted_shippedReadme_isUpToDate() throws IOException {
    Path readme = POSTMAN.resolve("README.md");
    String text = Files.readString(readme);
    Golden.check(
        readme, RequirementTable.inserted(text, LoadedSet.in(POSTMAN).snapshot()).orElseThrow());
  }

  @Test
  void of_everyReasonThatACaseWants_standsInTheRowOfItsActionOrOfAll() {
    LoadedSet set = LoadedSet.in(POSTMAN);
    String table = RequirementTable.of(set.snapshot());
    for (Case one : set.cases().cases()) {
      String action = one.request().action();
      String reason = one.want().reason();
      boolean derived = set.snapshot().policies().contains(action) && !Reasons.ALL.contains(reason);
      if (derived) {
        assertTrue(
            table
                .lines()
                .anyMatch(
                    line ->
                        (line.startsWith("| `" + action + "` |")
                                || line.startsWith("| every action, first |"))
                            && line.contains("`" + reason + "`")),
            () -> action + " may answer " + reason + " (" + one.location() + ")");
      }
    }
  }

  @Test
  void of_smallSet_derivesEveryCell() {
    TestSet set =
        TestSet.of(
                """
                name: doors
                team: resource.properties.team
                subject: {properties: {keys: {type: array, items: {type: string}, default: []}}}
                resource: {properties: {team: {type: string}}}
                team_attributes: {plan: {type: string, enum: [free, paid]}}
                settings:
                  alarm: {type: boolean, default: false, plans: [paid]}
                  bell: {type: boolean, default: false}
                  unread: {type: boolean, default: false}
                actions: {door.open: {}, door.shut: {}}
                """)
            .with(
                "definitions.yaml",
                """
                definitions:
                  - {name: holds, params: [{name: k, type: string}], type: bool, expression: k in subject.keys}
                  - {name: rings, type: bool, expression: settings.bell}
                  - {name: refuse, type: decision, expression: deny("locked")}
                """)
            .with(
                "guards.yaml",
                """
                name: guards
                rule:
                  match:
                    - condition: subject.id == "eve"
                      output: deny("known")
                      except: [door.open]
                      cites: [D-3]
                    - {condition: rings(), output: deny("loud")}
                """)
            .policy(
                "door.open",
                """
                  variables:
                    - {name: skeleton, expression: holds("k0")}
                  match:
                    - condition: variables.skeleton || holds(resource.id)
                      output: permit("opened")
                      cites: [D-2]
                    - condition: rings() && controls.alarm && subject.id == "ana"
                      output: missing_fact("subject.properties.keys")
                    - output: refuse()
                      cites: [D-1]
                """)
            .policy("door.shut", "  match: [{output: permit()}]");
    List<String> rows = RequirementTable.of(set.load()).lines().skip(2).toList();
    assertEquals(
        "| every action, first | `known`, `loud` | D-3 (not for `door.open`) | `bell`: every plan |"
            + " `subject.id` |",
        rows.get(0));
    assertEquals(
        "| `door.open` | `opened`, `missing_fact`, `locked` | D-1, D-2 | `alarm`: paid; `bell`: every"
            + " plan | `holds(\"k0\")`, `holds(…)`, `subject.id` |",
        rows.get(1));
  }

  @Test
  void inserted_noMarks_empty() {
    assertTrue(RequirementTable.inserted("# A set", LoadedSet.in(POSTMAN).snapshot()).isEmpty());
  }
}
