package dev.portreeve.sidecar.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.reload.ReloadStatus;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReloadTest {
  private static final Duration IN_FORCE = Duration.ofSeconds(2);
  private static final String UNLOCKED = "id: %s\nplan: team\nsettings:\n  locked: false\n";

  @TempDir private Path directory;
  private Path set;
  private RunningServer server;

  @BeforeEach
  void start() {
    set = TestSets.copy("doors", directory.resolve("set"));
    server = RunningServer.of(set);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void team_changed_isReplacedAlone() throws Exception {
    Object acme = known("acme");
    assertEquals("locked", reason("bolt"));
    write("teams/bolt.yaml", UNLOCKED.formatted("bolt"));
    becomes("open", "bolt");
    assertSame(acme, known("acme"));
  }

  @Test
  void team_writtenAgainWithTheSameContent_changesNothing() throws Exception {
    Object before = known("bolt");
    write("teams/bolt.yaml", read("teams/bolt.yaml"));
    write("teams/acme.yaml", read("teams/acme.yaml").replace("locked: false", "locked: true"));
    becomes("locked", "acme");
    assertSame(before, known("bolt"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id: bolt\nplan: team\nsettings: {lokced: false}\n",
        "id: bolt\nplan: [\n",
        "id: other\nplan: team\n"
      })
  void team_broken_lastGoodStaysUntilTheFileIsGoodOrGone(String broken) throws Exception {
    write("teams/bolt.yaml", broken);
    refused(Map.of("bolt", 1));
    assertEquals("locked", reason("bolt"));
    assertEquals("open", reason("acme"));
    assertTrue(firstProblem("bolt").startsWith("teams/bolt.yaml:"), firstProblem("bolt"));

    write("teams/bolt.yaml", UNLOCKED.formatted("bolt"));
    becomes("open", "bolt");
    refused(Map.of());

    write("teams/bolt.yaml", broken);
    refused(Map.of("bolt", 1));
    Files.delete(set.resolve("teams/bolt.yaml"));
    becomes("unknown_team", "bolt");
    refused(Map.of());
  }

  @Test
  void team_comesAndGoes_isKnownMeanwhile() throws Exception {
    assertEquals("unknown_team", reason("late"));
    write("teams/late.yaml", UNLOCKED.formatted("late"));
    becomes("open", "late");
    Files.delete(set.resolve("teams/late.yaml"));
    becomes("unknown_team", "late");
  }

  @Test
  void team_brokenAtStart_isUnknownUntilItIsGood() throws Exception {
    server.close();
    write("teams/bolt.yaml", "id: bolt\n");
    server = RunningServer.of(set);
    assertTrue(server.sidecar().ready());
    refused(Map.of("bolt", 1));
    assertEquals("unknown_team", reason("bolt"));
    assertEquals("open", reason("acme"));
    write("teams/bolt.yaml", UNLOCKED.formatted("bolt"));
    becomes("open", "bolt");
  }

  @Test
  void teams_directoryVanishes_teamsInForceStay() throws Exception {
    Files.move(set.resolve("teams"), set.resolve("elsewhere"));
    Eventually.becomes(
        "teams: the directory has vanished", IN_FORCE, () -> status().teamsProblem());
    assertEquals("open", reason("acme"));
    Files.move(set.resolve("elsewhere"), set.resolve("teams"));
    Eventually.becomes("", IN_FORCE, () -> status().teamsProblem());
    assertEquals("open", reason("acme"));
  }

  @Test
  void set_vanishesAndReturns_staysInForce() throws Exception {
    Files.move(set, directory.resolve("elsewhere"));
    Eventually.becomes(
        List.of(set + ": no such directory"), IN_FORCE, () -> status().setProblems());
    assertEquals("open", reason("acme"));
    Files.move(directory.resolve("elsewhere"), set);
    Eventually.becomes(List.of(), IN_FORCE, () -> status().setProblems());
    write(
        "actions/door.open.yaml", read("actions/door.open.yaml").replace("\"open\"", "\"closed\""));
    becomes("closed", "acme");
  }

  @Test
  void set_brokenAndPutBack_isNoLongerShown() throws Exception {
    String good = read("actions/door.open.yaml");
    write("actions/door.open.yaml", good.replace("resource.floor", "resource.flor"));
    Eventually.becomes(
        true,
        IN_FORCE,
        () ->
            status().setProblems().stream()
                .anyMatch(p -> p.startsWith("actions/door.open.yaml:9:")));
    assertEquals("open", reason("acme"));
    write("actions/door.open.yaml", good);
    Eventually.becomes(List.of(), IN_FORCE, () -> status().setProblems());
  }

  @Test
  void schema_teamInForceDoesNotFit_isRefusedUntilTheTeamDoes() throws Exception {
    replace("schema.yaml", "  locked: {title", "  shut: {title");
    replace("actions/door.open.yaml", "settings.locked", "settings.shut");
    Eventually.becomes(
        true,
        IN_FORCE,
        () ->
            status().setProblems().stream()
                .anyMatch(p -> p.startsWith("team `") && p.contains("does not fit")));
    assertEquals("locked", reason("bolt"));

    replace("teams/acme.yaml", "locked:", "shut:");
    replace("teams/bolt.yaml", "locked: true", "shut: false");
    becomes("open", "bolt");
    assertEquals(List.of(), status().setProblems());
    refused(Map.of());
  }

  @Test
  void schema_teamsChangeWithIt_allAreInForceTogether() throws Exception {
    replace("teams/acme.yaml", "locked:", "shut:");
    replace("teams/bolt.yaml", "locked: true", "shut: false");
    refused(Map.of("acme", 1, "bolt", 1));
    assertEquals("locked", reason("bolt"));
    replace("actions/door.open.yaml", "settings.locked", "settings.shut");
    replace("schema.yaml", "  locked: {title", "  shut: {title");
    becomes("open", "bolt");
    refused(Map.of());
  }

  @Test
  void schema_pinnedTeamFitsWithItsLastGoodFile_staysPinned() throws Exception {
    write("teams/bolt.yaml", "id: bolt\nplan: none\n");
    refused(Map.of("bolt", 1));
    replace("schema.yaml", "Opening a door.", "Opening any door.");
    Eventually.becomes(
        true,
        IN_FORCE,
        () ->
            server
                .sidecar()
                .reloader()
                .inForce()
                .now()
                .snapshot()
                .schema()
                .actions()
                .get("door.open")
                .description()
                .equals("Opening any door."));
    assertEquals("locked", reason("bolt"));
    refused(Map.of("bolt", 1));
  }

  private ReloadStatus status() {
    return server.sidecar().reloader().status();
  }

  private Map<String, List<String>> refusedTeams() {
    return server.sidecar().reloader().inForce().now().teams().refused();
  }

  private String firstProblem(String team) {
    return refusedTeams().getOrDefault(team, List.of("")).get(0);
  }

  private void refused(Map<String, Integer> teams) {
    Eventually.becomes(
        teams.keySet(), IN_FORCE, () -> java.util.Set.copyOf(refusedTeams().keySet()));
  }

  private void becomes(String reason, String team) {
    Eventually.becomes(reason, IN_FORCE, () -> reason(team));
  }

  private String reason(String team) {
    Map<String, Object> request =
        Map.of(
            "subject", Map.of("type", "user", "id", "ana"),
            "action", Map.of("name", "door.open"),
            "resource",
                Map.of("type", "door", "id", "d1", "properties", Map.of("team", team, "floor", 3)));
    return server.http().check(request).getJsonObject("context").getString("reason");
  }

  private Object known(String team) throws Exception {
    return server.sidecar().reloader().inForce().now().teams().find(team).get(10, TimeUnit.SECONDS);
  }

  private String read(String name) throws IOException {
    return Files.readString(set.resolve(name));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(set.resolve(name), text);
  }

  private void replace(String name, String what, String by) throws IOException {
    write(name, read(name).replace(what, by));
  }
}
