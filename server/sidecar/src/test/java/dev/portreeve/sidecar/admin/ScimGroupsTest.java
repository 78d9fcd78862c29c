package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.admin.AdminCaller.Reply;
import dev.portreeve.source.testing.Eventually;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups, bulk requests and what is refused, as RFC 7643 and 7644 show them. */
class ScimGroupsTest {
  private static final Path SET = Repository.root().resolve("policies/postman");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path folder;
  private static AdminCaller api;
  private static ScimCaller scim;
  private JsonObject ana;
  private JsonObject eve;

  @BeforeAll
  static void start() {
    api = AdminCaller.serve(SET, folder, Map.of("--store", "sqlite:" + folder.resolve("t.db")));
    scim = new ScimCaller(api, "acme");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void team() {
    api.by(AdminCaller.OPERATOR, "DELETE", "/teams/acme", "");
    String team =
        """
        {"plan": "enterprise",
         "settings": {"workspace_creation": {"mode": "specific", "groups": ["platform"]}},
         "members": {"adam": {"team_roles": ["admin"]},
                     "kim": {"team_roles": ["developer"], "groups": ["platform"]}}}
        """;
    assertEquals(201, api.by(AdminCaller.OPERATOR, "PUT", "/teams/acme", team).status());
    ana = scim.user("ana");
    eve = scim.user("eve");
  }

  private static String groups(String member) {
    return scim.member(member).getJsonArray("groups", new JsonArray()).encode();
  }

  private static String path(JsonObject group) {
    return "/Groups/" + group.getString("id");
  }

  /** RFC 7643, 8.4. */
  @Test
  void create_withMembers_isAGroupOfEachOfThem() {
    JsonObject group = scim.group("Tour Guides", ana, eve);
    assertEquals("[\"Tour Guides\"]", groups("ana"));
    assertEquals("[\"Tour Guides\"]", groups("eve"));
    Reply read = scim.send("GET", path(group), "");
    assertEquals("Tour Guides", read.body().getString("displayName"));
    assertEquals(2, read.body().getJsonArray("members").size());
    JsonObject member = read.body().getJsonArray("members").getJsonObject(0);
    assertEquals(ana.getString("id"), member.getString("value"));
    assertEquals("ana", member.getString("display"));
    assertTrue(member.getString("$ref", "").endsWith("/Users/" + ana.getString("id")), "" + member);
    JsonObject user = scim.send("GET", "/Users/" + ana.getString("id"), "").body();
    JsonObject of = user.getJsonArray("groups").getJsonObject(0);
    assertEquals(group.getString("id"), of.getString("value"));
    assertEquals(1, scim.found("/Groups", "displayName eq \"Tour Guides\"").size());
    Reply lean = scim.send("GET", path(group) + "?excludedAttributes=members", "");
    assertFalse(lean.body().containsKey("members"), lean.toString());
  }

  @Test
  void create_empty_isThereWithoutMembers() {
    JsonObject group = scim.group("empty");
    assertEquals(200, scim.send("GET", path(group), "").status());
    Reply again = scim.send("POST", "/Groups", group.encode());
    assertEquals(409, again.status());
    assertEquals("uniqueness", again.body().getString("scimType"));
  }

  /** RFC 7644, 3.5.2; the second removal is how Entra ID writes it. */
  @Test
  void patch_members_areAddedRemovedAndReplaced() {
    JsonObject group = scim.group("design");
    String one = "{\"value\": \"" + ana.getString("id") + "\"}";
    String two = "{\"value\": \"" + eve.getString("id") + "\"}";
    Reply added =
        scim.patch(
            path(group),
            "{\"op\": \"add\", \"path\": \"members\", \"value\": [" + one + "]}",
            "{\"op\": \"Add\", \"path\": \"members\", \"value\": [" + two + "]}");
    assertEquals(204, added.status(), added.toString());
    assertEquals("[\"design\"]", groups("ana"));
    String filter = "members[value eq \\\"" + ana.getString("id") + "\\\"]";
    Reply removed = scim.patch(path(group), "{\"op\": \"remove\", \"path\": \"" + filter + "\"}");
    assertEquals(204, removed.status(), removed.toString());
    assertEquals("[]", groups("ana"));
    Reply again = scim.patch(path(group), "{\"op\": \"remove\", \"path\": \"" + filter + "\"}");
    assertEquals(204, again.status(), again.toString());
    Reply entra =
        scim.patch(
            path(group), "{\"op\": \"Remove\", \"path\": \"members\", \"value\": [" + two + "]}");
    assertEquals(204, entra.status(), entra.toString());
    assertEquals("[]", groups("eve"));
    scim.patch(
        path(group),
        "{\"op\": \"replace\", \"path\": \"members\", \"value\": [" + one + ", " + two + "]}");
    assertEquals("[\"design\"]", groups("eve"));
    scim.patch(path(group), "{\"op\": \"remove\", \"path\": \"members\"}");
    assertEquals("[]", groups("eve"));
    assertEquals(200, scim.send("GET", path(group), "").status());
  }

  @Test
  void rename_asOktaSendsIt_movesTheMembersAlong() {
    JsonObject group = scim.group("design", ana);
    Reply patched =
        scim.patch(
            path(group),
            "{\"op\": \"replace\", \"value\": {\"id\": \"%s\", \"displayName\": \"brand\"}}"
                .formatted(group.getString("id")));
    assertEquals(204, patched.status(), patched.toString());
    assertEquals("[\"brand\"]", groups("ana"));
    JsonObject put = group.copy().put("displayName", "looks");
    put.remove("members");
    Reply replaced = scim.send("PUT", path(group), put.encode());
    assertEquals(200, replaced.status(), replaced.toString());
    assertEquals("[\"looks\"]", groups("ana"));
    assertEquals(
        200, scim.send("PUT", path(group), put.put("members", new JsonArray()).encode()).status());
    assertEquals("[]", groups("ana"));
  }

  @Test
  void delete_takesTheGroupFromEverybody() {
    JsonObject group = scim.group("design", ana, eve);
    assertEquals(204, scim.send("DELETE", path(group), "").status());
    assertEquals("[]", groups("ana"));
    assertEquals(404, scim.send("GET", path(group), "").status());
  }

  @Test
  void groupOfTheTeamFile_countsForTheNextCheck() {
    JsonObject platform = scim.found("/Groups", "displayName eq \"platform\"").getJsonObject(0);
    JsonObject check = AdminChecks.createTeamWide("eve", "acme");
    Eventually.becomes("approval_required", PATIENCE, () -> api.reason(check));
    String member = "{\"value\": \"" + eve.getString("id") + "\"}";
    scim.patch(
        path(platform), "{\"op\": \"add\", \"path\": \"members\", \"value\": [" + member + "]}");
    Eventually.becomes("creator_permitted", PATIENCE, () -> api.reason(check));
    assertEquals("[\"platform\"]", groups("kim"));
  }

  @Test
  void role_isAGroupOfItsName() {
    JsonObject admins =
        scim.found("/Groups", "displayName eq \"team_roles:admin\"").getJsonObject(0);
    assertEquals("adam", admins.getJsonArray("members").getJsonObject(0).getString("display"));
    String member = "{\"value\": \"" + eve.getString("id") + "\"}";
    scim.patch(
        path(admins), "{\"op\": \"add\", \"path\": \"members\", \"value\": [" + member + "]}");
    assertEquals(
        "[\"developer\",\"admin\"]", scim.member("eve").getJsonArray("team_roles").encode());
    scim.patch(
        "/Users/" + ana.getString("id"),
        "{\"op\": \"replace\", \"path\": \"active\", \"value\": false}");
    String off = "{\"value\": \"" + ana.getString("id") + "\"}";
    Reply refused =
        scim.patch(
            path(admins), "{\"op\": \"add\", \"path\": \"members\", \"value\": [" + off + "]}");
    assertEquals(400, refused.status(), refused.toString());
    assertEquals("invalidValue", refused.body().getString("scimType"));
  }

  /** RFC 7644, 3.7.2. */
  @Test
  void bulk_operationsThatReferToEachOther_areOneChange() {
    Reply bulk =
        scim.send(
            "POST",
            "/Bulk",
            """
            {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
             "Operations": [
               {"method": "POST", "path": "/Users", "bulkId": "qwerty",
                "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
                         "userName": "alice"}},
               {"method": "POST", "path": "/Groups", "bulkId": "ytrewq",
                "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
                         "displayName": "Tour Guides",
                         "members": [{"type": "User", "value": "bulkId:qwerty"}]}},
               {"method": "POST", "path": "/Users", "bulkId": "taken",
                "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
                         "userName": "adam"}}]}
            """);
    assertEquals(200, bulk.status(), bulk.toString());
    JsonArray done = bulk.body().getJsonArray("Operations");
    assertEquals("201", String.valueOf(done.getJsonObject(0).getValue("status")), bulk.toString());
    assertEquals("201", String.valueOf(done.getJsonObject(1).getValue("status")), bulk.toString());
    assertEquals("409", String.valueOf(done.getJsonObject(2).getValue("status")), bulk.toString());
    assertEquals("[\"Tour Guides\"]", groups("alice"));
    assertTrue(
        done.getJsonObject(0).getString("location").startsWith(scim.base() + "/Users/"),
        bulk.toString());
  }

  @Test
  void discovery_tellsWhatThereIs() {
    JsonObject provider = scim.send("GET", "/ServiceProviderConfig", "").body();
    assertTrue(provider.getJsonObject("patch").getBoolean("supported"));
    assertTrue(provider.getJsonObject("bulk").getBoolean("supported"));
    assertTrue(provider.getJsonObject("filter").getBoolean("supported"));
    assertTrue(provider.getJsonObject("etag").getBoolean("supported"));
    assertFalse(provider.getJsonObject("sort").getBoolean("supported"));
    String types = scim.send("GET", "/ResourceTypes", "").body().toString();
    assertTrue(types.contains("/Users") && types.contains("/Groups"), types);
    assertEquals(
        "/Users", scim.send("GET", "/ResourceTypes/User", "").body().getString("endpoint"));
    Reply schema = scim.send("GET", "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User", "");
    assertEquals("User", schema.body().getString("name"), schema.toString());
    assertEquals(200, scim.send("GET", "/Schemas", "").status());
  }

  @Test
  void refusals_sayWhatIsWrongAsScimDoes() {
    expect(400, "invalidSyntax", scim.send("POST", "/Users", "{\"userName\": "));
    expect(400, "invalidSyntax", scim.send("POST", "/Users", "{\"a\": 1, \"a\": 2}"));
    expect(400, "invalidFilter", scim.send("GET", "/Users?filter=userName%20eqq%20x", ""));
    expect(400, "invalidFilter", scim.send("GET", "/Users?filter=" + "(".repeat(5000), ""));
    String path = "/Users/" + eve.getString("id");
    expect(400, "noTarget", scim.patch(path, "{\"op\": \"remove\"}"));
    expect(
        400,
        "noTarget",
        scim.patch(
            path,
            "{\"op\": \"replace\", \"path\": \"emails[value co \\\"zzz\\\"].type\", \"value\": \"y\"}"));
    expect(
        400,
        "invalidPath",
        scim.patch(path, "{\"op\": \"replace\", \"path\": \"nothing\", \"value\": \"y\"}"));
    String stranger = "[{\"value\": \"00000000-0000-0000-0000-000000000000\"}]";
    expect(
        400,
        "invalidValue",
        scim.send(
            "POST",
            "/Groups",
            "{\"schemas\": [\"urn:ietf:params:scim:schemas:core:2.0:Group\"],"
                + " \"displayName\": \"x\", \"members\": "
                + stranger
                + "}"));
    expect(404, "", scim.send("GET", "/Users/00000000-0000-0000-0000-000000000000", ""));
    expect(404, "", scim.send("GET", "/Nothing", ""));
    expect(405, "", scim.send("POST", path, "{}"));
    expect(404, "", new ScimCaller(api, "nobody").send("GET", "/Users", ""));
    expect(401, "", scim.by("", "GET", "/Users", ""));
    expect(403, "", scim.by("reader", "GET", "/Users", ""));
    expect(403, "", scim.by("birch", "GET", "/Users", ""));
    expect(403, "", scim.by("ana", "GET", "/Users", ""));
  }

  private static void expect(int status, String type, Reply reply) {
    assertEquals(status, reply.status(), reply.toString());
    assertEquals("application/scim+json", reply.type());
    assertEquals(Integer.toString(status), reply.body().getString("status"), reply.toString());
    assertEquals(type, reply.body().getString("scimType", ""), reply.toString());
    assertFalse(reply.body().getString("detail").isEmpty());
  }

  @Test
  void hostileNames_areData() {
    for (String name :
        new String[] {
          "'; DROP TABLE member; --",
          "*)(uid=*))(|(uid=*",
          "../../etc/passwd",
          "a/b?c#d%2F",
          "<script>alert(1)</script>",
          "${jndi:ldap://x}",
          "ünïcödé \ud83d\ude00",
          "s",
          "h"
        }) {
      JsonObject user = scim.user(name);
      assertEquals(name, user.getString("userName"));
      assertFalse(scim.member(name).isEmpty(), name);
      String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
      assertEquals(1, scim.found("/Users", "userName eq \"" + quoted + "\"").size(), name);
      JsonObject group = scim.group(name, user);
      assertEquals(new JsonArray().add(name).encode(), groups(name));
      assertEquals(204, scim.send("DELETE", path(group), "").status());
      assertEquals(204, scim.send("DELETE", "/Users/" + user.getString("id"), "").status());
    }
    for (String bad :
        new String[] {
          "", " ", "a\\r\\nX-Evil: 1", "a\\u0000b", "a\\u2028b", "x".repeat(257), "\\ud800"
        }) {
      Reply refused =
          scim.send(
              "POST",
              "/Users",
              "{\"schemas\": [\"urn:ietf:params:scim:schemas:core:2.0:User\"],"
                  + " \"userName\": \""
                  + bad
                  + "\"}");
      assertEquals(400, refused.status(), refused.toString());
    }
    for (String id :
        new String[] {"s", "h", "k", "Bulk", "x'%20OR%20'1'='1", "..%2F..", ".search"}) {
      assertEquals(404, scim.send("GET", "/Users/" + id, "").status(), id);
      assertEquals(404, scim.send("DELETE", "/Users/" + id, "").status(), id);
    }
  }

  @Test
  void teamCalledAsAnEndpoint_isATeam() {
    String plan = "{\"plan\": \"team\", \"members\": {\"zoe\": {}}}";
    assertEquals(201, api.by(AdminCaller.OPERATOR, "PUT", "/teams/Users", plan).status());
    ScimCaller users = new ScimCaller(api, "Users");
    assertEquals(0, users.send("GET", "/Groups", "").body().getInteger("totalResults"));
    assertEquals(1, users.send("GET", "/Users", "").body().getInteger("totalResults"));
    assertEquals(204, api.by(AdminCaller.OPERATOR, "DELETE", "/teams/Users", "").status());
  }

  @Test
  void files_areReadAndNeverWritten(@TempDir Path other) {
    Map<String, String> teams = Map.of("--teams", SET.resolve("teams").toString());
    try (AdminCaller files = AdminCaller.serve(SET, other, teams)) {
      ScimCaller reader = new ScimCaller(files, "acme");
      assertEquals(1, reader.found("/Users", "userName eq \"adam\"").size());
      Reply refused = reader.send("POST", "/Users", ana.copy().put("userName", "zoe").encode());
      expect(405, "", refused);
    }
  }
}
