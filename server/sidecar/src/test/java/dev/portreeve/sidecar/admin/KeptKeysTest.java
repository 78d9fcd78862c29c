package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.admin.AdminCaller.Reply;
import dev.portreeve.store.Audit;
import dev.portreeve.store.AuditRow;
import dev.portreeve.store.StoreLocation;
import dev.portreeve.store.TeamStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collection access keys that the store keeps, on two servers of one database. */
class KeptKeysTest {
  private static final Path SET = Repository.root().resolve("policies/postman");
  private static final String KEYS = "/teams/acme/records/access_key";
  private static final Duration EXPIRES_AFTER = Duration.ofDays(60);

  @TempDir static Path folder;
  private static AdminCaller one;
  private static AdminCaller other;

  @BeforeAll
  static void start() {
    Map<String, String> flags =
        Map.of("--store", "sqlite:" + folder.resolve("teams.db"), "--records", "access_key");
    one = AdminCaller.serve(SET, folder, flags);
    String team = "{\"plan\": \"team\", \"members\": {\"eve\": {\"team_roles\": [\"developer\"]}}}";
    assertEquals(201, one.by(AdminCaller.OPERATOR, "PUT", "/teams/acme", team).status());
    other = one.another(SET, folder, flags);
  }

  @AfterAll
  static void stop() {
    one.close();
    other.close();
  }

  private static JsonObject check(
      JsonObject subject, String action, String type, String id, JsonObject context) {
    return new JsonObject()
        .put("subject", subject)
        .put("action", new JsonObject().put("name", action))
        .put(
            "resource",
            new JsonObject()
                .put("type", type)
                .put("id", id)
                .put("properties", new JsonObject().put("team", "acme")))
        .put("context", context);
  }

  private static JsonObject eve() {
    return new JsonObject()
        .put("type", "user")
        .put("id", "eve")
        .put("properties", new JsonObject().put("element_role", "editor"));
  }

  private static JsonObject key(String id) {
    return new JsonObject().put("type", "access_key").put("id", id);
  }

  private static JsonObject fulfil() {
    return new JsonObject().put("fulfil", true);
  }

  private static JsonObject reading(String key, JsonObject context) {
    return check(key(key), "collection.read_json", "collection", "c1", context);
  }

  private static JsonObject context(AdminCaller server, JsonObject check) {
    Reply reply = server.check("keeper", "evaluation", check.encode());
    assertEquals(200, reply.status(), reply.toString());
    return reply.body().getJsonObject("context").put("decision", reply.body().getValue("decision"));
  }

  private static String made() {
    JsonObject check = check(eve(), "collection.access_key.generate", "collection", "c1", fulfil());
    JsonObject context = context(one, check);
    assertEquals(true, context.getBoolean("decision"), context.encode());
    assertEquals(
        new JsonArray().add("collection.access_key.generate"), context.getJsonArray("fulfilled"));
    assertEquals("access_key", context.getJsonObject("created").getString("type"));
    return context.getJsonObject("created").getString("id");
  }

  private static JsonObject kept(String id) {
    Reply reply = one.by(AdminCaller.OPERATOR, "GET", KEYS + "/" + id, "");
    assertEquals(200, reply.status(), reply.toString());
    return reply.body().getJsonObject("facts");
  }

  private static void keep(String id, JsonObject facts) {
    Reply reply = one.by(AdminCaller.OPERATOR, "PUT", KEYS + "/" + id, facts.encode());
    assertEquals(201, reply.status(), reply.toString());
  }

  private static JsonObject facts(Instant created) {
    return new JsonObject()
        .put("collection", "c1")
        .put("created_at", created.toString())
        .put("revoked", false);
  }

  private static List<AuditRow> audit() throws Exception {
    StoreLocation place = StoreLocation.parse("sqlite:" + folder.resolve("teams.db")).orElseThrow();
    try (TeamStore store = TeamStore.open(place)) {
      List<AuditRow> rows = new ArrayList<>();
      new Audit(store).each(rows::add);
      assertEquals("", new Audit(store).verify(Optional.empty()).problem());
      return rows;
    }
  }

  private static void refused(int status, String field, Reply reply) {
    assertEquals(status, reply.status(), reply.toString());
    assertTrue(reply.body().encode().contains(field), reply.toString());
  }

  @Test
  void key_madeReadAndRevoked_isTheSameOnBothServers() {
    String id = made();
    assertEquals("eve", kept(id).getString("created_by"));
    assertEquals("c1", kept(id).getString("collection"));

    JsonObject asked = context(other, reading(id, new JsonObject()));
    assertEquals("access_key_read", asked.getString("reason"), asked.encode());
    assertEquals(1, asked.getJsonArray("obligations").size(), "nobody wanted it fulfilled");
    assertFalse(kept(id).containsKey("last_used_at"));

    JsonObject read = context(other, reading(id, fulfil()));
    assertEquals(new JsonArray().add("touch_last_used"), read.getJsonArray("fulfilled"));
    assertFalse(read.containsKey("obligations"), read.encode());
    Instant used = Instant.parse(kept(id).getString("last_used_at"));
    assertTrue(used.isAfter(Instant.now().minus(Duration.ofHours(1))), used.toString());

    JsonObject revoked =
        context(other, check(eve(), "collection.access_key.revoke", "access_key", id, fulfil()));
    assertEquals("access_key_owner", revoked.getString("reason"), revoked.encode());
    for (AdminCaller server : List.of(one, other)) {
      JsonObject denied = context(server, reading(id, fulfil()));
      assertEquals("access_key_revoked", denied.getString("reason"), denied.encode());
      assertFalse(denied.containsKey("fulfilled"));
    }
  }

  @Test
  void facts_statedByARequest_countForNothing() {
    keep("old", facts(Instant.now().minus(EXPIRES_AFTER)));
    JsonObject claims = reading("old", new JsonObject());
    JsonObject lies = facts(Instant.now()).put("last_used_at", Instant.now().toString());
    claims.getJsonObject("subject").put("properties", lies);
    assertEquals("access_key_expired", context(one, claims).getString("reason"));
    JsonObject unknown = reading("nobody's", new JsonObject());
    unknown.getJsonObject("subject").put("properties", lies);
    JsonObject denied = context(one, unknown);
    assertEquals("invalid_fact", denied.getString("reason"));
    assertEquals("subject.id", denied.getString("field"));
    JsonObject notHers =
        check(eve(), "collection.access_key.revoke", "access_key", "old", fulfil());
    notHers
        .getJsonObject("resource")
        .getJsonObject("properties")
        .put("created_by", "eve")
        .put("collection", "c1");
    assertEquals(false, context(one, notHers).getBoolean("decision"));
    assertEquals(false, kept("old").getBoolean("revoked"));
  }

  @Test
  void key_unusedForSixtyDays_isRefusedAndAUseMovesTheEnd() {
    keep("young", facts(Instant.now().minus(EXPIRES_AFTER).plus(Duration.ofHours(1))));
    assertEquals("access_key_read", context(one, reading("young", fulfil())).getString("reason"));
    JsonObject later =
        fulfil()
            .put("time", Instant.now().plus(EXPIRES_AFTER).minus(Duration.ofHours(1)).toString());
    assertEquals("access_key_read", context(other, reading("young", later)).getString("reason"));
    JsonObject tooLate = fulfil().put("time", Instant.now().plus(EXPIRES_AFTER).toString());
    assertEquals(
        "access_key_expired", context(other, reading("young", tooLate)).getString("reason"));
  }

  @Test
  void touch_withinAMinute_isWrittenOnce() throws Exception {
    keep("busy", facts(Instant.now()));
    for (int i = 0; i < 3; i++) {
      JsonObject read = context(i == 1 ? other : one, reading("busy", fulfil()));
      assertEquals(new JsonArray().add("touch_last_used"), read.getJsonArray("fulfilled"));
    }
    List<JsonObject> touches =
        audit().stream()
            .map(row -> new JsonObject(row.record()))
            .filter(row -> row.getString("action").equals("fulfil"))
            .filter(row -> row.encode().contains("\"busy\""))
            .toList();
    // Two of them only if the minute ended in between, on a machine that stood still.
    assertTrue(touches.size() == 1 || touches.size() == 2, touches.toString());
    JsonObject actor = touches.get(0).getJsonObject("actor");
    assertEquals("keeper", actor.getString("credential"));
    assertEquals("access_key", actor.getString("type"));
  }

  @Test
  void batch_items_areFulfilledOneByOne() {
    keep("first", facts(Instant.now()));
    JsonObject batch =
        new JsonObject()
            .put("context", fulfil())
            .put(
                "evaluations",
                new JsonArray()
                    .add(without(reading("first", new JsonObject())))
                    .add(reading("first", new JsonObject().put("fulfil", false)))
                    .add(without(reading("nobody", new JsonObject()))));
    JsonArray answers =
        one.check("keeper", "evaluations", batch.encode()).body().getJsonArray("evaluations");
    assertTrue(answers.getJsonObject(0).getJsonObject("context").containsKey("fulfilled"));
    assertFalse(answers.getJsonObject(1).getJsonObject("context").containsKey("fulfilled"));
    assertEquals(false, answers.getJsonObject(2).getBoolean("decision"));
    Reply refused = one.check("reader", "evaluations", batch.encode());
    for (Object item : refused.body().getJsonArray("evaluations")) {
      JsonObject answer = (JsonObject) item;
      boolean wanted = !answer.getJsonObject("context").containsKey("outcome");
      assertEquals(wanted, answer.encode().contains("context.fulfil"), answer.encode());
    }
  }

  private static JsonObject without(JsonObject check) {
    check.remove("context");
    return check;
  }

  @Test
  void fulfil_withoutTheRight_is403HoweverItIsWritten() {
    String check = reading("old", fulfil()).encode();
    refused(403, "context.fulfil", one.check("reader", "evaluation", check));
    String escaped = check.replace("\"fulfil\"", "\"ful\\u0066il\"");
    refused(403, "context.fulfil", one.check("reader", "evaluation", escaped));
  }

  @Test
  void fulfil_thatCannotBe_is400() {
    JsonObject dry = fulfil().put("dry_run", true);
    refused(400, "context.fulfil", one.check("keeper", "evaluation", reading("x", dry).encode()));
    JsonObject odd = new JsonObject().put("fulfil", "yes");
    refused(400, "context.fulfil", one.check("keeper", "evaluation", reading("x", odd).encode()));
  }

  @Test
  void fulfil_withoutAStore_is400(@TempDir Path files) {
    Map<String, String> teams = Map.of("--teams", SET.resolve("teams").toString());
    try (AdminCaller server = AdminCaller.serve(SET, files, teams)) {
      refused(
          400,
          "context.fulfil",
          server.check("keeper", "evaluation", reading("x", fulfil()).encode()));
      JsonObject sent = reading("x", new JsonObject());
      sent.getJsonObject("subject").put("properties", facts(Instant.now()));
      assertEquals("separate_control", context(server, sent).getString("reason"));
    }
  }

  @Test
  void records_ofAnOperator_areHeldToTheSchema() {
    refused(
        422,
        "last_used",
        one.by(AdminCaller.OPERATOR, "PUT", KEYS + "/k", "{\"last_used\": \"2026-01-01\"}"));
    refused(
        422, "revoked", one.by(AdminCaller.OPERATOR, "PUT", KEYS + "/k", "{\"revoked\": \"no\"}"));
    refused(404, "vault", one.by(AdminCaller.OPERATOR, "GET", "/teams/acme/records/vault/v", ""));
    refused(403, "operator", one.as("eve", "GET", KEYS, ""));
    keep("listed", facts(Instant.now()));
    Reply all = one.by(AdminCaller.OPERATOR, "GET", KEYS + "?after=liste", "");
    assertEquals("listed", all.body().getJsonArray("records").getJsonObject(0).getString("id"));
    assertEquals(204, one.by(AdminCaller.OPERATOR, "DELETE", KEYS + "/listed", "").status());
    assertEquals(404, one.by(AdminCaller.OPERATOR, "GET", KEYS + "/listed", "").status());
  }
}
