package dev.portreeve.client.inprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.Action;
import dev.portreeve.client.Batch;
import dev.portreeve.client.BatchSemantic;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.client.Resource;
import dev.portreeve.client.Subject;
import dev.portreeve.engine.facts.UnknownFacts;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.GenerationSet;
import dev.portreeve.source.testing.SetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InProcessDecisionPointTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Check OPEN = check("acme");

  @TempDir private Path dir;

  private static Check check(String team) {
    return Check.of(
        Subject.of("user", "eve"),
        Action.of(GenerationSet.TEAM),
        Resource.of("thing", "t1").with("team", team));
  }

  @BeforeEach
  void write() throws IOException {
    SetWriter.IN_PLACE.write(dir, GenerationSet.withTeams(GenerationSet.valid(1)));
    team("acme", false);
  }

  private void team(String id, boolean locked) throws IOException {
    Path teams = Files.createDirectories(dir.resolve("teams"));
    Files.writeString(teams.resolve(id + ".yaml"), GenerationSet.team(id, locked));
  }

  @Test
  void check_teamChanges_isDecidedAnew() throws IOException {
    try (DecisionPoint pdp = InProcessDecisionPoint.open(dir)) {
      Decision before = pdp.check(OPEN);
      assertEquals("open", before.reason());
      team("acme", true);
      Eventually.becomes("locked", PATIENCE, () -> pdp.check(OPEN).reason());

      assertEquals(before.policyVersion(), pdp.check(OPEN).policyVersion());
      assertFalse(before.teamVersion().equals(pdp.check(OPEN).teamVersion()));
    }
  }

  @Test
  void check_setChangesThenBreaks_lastGoodOneStays() throws IOException {
    Check one =
        Check.of(
            Subject.of("user", "eve"), Action.of(GenerationSet.ONE), Resource.of("thing", "t1"));
    try (DecisionPoint pdp = InProcessDecisionPoint.open(dir)) {
      assertEquals("g1", pdp.check(one).reason());
      SetWriter.IN_PLACE.write(dir, GenerationSet.withTeams(GenerationSet.valid(2)));
      Eventually.becomes("g2", PATIENCE, () -> pdp.check(one).reason());
      SetWriter.IN_PLACE.write(dir, GenerationSet.withTeams(GenerationSet.broken(3)));
      team("birch", false);
      Eventually.becomes("open", PATIENCE, () -> pdp.check(check("birch")).reason());

      assertEquals("g2", pdp.check(one).reason());
    }
  }

  @Test
  void open_brokenSet_tellsEveryProblem() throws IOException {
    Files.writeString(dir.resolve("schema.yaml"), "name: 1\nactions: {}\nnonsense: 2\n");

    PolicySetException refused =
        assertThrows(PolicySetException.class, () -> InProcessDecisionPoint.open(dir));

    assertTrue(refused.getMessage().contains("schema.yaml:"), refused.getMessage());
  }

  @Test
  void checkAll_denyOnFirstDeny_doesNotComeToTheRest() throws IOException {
    team("shut", true);
    Batch batch =
        new Batch(
            List.of(OPEN, check("shut"), check("nowhere"), OPEN), BatchSemantic.DENY_ON_FIRST_DENY);
    try (DecisionPoint pdp = InProcessDecisionPoint.open(dir)) {
      List<String> reasons = pdp.checkAll(batch).stream().map(Decision::reason).toList();

      assertEquals(
          List.of("open", "locked", Decision.NOT_EVALUATED, Decision.NOT_EVALUATED), reasons);
    }
  }

  @Test
  void check_factThatTheSchemaDoesNotDeclare_isToldWithTheNameMeant() {
    List<String> told = new ArrayList<>();
    try (DecisionPoint pdp =
        InProcessDecisionPoint.builder(dir).onUndeclaredFact(told::add).open()) {
      pdp.check(OPEN);
      assertEquals(List.of(), told);
      Resource misspelt = Resource.of("thing", "t1").with("team", "acme").with("sise", 3);
      assertTrue(
          pdp.check(new Check(OPEN.subject(), OPEN.action(), misspelt, Map.of("dry_run", true)))
              .permitted());
    }
    assertEquals(
        List.of(
            "`resource.properties.sise` is not declared in the schema of the policy set:"
                + " did you mean `resource.properties.size`?"),
        told);
  }

  @Test
  void check_factThatTheSchemaDoesNotDeclare_isReportedOrRefusedWhereThatIsWanted() {
    Resource misspelt = Resource.of("thing", "t1").with("team", "acme").with("sise", 3);
    Check check = Check.of(OPEN.subject(), OPEN.action(), misspelt);
    try (DecisionPoint lax = InProcessDecisionPoint.open(dir);
        DecisionPoint strict =
            InProcessDecisionPoint.builder(dir).unknownFacts(UnknownFacts.Mode.REFUSE).open()) {
      assertEquals(
          List.of(
              Map.of(
                  "field", "resource.properties.sise",
                  "did_you_mean", "resource.properties.size")),
          lax.check(wanting(check, "report")).details().get("unknown_facts"));
      assertTrue(lax.check(wanting(check, "ignore")).permitted());
      assertTrue(strict.check(OPEN).permitted());
      for (Decision refused :
          List.of(
              lax.check(wanting(check, "refuse")),
              strict.check(check),
              strict.check(wanting(check, "ignore")))) {
        Failure failure = refused.failure().orElseThrow();
        assertEquals(Failure.Kind.INVALID_REQUEST, failure.kind());
        assertEquals("resource.properties.sise", failure.field());
      }
      assertEquals(
          "context.unknown_facts",
          lax.check(wanting(OPEN, "strict")).failure().orElseThrow().field());
    }
  }

  private static Check wanting(Check check, String mode) {
    return new Check(
        check.subject(), check.action(), check.resource(), Map.of("unknown_facts", mode));
  }

  @Test
  void check_closed_denies() {
    DecisionPoint pdp = InProcessDecisionPoint.open(dir);
    pdp.close();

    Decision decision = pdp.check(OPEN);
    assertFalse(decision.permitted());
    assertEquals(Failure.Kind.CLIENT_FAILED, decision.failure().orElseThrow().kind());
  }
}
