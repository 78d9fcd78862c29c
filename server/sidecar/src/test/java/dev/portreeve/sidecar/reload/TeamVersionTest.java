package dev.portreeve.sidecar.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer says under which version of its team it was given. */
class TeamVersionTest {
  private static final Duration IN_FORCE = Duration.ofSeconds(30);
  private static final String BOLT = "id: bolt\nplan: team\nsettings: {locked: %s}\n";

  @TempDir private static Path directory;
  private static Path bolt;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    Path set = TestSets.copy("doors", directory.resolve("set"));
    bolt = set.resolve("teams/bolt.yaml");
    Files.writeString(bolt, BOLT.formatted(true));
    server = RunningServer.of(set);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void version_teamFileChanges_changesAndComesBackWithTheContent() throws Exception {
    JsonObject locked = context("bolt", "locked");
    write(false);
    JsonObject open = context("bolt", "open");
    assertEquals(locked.getString("policy_version"), open.getString("policy_version"));
    assertNotEquals(locked.getString("team_version"), open.getString("team_version"));
    write(true);
    assertEquals(locked, context("bolt", "locked"));
  }

  @Test
  void version_ofEachTeam_isItsOwnWhateverIsAsked() {
    Set<String> versions = new HashSet<>();
    for (String team : List.of("acme", "bolt", "acme")) {
      JsonObject http = server.http().check(check("door.paint", team)).getJsonObject("context");
      assertTrue(http.getString("team_version").matches("[0-9a-f]{32}"), http.encode());
      assertEquals(
          http, server.grpc().check(check("door.paint", team)).getJsonObject("context"), team);
      versions.add(http.getString("team_version"));
    }
    assertEquals(2, versions.size());
  }

  @Test
  void version_noTeamKnown_isLeftOut() {
    JsonObject unknown = server.http().check(check("door.open", "nobody"));
    assertEquals("unknown_team", unknown.getJsonObject("context").getString("reason"));
    assertFalse(unknown.getJsonObject("context").containsKey("team_version"), unknown.encode());
    assertEquals(
        new JsonObject().put("decision", false), server.http().check(check("door.knock", "acme")));
    assertEquals(
        new JsonObject().put("decision", false), server.grpc().check(check("door.knock", "acme")));
  }

  /** The answer's context once it has that reason; the same over HTTP and gRPC. */
  private static JsonObject context(String team, String reason) {
    Map<String, Object> check = check("door.open", team);
    Eventually.becomes(
        reason,
        IN_FORCE,
        () -> server.http().check(check).getJsonObject("context").getString("reason"));
    JsonObject context = server.http().check(check).getJsonObject("context");
    assertEquals(context, server.grpc().check(check).getJsonObject("context"));
    return context;
  }

  private static void write(boolean locked) throws Exception {
    Path fresh = Files.writeString(directory.resolve("fresh"), BOLT.formatted(locked));
    Files.move(fresh, bolt, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Map<String, Object> check(String action, String team) {
    return Map.of(
        "subject", Map.of("type", "user", "id", "ana"),
        "action", Map.of("name", action),
        "resource",
            Map.of("type", "door", "id", "d1", "properties", Map.of("team", team, "floor", 3)));
  }
}
