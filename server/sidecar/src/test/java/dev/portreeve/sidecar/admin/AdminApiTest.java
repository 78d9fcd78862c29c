package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.admin.AdminCaller.Reply;
import dev.portreeve.sidecar.record.KeptFacts;
import dev.portreeve.store.Audit;
import dev.portreeve.store.AuditRow;
import dev.portreeve.store.StoreLocation;
import dev.portreeve.store.TeamStore;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminApiTest {
  private static final Path SET = Repository.root().resolve("policies/postman");
  private static final String ACME = "/teams/acme";
  private static final String EXPORTS = "block_collection_exports";
  private static final String V = "{\"value\": true}";
  private static final String PACKAGES = "external_packages";

  @TempDir static Path folder;
  private static AdminCaller api;

  @BeforeAll
  static void start() {
    api = AdminCaller.serve(SET, folder, Map.of("--store", place()));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String place() {
    return "sqlite:" + folder.resolve("teams.db");
  }

  @BeforeEach
  void acme() {
    String team =
        """
        {"plan": "enterprise",
         "settings": {"external_packages": {"mode": "allow_selected", "allowed": ["npm:ajv@8.12.0"]},
                      "private_npm": {"scopes": ["@acme"], "token": "sealed:v1:hush"}},
         "members": {"adam": {"team_roles": ["admin"]}, "eve": {"team_roles": ["admin"]},
                     "ana": {"team_roles": ["developer"]}, "gia": {"team_roles": ["guest"]}}}
        """;
    Reply made = api.by(AdminCaller.OPERATOR, "PUT", ACME, team);
    assertTrue(made.status() == 200 || made.status() == 201, made.toString());
  }

  @Test
  void settings_admin_seesEachWithItsValueAndDefault() {
    Reply reply = api.as("adam", "GET", ACME + "/settings", "");
    assertEquals(200, reply.status(), reply.toString());
    Map<String, JsonObject> settings = settings(reply);
    JsonObject exports = settings.get(EXPORTS);
    assertEquals("Block collection exports", exports.getString("title"));
    assertEquals(false, exports.getValue("effective_value"));
    assertEquals(false, exports.getValue("default"));
    assertTrue(exports.containsKey("value") && exports.getValue("value") == null);
    assertEquals(true, exports.getBoolean("on_plan"));
    assertEquals(new JsonArray().add("super_admin").add("admin"), exports.getJsonArray("roles"));
    assertEquals("allow_selected", settings.get(PACKAGES).getJsonObject("value").getString("mode"));
    assertTrue(reply.etag().matches("\"[0-9a-f]{32}\""), reply.etag());
  }

  @Test
  void settings_others_seeWhatThePolicySetLetsThem() {
    Reply member = api.as("ana", "GET", ACME + "/settings", "");
    assertEquals(Set.of(PACKAGES), settings(member).keySet());
    Reply guest = api.as("gia", "GET", ACME + "/settings", "");
    assertEquals(403, guest.status());
    assertEquals("not_a_member", guest.body().getString("reason"));
    assertEquals("application/problem+json", guest.type());
  }

  @Test
  void update_admin_changesWhatTheNextReadTells() {
    Reply reply = api.patch("adam", "acme", EXPORTS, "{\"value\": true}");
    assertEquals(200, reply.status(), reply.toString());
    assertEquals(true, reply.body().getValue("value"));
    assertEquals("admin_setting", reply.body().getJsonObject("context").getString("reason"));
    Reply read = api.as("adam", "GET", ACME + "/settings", "");
    assertEquals(true, settings(read).get(EXPORTS).getValue("effective_value"));
    assertEquals(reply.etag(), read.etag());
  }

  @Test
  void update_entry_isAddedTrimmedAndRemoved() {
    Reply added = api.patch("adam", "acme", PACKAGES, "{\"add\": \" npm:*@* \"}");
    assertEquals(200, added.status(), added.toString());
    assertEquals(
        new JsonArray().add("npm:ajv@8.12.0").add("npm:*@*"),
        added.body().getJsonObject("value").getJsonArray("allowed"));
    assertTrue(added.body().toString().contains("broad_pattern_warning"), added.toString());
    Reply removed = api.patch("adam", "acme", PACKAGES, "{\"remove\": \"npm:ajv@8.12.0\"}");
    assertEquals(
        new JsonArray().add("npm:*@*"),
        removed.body().getJsonObject("value").getJsonArray("allowed"));
  }

  @Test
  void update_notPermitted_saysWhyAndChangesNothing() {
    String before = api.as("adam", "GET", ACME + "/settings", "").etag();
    Reply reply = api.patch("ana", "acme", EXPORTS, "{\"value\": true}");
    assertEquals(403, reply.status());
    assertEquals("admin_required", reply.body().getString("reason"));
    assertFalse(reply.body().getString("detail").isEmpty());
    assertEquals(before, api.as("adam", "GET", ACME + "/settings", "").etag());
  }

  @Test
  void update_notValid_namesTheFieldOrTheProblemOfTheEntry() {
    Reply entry = api.patch("adam", "acme", PACKAGES, "{\"add\": \"ajv@8\"}");
    assertEquals(422, entry.status(), entry.toString());
    assertEquals("missing_registry", entry.body().getString("entry_problem"));
    Reply value = api.patch("adam", "acme", EXPORTS, "{\"value\": \"yes\"}");
    assertEquals(422, value.status(), value.toString());
    assertEquals("action.properties.value", value.body().getString("field"));
    assertEquals(422, api.patch("adam", "acme", EXPORTS, "{}").status());
    String both = "{\"value\": true, \"add\": 1}";
    assertEquals(422, api.patch("adam", "acme", EXPORTS, both).status());
    Reply nobody =
        api.patch(
            "adam", "acme", "workspace_creation", "{\"value\": {\"mode\": \"only_selected\"}}");
    assertNotEquals(200, nobody.status());
  }

  @Test
  void update_malformed_isToldSo() {
    for (String body : List.of("", "[]", "{", "{\"value\": 1, \"value\": 2}", "{\"valu\": 1}")) {
      assertEquals(400, api.patch("adam", "acme", EXPORTS, body).status(), body);
    }
    assertEquals(404, api.patch("adam", "acme", "nothing", "{\"value\": 1}").status());
    assertEquals(404, api.patch("adam", "nobody", EXPORTS, "{\"value\": true}").status());
    assertEquals(404, api.patch("adam", "a'%20OR%20'1", EXPORTS, "{\"value\": true}").status());
    assertEquals(404, api.as("adam", "GET", "/nowhere", "").status());
    assertEquals(405, api.as("adam", "POST", ACME + "/settings", "{}").status());
  }

  @Test
  void update_changedMeanwhile_isRefused() {
    String old = api.as("adam", "GET", ACME + "/settings", "").etag();
    assertEquals(
        200, api.patch("adam", "acme", EXPORTS, "{\"value\": true}", "if-match", old).status());
    Reply late = api.patch("eve", "acme", EXPORTS, "{\"value\": false}", "if-match", old);
    assertEquals(412, late.status(), late.toString());
    assertEquals(400, api.patch("eve", "acme", EXPORTS, "{}", "if-match", "old").status());
  }

  @Test
  void update_sentAgain_isDoneOnce() {
    String add = "{\"add\": \"npm:zod@3.*\"}";
    Reply first = api.patch("adam", "acme", PACKAGES, add, "idempotency-key", "k1");
    Reply again = api.patch("adam", "acme", PACKAGES, add, "idempotency-key", "k1");
    assertEquals(first, again);
    Reply other = api.patch("adam", "acme", PACKAGES, "{\"add\": 1}", "idempotency-key", "k1");
    assertEquals(422, other.status());
    assertEquals("key used before", other.body().getString("title"));
    Reply others = api.patch("eve", "acme", PACKAGES, add, "idempotency-key", "k1");
    assertNotEquals(first.body().getLong("change"), others.body().getLong("change"));
  }

  @Test
  void update_twoAdminsAtOnce_loseNothing() throws Exception {
    ExecutorService admins = Executors.newFixedThreadPool(2);
    List<Future<Reply>> replies = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String admin = i % 2 == 0 ? "adam" : "eve";
      String body = "{\"add\": \"npm:p" + i + "@1.*\"}";
      replies.add(admins.submit(() -> api.patch(admin, "acme", PACKAGES, body)));
    }
    for (Future<Reply> reply : replies) {
      assertEquals(200, reply.get().status());
    }
    admins.shutdown();
    JsonObject packages = settings(api.as("adam", "GET", ACME + "/settings", "")).get(PACKAGES);
    assertEquals(61, packages.getJsonObject("value").getJsonArray("allowed").size());
    try (TeamStore store = TeamStore.open(StoreLocation.parse(place()).orElseThrow())) {
      assertTrue(new Audit(store).verify(Optional.of(store.state())).good());
    }
  }

  @Test
  void secrets_written_areKeptAndNeverShown() throws Exception {
    Reply read = api.by(AdminCaller.OPERATOR, "GET", ACME, "");
    assertFalse(read.body().toString().contains("hush"), read.toString());
    JsonObject team = read.body();
    team.getJsonObject("settings").getJsonObject("private_npm").put("scopes", new JsonArray());
    assertEquals(200, api.by(AdminCaller.OPERATOR, "PUT", ACME, team.encode()).status());
    assertEquals(200, api.patch("adam", "acme", EXPORTS, "{\"value\": true}").status());
    try (TeamStore store = TeamStore.open(StoreLocation.parse(place()).orElseThrow())) {
      assertTrue(store.team("acme").orElseThrow().document().contains("sealed:v1:hush"));
      List<AuditRow> rows = new ArrayList<>();
      new Audit(store).each(rows::add);
      assertFalse(rows.toString().contains("hush"));
      JsonObject last = new JsonObject(rows.get(rows.size() - 1).record());
      assertEquals("adam", last.getJsonObject("actor").getString("id"));
      assertEquals(true, last.getValue("to"));
      assertEquals("permit", last.getJsonObject("decision").getString("outcome"));
    }
  }

  @Test
  void secrets_oneByOne_areSetAndDeletedAndNeverShown() throws Exception {
    String token = ACME + "/settings/private_npm/token";
    Reply twice = api.as("adam", "PUT", token, "{\"value\": \"sealed:v1:other\"}");
    assertEquals("token_write_only", twice.body().getString("reason"));
    assertEquals(403, api.as("ana", "DELETE", token, "").status());
    Reply gone = api.as("adam", "DELETE", token, "");
    assertEquals(200, gone.status(), gone.toString());
    assertTrue(gone.body().containsKey("value") && gone.body().getValue("value") == null);
    Reply open = api.as("adam", "PUT", token, "{\"value\": \"npm_plain\"}");
    assertEquals(422, open.status());
    assertFalse(open.toString().contains("npm_plain"), open.toString());
    Reply set = api.as("adam", "PUT", token, "{\"value\": \"sealed:v1:whisper\"}");
    assertEquals(200, set.status(), set.toString());
    assertEquals("sealed", set.body().getString("value"));
    assertFalse(set.toString().contains("whisper"), set.toString());
    Reply scopes =
        api.as(
            "adam", "PUT", ACME + "/settings/private_npm/scopes", "{\"value\": \"@acme, @beta\"}");
    assertEquals(200, scopes.status(), scopes.toString());
    assertEquals(new JsonArray().add("@acme").add("@beta"), scopes.body().getJsonArray("value"));
    assertEquals(404, api.as("adam", "PUT", ACME + "/settings/vault_export/enabled", V).status());
    try (TeamStore store = TeamStore.open(StoreLocation.parse(place()).orElseThrow())) {
      assertTrue(store.team("acme").orElseThrow().document().contains("sealed:v1:whisper"));
      List<AuditRow> rows = new ArrayList<>();
      new Audit(store).each(rows::add);
      assertFalse(rows.toString().contains("whisper"));
    }
  }

  @Test
  void members_changed_countForTheNextRequest() {
    String member = ACME + "/members/zoe";
    assertEquals(403, api.patch("zoe", "acme", EXPORTS, "{\"value\": true}").status());
    String admin = "{\"team_roles\": [\"admin\"]}";
    assertEquals(201, api.by(AdminCaller.OPERATOR, "PUT", member, admin).status());
    assertEquals(200, api.patch("zoe", "acme", EXPORTS, "{\"value\": true}").status());
    assertEquals(200, api.by(AdminCaller.OPERATOR, "GET", member, "").status());
    assertEquals(204, api.by(AdminCaller.OPERATOR, "DELETE", member, "").status());
    assertEquals(404, api.by(AdminCaller.OPERATOR, "DELETE", member, "").status());
    assertEquals(403, api.patch("zoe", "acme", EXPORTS, "{\"value\": true}").status());
    Reply odd = api.by(AdminCaller.OPERATOR, "PUT", member, "{\"team_rolls\": []}");
    assertEquals(422, odd.status(), odd.toString());
  }

  @Test
  void teams_operator_makesAndRemovesThem() {
    String path = "/teams/short-lived";
    assertEquals(404, api.by(AdminCaller.OPERATOR, "GET", path, "").status());
    Reply made = api.by(AdminCaller.OPERATOR, "PUT", path, "{\"plan\": \"team\"}");
    assertEquals(201, made.status(), made.toString());
    Reply wrong = api.by(AdminCaller.OPERATOR, "PUT", path, "{\"plan\": \"best\"}");
    assertEquals(422, wrong.status());
    assertTrue(wrong.body().getString("detail").contains("plan"), wrong.toString());
    Reply other = api.by(AdminCaller.OPERATOR, "PUT", path, "{\"id\": \"x\", \"plan\": \"team\"}");
    assertEquals(422, other.status());
    assertEquals(
        412, api.by(AdminCaller.OPERATOR, "DELETE", path, "", "if-match", "\"x\"").status());
    assertEquals(
        204, api.by(AdminCaller.OPERATOR, "DELETE", path, "", "if-match", made.etag()).status());
    assertEquals(404, api.by(AdminCaller.OPERATOR, "DELETE", path, "").status());
  }

  @Test
  void callers_withoutTheRight_areRefused() {
    Reply unknown = api.unknown(ACME + "/settings");
    assertEquals(401, unknown.status());
    assertEquals("application/problem+json", unknown.type());
    assertEquals(403, api.by("reader", "GET", ACME + "/settings", "").status());
    assertEquals(403, api.by("birch", "GET", ACME, "").status());
    assertEquals(403, api.by(AdminCaller.OPERATOR, "GET", ACME + "/settings", "").status());
    assertEquals(403, api.as("adam", "PUT", ACME, "{\"plan\": \"free\"}").status());
    assertEquals(403, api.as("adam", "DELETE", ACME + "/members/ana", "").status());
    assertEquals(200, api.by("ana", "GET", ACME + "/settings", "").status());
  }

  @Test
  void files_areReadAndNeverWritten(@TempDir Path other) {
    Map<String, String> teams = Map.of("--teams", SET.resolve("teams").toString());
    try (AdminCaller files = AdminCaller.serve(SET, other, teams)) {
      assertEquals(200, files.as("adam", "GET", ACME + "/settings", "").status());
      Reply refused = files.patch("adam", "acme", EXPORTS, "{\"value\": false}");
      assertEquals(405, refused.status());
      assertEquals("read-only", refused.body().getString("title"));
    }
  }

  @Test
  void openApi_routes_areThoseOfTheCode() {
    JsonObject paths = new JsonObject(OpenApi.read()).getJsonObject("paths");
    Set<String> documented = new TreeSet<>();
    for (String path : paths.fieldNames()) {
      Set<String> methods = new TreeSet<>(paths.getJsonObject(path).fieldNames());
      methods.remove("parameters");
      methods.forEach(method -> documented.add(method + " " + path));
    }
    assertEquals(documented, routes());
    Reply told = api.unknown("/openapi.json");
    assertEquals(new JsonObject(OpenApi.read()), told.body());
  }

  @Test
  void openApi_answers_areAsDescribed() {
    JsonObject document = new JsonObject(OpenApi.read());
    expectDescribed(document, "Settings", api.as("adam", "GET", ACME + "/settings", ""));
    Reply changed = api.patch("adam", "acme", EXPORTS, "{\"value\": true}");
    expectDescribed(document, "Setting", changed);
    expectDescribed(document, "Problem", api.patch("ana", "acme", EXPORTS, "{\"value\": true}"));
    expectDescribed(document, "Problem", api.unknown(ACME));
    expectDescribed(document, "Problem", api.as("adam", "GET", "/nowhere", ""));
  }

  private static void expectDescribed(JsonObject document, String schema, Reply reply) {
    JsonArray required =
        document
            .getJsonObject("components")
            .getJsonObject("schemas")
            .getJsonObject(schema)
            .getJsonArray("required");
    for (Object name : required) {
      assertTrue(reply.body().containsKey(String.valueOf(name)), name + " in " + reply);
    }
  }

  private static Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    AdminParts parts =
        new AdminParts(
            Access.anyone(),
            api.server().sidecar().reloader().inForce(),
            null,
            null,
            Optional.empty(),
            new RequestDesk(Optional.empty(), Optional.empty(), List.of()),
            Optional.empty(),
            new KeptFacts(Set.of()));
    Vertx vertx = Vertx.vertx();
    for (Route route :
        AdminApi.router(vertx, parts, new AdminWorkers(Runnable::run, Runnable::run)).getRoutes()) {
      if (route.getPath() != null) {
        for (HttpMethod method : route.methods()) {
          routes.add(
              method.name().toLowerCase(Locale.ROOT)
                  + " "
                  + route.getPath().replaceAll(":(\\w+)", "{$1}"));
        }
      }
    }
    vertx.close();
    return routes;
  }

  private static Map<String, JsonObject> settings(Reply reply) {
    Map<String, JsonObject> settings = new TreeMap<>();
    for (Object each : reply.body().getJsonArray("settings")) {
      settings.put(((JsonObject) each).getString("setting"), (JsonObject) each);
    }
    return settings;
  }
}
