package dev.portreeve.sidecar.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecordEncoderTest {
  private static LoggedDecisions decisions;

  @BeforeAll
  static void load() {
    decisions = new LoggedDecisions();
  }

  @Test
  void record_ofAPermit_hasEverything() throws IOException {
    LoggedDecision logged = decisions.logged(decisions.opening(3));
    JsonObject wanted =
        new JsonObject(
            """
            {"decision_id": "%s", "labels": {"app": "shop"},
             "timestamp": "2026-01-02T03:04:05.678Z", "req_id": "r-1", "requested_by": "shop",
             "path": "door.open",
             "input": {"subject": {"type": "user", "id": "ana",
                                   "properties": {"roles": ["painter"]}},
                       "action": {"name": "door.open"},
                       "resource": {"type": "door", "id": "d1",
                                    "properties": {"team": "bolt", "floor": 3}}},
             "result": {"decision": true, "outcome": "permit", "reason": "open",
                        "policy": "door.open",
                        "obligations": [{"type": "custom",
                            "properties": {"action": "close_behind", "door": "d1"}}]},
             "match": {"file": "actions/door.open.yaml", "line": 11, "cites": []},
             "policy_version": "%s", "team_version": "%s",
             "metrics": {"timer_decide_ns": 1234}}
            """
                .formatted(
                    logged.id(), decisions.snapshot().version(), decisions.bolt().version()));
    assertEquals(wanted, encode(logged, List.of(), List.of(), Map.of("app", "shop")));
  }

  @Test
  void record_constantDecisions_eachNamesItsOwnMatch() throws IOException {
    Frame guest = decisions.opening(3).fact(Entity.SUBJECT, "roles", List.of("guest"));
    for (int i = 0; i < 2; i++) { // found, then remembered
      JsonObject guests = encode(decisions.logged(guest.copy()), List.of(), List.of(), Map.of());
      assertEquals(7, guests.getJsonObject("match").getInteger("line"));
      assertEquals("guest", guests.getJsonObject("result").getString("reason"));
    }
  }

  @Test
  void record_invalidFact_isNamedAndNotShown() throws IOException {
    JsonObject record =
        encode(decisions.logged(decisions.opening("high")), List.of(), List.of(), Map.of());
    assertEquals(new JsonArray().add("resource.properties.floor"), record.getValue("invalid"));
    JsonObject properties =
        record.getJsonObject("input").getJsonObject("resource").getJsonObject("properties");
    assertTrue(properties.containsKey("floor") && properties.getValue("floor") == null);
  }

  @Test
  void record_maskedAndDropped_saysSoAndShowsNeither() throws IOException {
    JsonObject record =
        encode(
            decisions.logged(decisions.opening(3)),
            List.of("/input/subject/id", "/input/resource/properties/*"),
            List.of("/input/subject/properties", "/result/obligations", "/input/context/nothing"),
            Map.of());
    JsonObject input = record.getJsonObject("input");
    assertEquals(
        new JsonObject().put("type", "user").put("id", "**REDACTED**"),
        input.getJsonObject("subject"));
    assertEquals(
        new JsonObject().put("team", "**REDACTED**").put("floor", "**REDACTED**"),
        input.getJsonObject("resource").getJsonObject("properties"));
    assertFalse(record.getJsonObject("result").containsKey("obligations"));
    assertEquals(
        new JsonArray().add("/input/subject/properties").add("/result/obligations"),
        record.getValue("erased"));
    assertEquals(
        new JsonArray()
            .add("/input/subject/id")
            .add("/input/resource/properties/*")
            .add("/input/resource/properties/*"),
        record.getValue("masked"));
    assertFalse(record.encode().contains("ana"), record.encode());
  }

  @Test
  void record_permitsOfItsActionAreSampled_saysTheRate() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SampleRates rates = new SampleRates(Map.of("door.open", 0.25), 1);
    new RecordEncoder(Map.of(), Redaction.of(List.of(), List.of()), rates, out)
        .encode(decisions.logged(decisions.opening(3)), false);
    JsonObject record = new JsonObject(out.toString(StandardCharsets.UTF_8));
    assertEquals(0.25, record.getDouble("permit_rate"));
  }

  private static JsonObject encode(
      LoggedDecision logged, List<String> masked, List<String> dropped, Map<String, String> labels)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordEncoder encoder =
        new RecordEncoder(labels, Redaction.of(masked, dropped), SampleRates.ALL, out);
    encoder.encode(logged, false);
    encoder.encode(logged, false);
    String[] lines = out.toString(StandardCharsets.UTF_8).split("\n", -1);
    assertEquals(3, lines.length);
    assertEquals(lines[0], lines[1]);
    return new JsonObject(lines[0]);
  }
}
