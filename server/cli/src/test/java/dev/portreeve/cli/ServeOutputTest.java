package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server process writes, what it makes of its environment, and SIGHUP. */
class ServeOutputTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory;
  private Path set;

  @BeforeEach
  void begin() {
    set = TestSets.copy("doors", directory.resolve("set"));
  }

  @Test
  void json_everyLineOfAServersLife_isAnObjectWithItsMessageFilledIn() throws IOException {
    Files.writeString(set.resolve("teams/odd.yaml"), "id: odd\nplan: >\n  gold\n");
    try (CommandProcess server = serve(Map.of(), "--log-format", "json")) {
      JsonObject ready = new JsonObject(server.awaitReady());
      assertTrue(ready.getString("message").startsWith("portreeve ready listen=127.0.0.1:"));
      assertEquals("doors", ready.getString("policy_set"));
      assertEquals("3", ready.getString("teams"));
      server.terminate();
      assertEquals(0, server.await(), server.errors());
      assertEquals(1, server.output().size(), server.output()::toString);
      List<JsonObject> log = objects(server.errors());
      assertTrue(log.stream().anyMatch(line -> message(line).startsWith("team odd refused: ")));
      assertTrue(log.stream().anyMatch(line -> message(line).equals("stopped")), server.errors());
      assertTrue(log.stream().noneMatch(line -> message(line).contains("{}")), server.errors());
    }
  }

  @Test
  void serve_compilerDirectives_areTakenWithoutAWord() {
    Path file = Repository.root().resolve("server/jvm/compiler.json");
    try (CommandProcess server = directed(file)) {
      server.awaitReady();
      assertFalse(server.errors().contains("directives"), server.errors());
    }
  }

  @Test
  void serve_compilerDirectivesUnreadable_servesAndSaysSo() {
    try (CommandProcess server = directed(directory.resolve("none.json"))) {
      server.awaitReady();
      assertTrue(server.errors().contains("compiler directives"), server.errors());
      assertTrue(server.errors().contains("none.json"), server.errors());
    }
  }

  @Test
  void compilerDirectives_everyPatternOfThisProject_namesAClass() throws IOException {
    Path root = Repository.root().resolve("server");
    String text = Files.readString(root.resolve("jvm/compiler.json"));
    Pattern pattern = Pattern.compile("\"-?(dev/portreeve/[\\w/]+)([*.])");
    List<String> sources;
    try (Stream<Path> files = Files.walk(root)) {
      sources = files.map(Path::toString).filter(p -> p.contains("/src/main/java/")).toList();
    }
    for (Matcher named = pattern.matcher(text); named.find(); ) {
      String begin = "/src/main/java/" + named.group(1);
      boolean whole = named.group(2).equals(".");
      assertTrue(
          sources.stream().anyMatch(p -> p.contains(whole ? begin + ".java" : begin)),
          named.group(1));
    }
  }

  private CommandProcess directed(Path file) {
    return CommandProcess.run(
        directory,
        Map.of(),
        List.of(
            "-Dportreeve.compiler-directives=" + file,
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED"),
        serveArguments());
  }

  @Test
  void json_startThatFails_saysWhyInObjects() throws IOException {
    expectFailure(2, "`nine` is not an address", "--log-format", "json", "--listen", "nine");
    expectFailure(2, "--lisen", "--lisen", "x", "--log-format=json");
    Path config = Files.writeString(directory.resolve("c.yaml"), "log-format: json\ndrain: x\n");
    expectFailure(2, "drain: `x` is not a number", "--config", config.toString());
    Files.writeString(set.resolve("schema.yaml"), "name: [\n");
    expectFailure(3, "schema.yaml:", "--log-format", "json");
    expectFailure(3, "the policy set does not load", "--log-format", "json");
  }

  @Test
  void json_tooFewDescriptors_saysSoInAnObject() {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -n 150 && exec \"$@\"", "sh"));
    command.addAll(
        CommandProcess.builder(directory, List.of(), serveArguments("--log-format", "json"))
            .command());
    expectFailure(2, "raise `ulimit -n`", CommandProcess.run(directory, command));
  }

  private void expectFailure(int status, String said, String... arguments) {
    expectFailure(status, said, serve(Map.of(), arguments));
  }

  private static void expectFailure(int status, String said, CommandProcess process) {
    try (CommandProcess server = process) {
      assertEquals(status, server.await(), server.errors());
      List<JsonObject> lines = objects(server.errors());
      assertTrue(lines.stream().anyMatch(line -> message(line).contains(said)), server.errors());
      lines.forEach(line -> assertEquals("ERROR", line.getString("level")));
    }
  }

  @Test
  void variables_unknown_areRefusedByName() {
    Map<String, String> wrong = Map.of("PORTREEVE_LISTNE", "x", "PORTREEVE_POLICY", "y");
    try (CommandProcess server = serve(wrong)) {
      assertEquals(2, server.await());
      String errors = server.errors();
      String line = "PORTREEVE_LISTNE: no such variable: did you mean `PORTREEVE_LISTEN`?";
      assertTrue(errors.contains(line), errors);
      assertTrue(errors.contains("PORTREEVE_POLICY: no such variable"), errors);
    }
  }

  @Test
  void variables_ofTheLauncherAndKubernetes_areNobodysMistake() {
    Map<String, String> links =
        Map.of(
            "PORTREEVE_JAVA_OPTS", "-Xmx99m",
            "PORTREEVE_PORT", "tcp://10.0.0.1:8080",
            "PORTREEVE_PORT_8080_TCP_ADDR", "10.0.0.1",
            "PORTREEVE_SERVICE_HOST", "10.0.0.1",
            "PORTREEVE_SERVICE_PORT_HTTP", "8080",
            "PORTREEVE_PDP_SERVICE_HOST", "10.0.0.2",
            "PORTREEVE_PDP_PORT_8080_TCP_PROTO", "tcp");
    try (CommandProcess server = serve(links)) {
      server.awaitReady();
    }
  }

  @Test
  void hangup_filesThatLookUnchanged_areReadAgainAndTheServerLives() {
    try (CommandProcess server = serve(Map.of())) {
      server.awaitReady();
      for (int i = 0; i < 3; i++) {
        server.signal("HUP");
      }
      Eventually.becomes(true, PATIENCE, () -> server.errors().contains("reading the policy set"));
      assertTrue(server.alive());
      server.terminate();
      assertEquals(0, server.await());
    }
  }

  /** A container runtime whose log driver is stuck leaves a pipe that is full. */
  @Test
  void log_standardErrorThatNobodyReads_holdsNoRequestUp() throws Exception {
    ProcessBuilder builder = CommandProcess.builder(directory, List.of(), serveArguments());
    Process process = builder.redirectErrorStream(false).start();
    try (var out = process.inputReader()) {
      String ready = out.readLine();
      String listen = ready.replaceAll(".* listen=([0-9.:]+) .*", "$1");
      HttpClient client = HttpClient.newHttpClient();
      // the pipe takes 64 KiB, and each line of these is more than 500 bytes
      for (int i = 0; i < 400; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://" + listen + "/check/nginx"))
                .header("X-Original-Method", "GET")
                .header("X-Original-URI", "/a/..;/" + i + "x".repeat(500))
                .timeout(PATIENCE)
                .build();
        assertEquals(403, client.send(request, BodyHandlers.discarding()).statusCode());
      }
      process.destroy();
      assertTrue(process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void log_warningPerRequest_isLimitedAndCounted() throws Exception {
    try (CommandProcess server = serve(Map.of())) {
      HttpClient client = HttpClient.newHttpClient();
      String base = "http://127.0.0.1:" + server.port();
      for (int i = 0; i < 300; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(base + "/check/nginx"))
                .header("X-Original-Method", "GET")
                .header("X-Original-URI", "/a/..;/" + i)
                .build();
        client.send(request, BodyHandlers.discarding());
      }
      URI metrics = URI.create("http://127.0.0.1:" + server.managementPort() + "/metrics");
      String scraped =
          client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
      assertFalse(scraped.contains("portreeve_log_suppressed_total 0.0"), scraped);
      server.terminate();
      assertEquals(0, server.await());
      long lines = server.errors().lines().filter(line -> line.contains(" WARN ")).count();
      assertTrue(lines >= 50 && lines < 200, lines + " lines");
    }
  }

  private CommandProcess serve(Map<String, String> environment, String... more) {
    return CommandProcess.run(directory, environment, serveArguments(more));
  }

  private String[] serveArguments(String... more) {
    List<String> arguments = new ArrayList<>(List.of("serve", "--policies", set.toString()));
    for (String flag : List.of("--listen", "--management")) {
      if (!List.of(more).contains(flag)) {
        arguments.addAll(List.of(flag, "127.0.0.1:0"));
      }
    }
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private static List<JsonObject> objects(String lines) {
    return lines.lines().map(JsonObject::new).toList();
  }

  private static String message(JsonObject line) {
    return line.getString("message");
  }
}
