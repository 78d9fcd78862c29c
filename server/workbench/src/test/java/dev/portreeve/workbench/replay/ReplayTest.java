package dev.portreeve.workbench.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.workbench.ParkingSet;
import dev.portreeve.workbench.difference.Direction;
import dev.portreeve.workbench.output.JsonInput;
import dev.portreeve.workbench.output.Palette;
import dev.portreeve.workbench.output.Progress;
import dev.portreeve.workbench.set.AuthoredSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final String CLOSED = "resource.night && !settings.guests_at_night";
  private static AuthoredSet parking;
  private static AuthoredSet openAtNight;

  @TempDir private Path scratch;
  private final List<String> lines = new ArrayList<>();

  @BeforeAll
  static void load() {
    parking = ParkingSet.load();
    openAtNight = ParkingSet.with(CLOSED, CLOSED + " && subject.badge != \"guest\"");
  }

  @Test
  void of_sameSet_nothingChanges() throws Exception {
    record("south", Map.of("badge", "guest"), Map.of("night", true), denied("closed"));
    record("north", Map.of("badge", "guest"), Map.of("night", true), permitted("welcome"));
    ReplayReport report = replay(parking);
    assertEquals(2, report.total());
    assertEquals(List.of(), report.changes());
    assertEquals(2, report.sameVersion());
    assertEquals(0, report.otherTeams());
    assertEquals(List.of(), report.skipped());
  }

  @Test
  void of_looserSet_saysWhichRecordsGain() throws Exception {
    record("south", Map.of("badge", "guest"), Map.of("night", true), denied("closed"));
    record("south", Map.of("badge", "guest"), Map.of("night", true), denied("closed"));
    record("south", Map.of("badge", "guest"), Map.of(), permitted("welcome"));
    ReplayReport report = replay(openAtNight);
    assertEquals(2, report.count(Direction.LOOSENED));
    ReplayChange change = report.changes().get(0);
    assertEquals("deny closed", change.was().outcome().code() + " " + change.was().reason());
    assertEquals("welcome", change.wouldBe().reason());
    ReplayChange.Example example = change.examples().get(0);
    assertEquals("id-1", example.decisionId());
    assertEquals("driver:ana", example.subject());
    assertEquals("actions/gate.enter.yaml:8", example.before());
    assertEquals("actions/gate.enter.yaml:13", example.after());
    assertEquals(Map.of(ParkingSet.ENTER, 3), report.decided());
    assertEquals(0, report.sameVersion());
  }

  @Test
  void of_obligationDropped_isLoosened() throws Exception {
    Map<String, Object> result = permitted("staff");
    result.put(
        "obligations",
        List.of(Map.of("type", "custom", "properties", Map.of("action", "open_barrier"))));
    record("south", Map.of("badge", "staff"), Map.of(), result);
    assertEquals(List.of(), replay(parking).changes());
    AuthoredSet without = ParkingSet.with(".oblige(obligation(\"open_barrier\"))", "");
    assertEquals(1, replay(without).count(Direction.LOOSENED));
  }

  @Test
  void of_maskedFact_countsOnlyWhereTheDecisionRestsOnIt() throws Exception {
    Map<String, Object> hidden = Map.of("badge", "guest", "hours", LogRecord.MASKED);
    record("south", hidden, Map.of("night", true), denied("closed"));
    masked("/input/subject/properties/hours");
    record("south", hidden, Map.of(), permitted("welcome"));
    masked("/input/subject/properties/hours");
    ReplayReport report = replay(parking);
    assertEquals(1, report.total());
    assertSkipped(report, Obstacle.REDACTED, "subject.hours");
  }

  @Test
  void of_droppedFacts_mayHaveBeenThere() throws Exception {
    record("south", Map.of("badge", "none"), Map.of(), denied("no_place"));
    last("erased", List.of("/input/subject/properties/*"));
    assertSkipped(replay(parking), Obstacle.REDACTED, "subject.badge");
  }

  @Test
  void of_dropOfAnotherPart_doesNotMatter() throws Exception {
    record("south", Map.of("badge", "none"), Map.of(), denied("no_place"));
    last("erased", List.of("/result/advice", "/labels/app", "/input/subject/properties/email"));
    assertEquals(1, replay(parking).total());
  }

  @Test
  void of_maskedReason_comparesTheOutcome() throws Exception {
    record("south", Map.of("badge", "none"), Map.of(), denied(LogRecord.MASKED));
    masked("/result/reason");
    assertEquals(List.of(), replay(parking).changes());
  }

  @Test
  void of_resultThatIsNotShown_isNotCompared() throws Exception {
    record("south", Map.of("badge", "none"), Map.of(), Map.of());
    assertSkipped(replay(parking), Obstacle.REDACTED, "result.outcome");
  }

  @Test
  void of_teams_thatAreGoneNewOrChanged_areSaid() throws Exception {
    record("west", Map.of("badge", "none"), Map.of(), denied("no_place"));
    last("team_version", "1234");
    record("south", Map.of("badge", "none"), Map.of(), denied("unknown_team"));
    last("team_version", null);
    record("east", Map.of("badge", "none"), Map.of(), denied("unknown_team"));
    last("team_version", null);
    record("south", Map.of("badge", "guest"), Map.of("night", true), permitted("welcome"));
    last("team_version", "1234");
    ReplayReport report = replay(parking);
    assertSkipped(report, Obstacle.TEAM_NOT_THERE, "west");
    assertSkipped(report, Obstacle.TEAM_NOT_KNOWN, "south");
    assertEquals(2, report.total());
    assertEquals(1, report.otherTeams());
    assertEquals(1, report.changes().size());
    assertEquals(1, report.changes().get(0).otherTeams());
  }

  @Test
  void of_denialThatNoPolicyGave_isNotReplayed() throws Exception {
    record("south", Map.of(), Map.of(), denied("policy_stale"));
    assertSkipped(replay(parking), Obstacle.NOT_BY_POLICY, "policy_stale");
  }

  @Test
  void of_invalidFact_isInvalidAgain() throws Exception {
    Map<String, Object> subject = new LinkedHashMap<>();
    subject.put("badge", "guest");
    subject.put("hours", null);
    Map<String, Object> result = denied("invalid_fact");
    result.put("details", Map.of("field", "subject.properties.hours"));
    record("south", subject, Map.of(), result);
    last("invalid", List.of("subject.properties.hours"));
    assertEquals(List.of(), replay(parking).changes());
  }

  @Test
  void of_factThatTheSetDoesNotKnow_isSaid() throws Exception {
    record("south", Map.of("badge", "none", "shoe_size", 42), Map.of(), denied("no_place"));
    assertEquals(Map.of("subject.shoe_size", 1), replay(parking).undeclared());
  }

  @Test
  void of_sampledPermits_areSaid() throws Exception {
    record("south", Map.of("badge", "none"), Map.of(), denied("no_place"));
    last("permit_rate", 0.1);
    ReplayReport report = replay(parking);
    assertEquals(Map.of(ParkingSet.ENTER, 0.1), report.permitRates());
    String text = new ReplayText(Palette.PLAIN).of(report);
    assertTrue(text.contains("only permits at a rate of 0.1"), text);
  }

  @Test
  void of_linesThatAreNoDecisions_areCountedWithTheirPlace() throws Exception {
    lines.add("portreeve ready listen=127.0.0.1:8080");
    lines.add("{\"level\": \"INFO\", \"message\": \"ready\"}");
    record("south", Map.of("badge", "none"), Map.of(), denied("no_place"));
    lines.add("{\"decision_id\": \"x\", \"path\": \"gate.en");
    ReplayReport report = replay(parking);
    assertEquals(4, report.records());
    assertEquals(1, report.total());
    assertEquals(
        3,
        report.skipped().stream()
            .filter(one -> one.obstacle() == Obstacle.NO_RECORD)
            .mapToInt(ReplayReport.Skipped::count)
            .sum());
    assertTrue(report.skipped().get(0).first().endsWith("log.jsonl:1"));
  }

  @Test
  void of_severalLogs_filesArchivesAndTheStream() throws Exception {
    record("south", Map.of("badge", "none"), Map.of(), denied("no_place"));
    Path plain = file();
    Path zipped = scratch.resolve("old.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      Files.copy(plain, out);
    }
    DecisionLogReader reader =
        new DecisionLogReader(new ByteArrayInputStream(Files.readAllBytes(zipped)));
    List<String> names = List.of(plain.toString(), zipped.toString(), "-");
    assertEquals(3, Replay.of(parking, reader, names, 1, Progress.NONE).total());
    UnreadableLog gone =
        assertThrows(
            UnreadableLog.class,
            () -> Replay.of(parking, reader, List.of("/nowhere"), 1, Progress.NONE));
    assertEquals("`/nowhere` is not there", gone.problem());
  }

  @Test
  void of_twoSets_comparesThemWhateverWasRecorded() throws Exception {
    record("south", Map.of("badge", "guest"), Map.of("night", true), permitted("welcome"));
    ReplayReport report =
        Replay.of(parking, openAtNight, reader(), List.of(file().toString()), 1, Progress.NONE);
    assertEquals(1, report.count(Direction.LOOSENED));
    ReplayReport same =
        Replay.of(parking, parking, reader(), List.of(file().toString()), 1, Progress.NONE);
    assertEquals(List.of(), same.changes());
  }

  private static void assertSkipped(ReplayReport report, Obstacle why, String detail) {
    List<String> found =
        report.skipped().stream().map(one -> one.obstacle() + " " + one.detail()).toList();
    assertTrue(found.contains(why + " " + detail), found.toString());
  }

  private static Map<String, Object> denied(String reason) {
    return new LinkedHashMap<>(Map.of("decision", false, "outcome", "deny", "reason", reason));
  }

  private static Map<String, Object> permitted(String reason) {
    return new LinkedHashMap<>(Map.of("decision", true, "outcome", "permit", "reason", reason));
  }

  /** A record of somebody at a gate of a site. */
  private void record(
      String site,
      Map<String, Object> subject,
      Map<String, Object> resource,
      Map<String, Object> result) {
    Map<String, Object> facts = new LinkedHashMap<>(resource);
    facts.put("site", site);
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("subject", Map.of("type", "driver", "id", "ana", "properties", subject));
    input.put("action", Map.of("name", ParkingSet.ENTER));
    input.put("resource", Map.of("type", "gate", "id", "g1", "properties", facts));
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("decision_id", "id-" + (lines.size() + 1));
    record.put("timestamp", "2026-01-02T03:04:05.678Z");
    record.put("path", ParkingSet.ENTER);
    record.put("input", input);
    record.put("result", result);
    record.put("match", Map.of("file", "actions/gate.enter.yaml", "line", 8, "cites", List.of()));
    record.put("policy_version", parking.loaded().version());
    String version = parking.teams().containsKey(site) ? parking.teams().get(site).version() : "";
    record.put("team_version", version);
    lines.add(JsonText.of(record));
  }

  private void masked(String pointer) {
    last("masked", List.of(pointer));
  }

  /** Changes a member of the last record. */
  private void last(String name, Object value) {
    try {
      Map<String, Object> record = JsonInput.object(lines.get(lines.size() - 1));
      if (value == null) {
        record.remove(name);
      } else {
        record.put(name, value);
      }
      lines.set(lines.size() - 1, JsonText.of(record));
    } catch (JsonInput.NoObject e) {
      throw new AssertionError(e);
    }
  }

  private Path file() throws IOException {
    return Files.writeString(
        scratch.resolve("log.jsonl"), String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
  }

  private static DecisionLogReader reader() {
    return new DecisionLogReader(new ByteArrayInputStream(new byte[0]));
  }

  private ReplayReport replay(AuthoredSet set) throws IOException, UnreadableLog {
    return Replay.of(set, reader(), List.of(file().toString()), 3, Progress.NONE);
  }
}
