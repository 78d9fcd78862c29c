package dev.portreeve.sidecar.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.reload.ReloadStatus;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.GenerationSet;
import dev.portreeve.source.testing.SetWriter;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A set with teams that is served while checks come without a pause. */
final class ServedSet implements AutoCloseable {
  /** Twice as long as a change may take, and more, since others use the machine as well. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Path set;
  private final RunningServer server;
  private final CheckStream checks;

  /** Serves generation 1 with the teams {@code acme}, open, and {@code bolt}, locked. */
  ServedSet(Path directory, Map<String, String> flags) throws IOException {
    this.set = directory.resolve("set");
    writeSet(SetWriter.IN_PLACE, 1);
    writeTeam("acme", false);
    writeTeam("bolt", true);
    this.server = RunningServer.of(set, flags);
    this.checks = new CheckStream(server);
  }

  Path path(String name) {
    return set.resolve(name);
  }

  void writeSet(SetWriter writer, int generation) throws IOException {
    writer.write(set, GenerationSet.withTeams(GenerationSet.valid(generation)));
  }

  void writeBrokenSet(int generation) throws IOException {
    SetWriter.RENAME.write(set, GenerationSet.withTeams(GenerationSet.broken(generation)));
  }

  void writeTeam(String id, boolean locked) throws IOException {
    SetWriter.RENAME.write(set, Map.of("teams/" + id + ".yaml", GenerationSet.team(id, locked)));
  }

  /** Expects a generation of the set to be in force soon. */
  void expectSet(int generation) {
    Eventually.becomes("g" + generation, PATIENCE, checks::reason);
    Eventually.becomes(List.of(), PATIENCE, () -> status().setProblems());
  }

  /** Expects the set at the source to be refused soon and a generation to stay in force. */
  void expectRefused(String beginning, int generation) {
    Eventually.becomes(
        true,
        PATIENCE,
        () -> status().setProblems().stream().anyMatch(problem -> problem.startsWith(beginning)));
    assertEquals("g" + generation, checks.reason());
  }

  /**
   * Expects the reason of a team's check soon: {@code open}, {@code locked}, {@code unknown_team}.
   */
  void expectTeam(String reason, String id) {
    Eventually.becomes(reason, PATIENCE, () -> teamReason(id));
  }

  String teamReason(String id) {
    return server
        .http()
        .check(
            Map.of(
                "subject", Map.of("type", "user", "id", "ana"),
                "action", Map.of("name", GenerationSet.TEAM),
                "resource", Map.of("type", "thing", "id", "t1", "properties", Map.of("team", id))))
        .getJsonObject("context")
        .getString("reason");
  }

  /** Expects a part of the verbose report to become so. */
  <T> void expectReported(T wanted, String part, String member) {
    Eventually.becomes(wanted, PATIENCE, () -> report().getJsonObject(part).getValue(member));
  }

  /** Expects a problem that begins like this to be told of a part of the report soon. */
  void expectProblem(String beginning, String part) {
    Eventually.becomes(
        true,
        PATIENCE,
        () -> report().getJsonObject(part).getString("problem").startsWith(beginning));
  }

  JsonObject report() {
    return new JsonObject(server.management().get("/readyz?verbose").body());
  }

  ReloadStatus status() {
    return server.sidecar().reloader().status();
  }

  RunningServer server() {
    return server;
  }

  /** Moves something away and nothing into its place. */
  void hide(String name) throws IOException {
    Files.move(set.resolve(name), set.resolveSibling("hidden"));
  }

  void putBack(String name) throws IOException {
    Files.move(set.resolveSibling("hidden"), set.resolve(name));
  }

  /** Expects that no answer of the stream was wrong. */
  void expectWholeAnswers() throws Exception {
    assertEquals(List.of(), checks.finish());
    assertTrue(checks.answers() > 10, "too few checks to tell: " + checks.answers());
  }

  @Override
  public void close() {
    checks.close();
    server.close();
  }
}
