package dev.portreeve.client.inprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.Action;
import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Outcome;
import dev.portreeve.client.Resource;
import dev.portreeve.client.Subject;
import dev.portreeve.client.http.HttpDecisionPoint;
import dev.portreeve.engine.facts.UnknownFacts;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.reload.TypeCheckDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In process and over the wire, the shipped set decides the same to the last member. */
class ServerAgreementTest {
  private static final Path SET = Repository.set("postman");
  private static final List<Subject> SUBJECTS =
      List.of(
          Subject.of("user", "eve").with("workspace_role", "editor"),
          Subject.of("user", "ana").with("team_roles", List.of("super_admin")),
          Subject.of("user", "bob").with("signed_in", "false"),
          Subject.of("robot", "r1"));

  /** Policies that the server has checked are not checked again. */
  @TempDir private Path cache;

  private static List<Check> checks(Set<String> actions) {
    List<Check> checks = new ArrayList<>();
    for (String action : actions) {
      for (Subject subject : SUBJECTS) {
        String type = action.substring(0, action.indexOf('.'));
        Resource resource =
            Resource.of(type, "x1")
                .with("team", "acme")
                .with("workspace_kind", "internal")
                .with("workspace_access", "team")
                .with("kind", "public");
        Action what =
            Action.of(action)
                .with("setting", "block_collection_exports")
                .with("value", true)
                .with("role", "editor")
                .with("recipient", Map.of("kind", "external", "id", "max"));
        checks.add(new Check(subject, what, resource, Map.of("available_seats", 2)));
        checks.add(new Check(subject, what, resource.with("team", "nowhere"), Map.of()));
        checks.add(new Check(subject, what, resource, Map.of("dry_run", true)));
        checks.add(new Check(subject, what, resource, Map.of("unknown_facts", "report")));
        checks.add(Check.of(subject, Action.of(action), Resource.of(type, "x1")));
      }
    }
    return checks;
  }

  @Test
  void checkAll_everyShippedAction_decidesAsTheServerDoes() {
    try (RunningServer server = RunningServer.of(SET, Map.of("--cache", cache.toString()));
        EmbeddedPolicySet embedded =
            new EmbeddedPolicySet(
                new InProcessOptions(
                    SET,
                    SET.resolve("teams"),
                    TypeCheckDirectory.of(cache),
                    1 << 20,
                    UnknownFacts.Mode.IGNORE,
                    Optional.empty()));
        DecisionPoint http =
            HttpDecisionPoint.builder()
                .address("http://" + server.address())
                .deadline(Duration.ofSeconds(60))
                .build()) {
      List<Check> checks =
          checks(server.sidecar().reloader().inForce().now().snapshot().policies());
      List<Decision> here = embedded.checkAll(Batch.of(checks));
      List<Decision> there = http.checkAll(Batch.of(checks));
      for (int i = 0; i < checks.size(); i++) {
        Check check = checks.get(i);
        Decision wire = there.get(i);
        if (wire.reason().equals(Decision.OBLIGATION_UNFULFILLED)) {
          // The client over the wire has no handlers; the obligations must be the same.
          assertEquals(here.get(i).obligations(), wire.obligations(), check::toString);
        } else {
          assertEquals(wire.toString(), here.get(i).toString(), check::toString);
          assertEquals(wire, here.get(i), check::toString);
        }
      }
      assertEquals(
          Set.of(Outcome.values()),
          here.stream().map(Decision::outcome).collect(Collectors.toSet()));
      assertTrue(here.stream().anyMatch(decision -> !decision.obligations().isEmpty()));
      assertTrue(here.stream().anyMatch(decision -> !decision.missing().isEmpty()));
    }
  }
}
