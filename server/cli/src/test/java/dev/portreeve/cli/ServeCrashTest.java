package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.GenerationSet;
import dev.portreeve.source.testing.SetWriter;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they reload, or run out of what the system lends them. */
class ServeCrashTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int DESCRIPTORS = 192;

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path directory;
  private Path set;

  @BeforeEach
  void begin() throws IOException {
    set = directory.resolve("set");
    write(GenerationSet.valid(1));
    team("acme", false);
  }

  @Test
  void kill_duringReloads_nextStartServesAWholeSetThatWasInForce() throws Exception {
    Set<String> written = new HashSet<>();
    String[] arguments = serve("--state", directory.resolve("state").toString());
    for (int round = 0; round < 3; round++) {
      write(GenerationSet.valid(100 * round));
      written.add(version(100 * round));
      try (CommandProcess server = CommandProcess.run(directory, Map.of(), arguments)) {
        server.awaitReady();
        for (int n = 1; n < 10 + 7 * round; n++) {
          written.add(version(100 * round + n));
          write(GenerationSet.valid(100 * round + n));
          TimeUnit.MILLISECONDS.sleep(60);
        }
        server.signal("KILL");
        server.await();
      }
      write(GenerationSet.broken(round));
      try (CommandProcess server = CommandProcess.run(directory, Map.of(), arguments)) {
        String ready = server.awaitReady();
        assertTrue(ready.contains(" last_good=true"), ready);
        assertTrue(written.contains(ready.replaceAll(".* version=([0-9a-f]+) .*", "$1")), ready);
        JsonObject policySet = readyz(server).getJsonObject("policy_set");
        assertEquals(true, policySet.getBoolean("last_good"));
        assertTrue(policySet.getJsonArray("problems").size() > 0, policySet.encode());
      }
    }
  }

  @Test
  void descriptors_exhaustedWhileATeamChanges_changeIsInForceAfterwards() throws Exception {
    // Where classes lie in directories, each is a file to be opened: those of a refused file are
    // loaded by then.
    Files.createSymbolicLink(set.resolve("teams/loop.yaml"), Path.of("loop.yaml"));
    List<String> command = new ArrayList<>(List.of("sh", "-c", limited(), "sh"));
    command.addAll(CommandProcess.builder(directory, List.of(), serve()).command());
    try (CommandProcess server = CommandProcess.run(directory, command)) {
      assertEquals("open", reason(server));
      List<Socket> sockets = new ArrayList<>();
      try {
        for (int i = 0; i < 2 * DESCRIPTORS; i++) {
          sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        }
        team("acme", true);
        TimeUnit.SECONDS.sleep(3);
      } finally {
        for (Socket socket : sockets) {
          socket.close();
        }
      }
      Eventually.becomes("locked", PATIENCE, () -> reasonIfAnswered(server));
      server.terminate();
      assertEquals(0, server.await(), server.errors());
    }
  }

  private static String limited() {
    return "ulimit -n " + DESCRIPTORS + " && exec \"$@\"";
  }

  private void write(Map<String, String> texts) throws IOException {
    SetWriter.RENAME.write(set, GenerationSet.withTeams(texts));
  }

  private static String version(int generation) {
    return PolicySetFiles.of(GenerationSet.withTeams(GenerationSet.valid(generation))).hash();
  }

  private void team(String id, boolean locked) throws IOException {
    String name = "teams/" + id + ".yaml";
    SetWriter.RENAME.write(set, Map.of(name, GenerationSet.team(id, locked)));
  }

  private String[] serve(String... more) {
    List<String> arguments = new ArrayList<>(List.of("serve", "--policies", set.toString()));
    arguments.addAll(List.of("--listen", "127.0.0.1:0", "--management", "127.0.0.1:0"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private String reason(CommandProcess server) {
    String body =
        """
        {"subject": {"type": "user", "id": "ana"}, "action": {"name": "team.read"},
         "resource": {"type": "thing", "id": "t1", "properties": {"team": "acme"}}}
        """;
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/access/v1/evaluation");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .timeout(PATIENCE)
            .build();
    String answer = client.sendAsync(request, BodyHandlers.ofString()).join().body();
    return new JsonObject(answer).getJsonObject("context").getString("reason");
  }

  /** The same, or empty where the server has closed the connection to make room for others. */
  private String reasonIfAnswered(CommandProcess server) {
    try {
      return reason(server);
    } catch (CompletionException closed) {
      return "";
    }
  }

  private JsonObject readyz(CommandProcess server) {
    URI uri = URI.create("http://127.0.0.1:" + server.managementPort() + "/readyz?verbose");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    return new JsonObject(client.sendAsync(request, BodyHandlers.ofString()).join().body());
  }
}
