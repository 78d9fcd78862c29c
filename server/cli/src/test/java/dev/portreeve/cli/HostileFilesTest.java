package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files within and beyond the limits, read by a process with the launcher's heap that ends when it
 * runs out of memory.
 */
class HostileFilesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> HEAP =
      List.of(
          "-Xms16m",
          "-Xmx64m",
          "-Xmn5m",
          "-XX:SurvivorRatio=6",
          "-XX:TargetSurvivorRatio=90",
          "-XX:+ExitOnOutOfMemoryError");

  /** In place of a reason: the machine was too slow to read the team while the check waited. */
  private static final String NOT_IN_TIME = "not in time";

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path directory;
  private Path set;

  @BeforeEach
  void begin() throws IOException {
    set = TestSets.copy(Repository.root().resolve("policies/postman"), directory.resolve("set"));
    team("good", "plan: enterprise\nsettings: {block_collection_exports: true}\n");
  }

  @Test
  void teams_atTheLimits_areServedManyAtATime() throws IOException {
    String members =
        lines(
            10_000, i -> "  member-" + i + ": {team_roles: [developer], groups: [g" + i % 9 + "]}");
    String patterns = lines(10_000, i -> "      - \"npm:package-" + i + "-*@" + i % 7 + ".*\"");
    for (int i = 0; i < 4; i++) {
      team("members" + i, "plan: enterprise\nmembers:\n" + members);
      team("patterns" + i, "plan: enterprise\n" + external(patterns));
    }
    try (CommandProcess server = serve()) {
      List<CompletableFuture<String>> reasons = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        reasons.add(reason(server, big(i)));
      }
      for (int i = 0; i < reasons.size(); i++) {
        String team = big(i);
        if (reasons.get(i).join().equals(NOT_IN_TIME)) {
          Eventually.becomes(
              false, PATIENCE, () -> reason(server, team).join().equals(NOT_IN_TIME));
        }
        assertNotEquals("unknown_team", reason(server, team).join());
      }
      assertEquals(0, readyz(server).getJsonObject("teams").getInteger("refused_count"));
      expectWell(server);
    }
  }

  private static String big(int i) {
    return (i % 2 == 0 ? "members" : "patterns") + i / 2 % 4;
  }

  @Test
  void teams_beyondTheLimits_areRefusedAlone() throws IOException {
    Map<String, String> hostile =
        Map.of(
            "members", "members:\n" + lines(30_000, i -> "  m" + i + ": {team_roles: [developer]}"),
            "patterns", external(lines(100_000, i -> "      - npm:p" + i)),
            "comments", "# and so on\n".repeat(15 << 20 >> 4),
            "values", "x: [" + "1,".repeat(500_000) + "1]\n",
            "keys", lines(200_000, i -> "k" + i + ":"),
            "wrong", "members:\n" + lines(9_000, i -> "  m" + i + ": {team_rolse: [x]}"),
            "deep", "x: " + "[".repeat(100_000),
            "bomb", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
            "tags", "x: !" + "!".repeat(200_000) + "\n",
            "quote", "x: \"" + "\\u00e9".repeat(150_000));
    for (Map.Entry<String, String> team : hostile.entrySet()) {
      team(team.getKey(), "plan: enterprise\n" + team.getValue());
    }
    try (RandomAccessFile huge = new RandomAccessFile(file("huge").toFile(), "rw")) {
      huge.setLength(100 << 20);
    }
    try (CommandProcess server = serve()) {
      JsonObject teams = readyz(server).getJsonObject("teams");
      assertEquals(11, teams.getInteger("refused_count"), teams.encodePrettily());
      Set<String> shown = teams.getJsonObject("refused").fieldNames();
      assertTrue(shown.containsAll(hostile.keySet()), shown.toString());
      assertTrue(teams.encode().length() < 30_000, "too much is shown: " + teams.encode().length());
      for (String id : hostile.keySet()) {
        assertEquals("unknown_team", reason(server, id).join());
      }
      expectWell(server);
    }
  }

  @Test
  void policySet_hostileChange_isRefusedAndTheTeamChangeAfterItIsInForceAtOnce()
      throws IOException {
    String good = Files.readString(set.resolve("definitions.yaml"));
    try (CommandProcess server = serve()) {
      expectWell(server);
      String names =
          IntStream.range(0, 1_200).mapToObj(i -> "x" + i).collect(Collectors.joining(" && "));
      List<String> hostile =
          List.of(
              good.substring(0, good.length() / 2) + "\n  \"",
              good + "\n'odd() bool': \"" + names + "\"\n",
              good + "\n'odd() string': \"'" + "y".repeat(900 << 10) + "'\"\n",
              "a: " + "{b: ".repeat(100_000));
      boolean blocked = true;
      for (String text : hostile) {
        Files.writeString(set.resolve("definitions.yaml"), text);
        blocked = !blocked;
        team("good", "plan: enterprise\nsettings: {block_collection_exports: " + blocked + "}\n");
        String wanted = blocked ? "export_blocked_by_org" : "export_allowed";
        Eventually.becomes(wanted.startsWith("export_blocked"), PATIENCE, () -> blocks(server));
        Eventually.becomes(1, PATIENCE, () -> rejections(server));
        Files.writeString(set.resolve("definitions.yaml"), good);
        Eventually.becomes(0, PATIENCE, () -> rejections(server));
      }
      assertTrue(server.alive(), server.errors());
    }
  }

  private boolean blocks(CommandProcess server) {
    return reason(server, "good").join().equals("export_blocked_by_org");
  }

  private int rejections(CommandProcess server) {
    JsonArray problems = readyz(server).getJsonObject("policy_set").getJsonArray("problems");
    return Math.min(1, problems.size());
  }

  private void expectWell(CommandProcess server) {
    assertEquals("export_blocked_by_org", reason(server, "good").join());
    assertTrue(server.alive(), server.errors());
  }

  private CommandProcess serve() {
    return CommandProcess.serve(directory, HEAP, set, "--event-loops", "2");
  }

  private CompletableFuture<String> reason(CommandProcess server, String team) {
    String body =
        """
        {"subject": {"type": "user", "id": "member-7"}, "action": {"name": "collection.export"},
         "resource": {"type": "collection", "id": "c1", "properties": {"team": "%s"}}}
        """
            .formatted(team);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/access/v1/evaluation"))
            .header("content-type", "application/json")
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .thenApply(
            answer ->
                answer.statusCode() == 503
                    ? NOT_IN_TIME
                    : new JsonObject(answer.body()).getJsonObject("context").getString("reason"));
  }

  private JsonObject readyz(CommandProcess server) {
    URI uri = URI.create("http://127.0.0.1:" + server.managementPort() + "/readyz?verbose");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    return new JsonObject(client.sendAsync(request, BodyHandlers.ofString()).join().body());
  }

  private void team(String id, String text) throws IOException {
    Files.writeString(file(id), "id: " + id + "\n" + text);
  }

  private Path file(String id) {
    return set.resolve("teams/" + id + ".yaml");
  }

  private static String external(String patterns) {
    return "settings:\n  external_packages:\n    mode: allow_selected\n    allowed:\n" + patterns;
  }

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
  }
}
