package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.admin.AdminCaller.Reply;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.store.Audit;
import dev.portreeve.store.AuditRow;
import dev.portreeve.store.StoreLocation;
import dev.portreeve.store.TeamStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users as RFC 7643 and 7644 show them, and as Okta and Entra ID send them. */
class ScimUsersTest {
  private static final Path SET = Repository.root().resolve("policies/postman");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path folder;
  private static AdminCaller api;
  private static ScimCaller scim;

  @BeforeAll
  static void start() {
    api = AdminCaller.serve(SET, folder, Map.of("--store", place()));
    scim = new ScimCaller(api, "acme");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String place() {
    return "sqlite:" + folder.resolve("teams.db");
  }

  @BeforeEach
  void team() {
    api.by(AdminCaller.OPERATOR, "DELETE", "/teams/acme", "");
    String team =
        "{\"plan\": \"enterprise\", \"members\": {\"adam\": {\"team_roles\": [\"admin\"]}}}";
    assertEquals(201, api.by(AdminCaller.OPERATOR, "PUT", "/teams/acme", team).status());
  }

  /** RFC 7644, 3.3. */
  @Test
  void create_ofTheRfc_isAMemberAndToldInFull() {
    Reply made =
        scim.send(
            "POST",
            "/Users",
            """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],
             "userName":"bjensen", "externalId":"bjensen",
             "name":{"formatted":"Ms. Barbara J Jensen III",
                     "familyName":"Jensen", "givenName":"Barbara"}}
            """);
    assertEquals(201, made.status(), made.toString());
    assertEquals("application/scim+json", made.type());
    JsonObject user = made.body();
    assertEquals("bjensen", user.getString("userName"));
    assertEquals("bjensen", user.getString("externalId"));
    assertEquals("Jensen", user.getJsonObject("name").getString("familyName"));
    JsonObject meta = user.getJsonObject("meta");
    assertEquals("User", meta.getString("resourceType"));
    assertEquals(scim.base() + "/Users/" + user.getString("id"), meta.getString("location"));
    assertEquals(made.etag(), meta.getString("version"));
    assertTrue(made.etag().startsWith("W/\""), made.etag());
    assertEquals(
        new JsonArray().add("developer"), scim.member("bjensen").getJsonArray("team_roles"));
    Reply read = scim.send("GET", "/Users/" + user.getString("id"), "");
    assertEquals(user, read.body());
    assertEquals(made.etag(), read.etag());
  }

  /** RFC 7643, 8.2 and 8.3, without what a server never keeps. */
  @Test
  void create_fullUser_readsAsItWasWritten() {
    String body =
        """
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
                     "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
         "externalId": "701984", "userName": "bjensen@example.com",
         "name": {"formatted": "Ms. Barbara J Jensen, III", "familyName": "Jensen",
                  "givenName": "Barbara", "middleName": "Jane", "honorificPrefix": "Ms.",
                  "honorificSuffix": "III"},
         "displayName": "Babs Jensen", "nickName": "Babs",
         "profileUrl": "https://login.example.com/bjensen",
         "emails": [{"value": "bjensen@example.com", "type": "work", "primary": true},
                    {"value": "babs@jensen.org", "type": "home"}],
         "addresses": [{"type": "work", "streetAddress": "100 Universal City Plaza",
                        "locality": "Hollywood", "region": "CA", "postalCode": "91608",
                        "country": "US", "primary": true}],
         "phoneNumbers": [{"value": "555-555-5555", "type": "work"}],
         "ims": [{"value": "someaimhandle", "type": "aim"}],
         "userType": "Employee", "title": "Tour Guide", "preferredLanguage": "en-US",
         "locale": "en-US", "timezone": "America/Los_Angeles", "active": true,
         "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {
           "employeeNumber": "701984", "costCenter": "4130",
           "organization": "Universal Studios", "division": "Theme Park",
           "department": "Tour Operations"}}
        """;
    JsonObject sent = new JsonObject(body);
    sent.put("password", "t1meMa$heen");
    Reply made = scim.send("POST", "/Users", sent.encode());
    assertEquals(201, made.status(), made.toString());
    JsonObject read = scim.send("GET", "/Users/" + made.body().getString("id"), "").body();
    JsonObject wanted = new JsonObject(body);
    for (String name : wanted.fieldNames()) {
      if (name.equals("schemas")) {
        assertEquals(2, read.getJsonArray(name).size());
      } else {
        assertEquals(wanted.getValue(name), read.getValue(name), name);
      }
    }
    assertFalse(read.containsKey("password"));
    Reply some = scim.send("GET", "/Users?attributes=userName,title&count=1", "");
    assertFalse(some.toString().contains("emails"), some.toString());
  }

  @Test
  void create_rolesThatAreSent_areThoseOfTheMember() {
    scim.user("cam", "\"roles\": [{\"value\": \"community_manager\", \"primary\": true}]");
    assertEquals("[\"community_manager\"]", scim.member("cam").getJsonArray("team_roles").encode());
    assertEquals(1, scim.found("/Users", "roles.value eq \"community_manager\"").size());
  }

  @Test
  void create_taken_isAConflictOfUniqueness() {
    scim.user("eve");
    for (String name : List.of("eve", "EVE", "adam")) {
      Reply again = scim.send("POST", "/Users", user(name));
      assertEquals(409, again.status(), again.toString());
      assertEquals("uniqueness", again.body().getString("scimType"));
      assertEquals("409", again.body().getString("status"));
      assertEquals(
          "urn:ietf:params:scim:api:messages:2.0:Error",
          again.body().getJsonArray("schemas").getString(0));
    }
  }

  private static String user(String name) {
    return new JsonObject()
        .put("schemas", new JsonArray().add("urn:ietf:params:scim:schemas:core:2.0:User"))
        .put("userName", name)
        .encode();
  }

  @Test
  void list_filtersAndPages() {
    for (int i = 0; i < 7; i++) {
      scim.user("user" + i, "\"externalId\": \"X" + i + "\"", "\"title\": \"T" + i % 2 + "\"");
    }
    Reply first = scim.send("GET", "/Users?startIndex=1&count=3", "");
    assertEquals(8, first.body().getInteger("totalResults"));
    assertEquals(3, first.body().getInteger("itemsPerPage"));
    assertEquals("adam", name(first.body().getJsonArray("Resources"), 0));
    Reply last = scim.send("GET", "/Users?startIndex=7&count=3", "");
    assertEquals(2, last.body().getJsonArray("Resources").size());
    assertEquals("user6", name(last.body().getJsonArray("Resources"), 1));
    Reply none = scim.send("GET", "/Users?count=0", "");
    assertEquals(8, none.body().getInteger("totalResults"));
    assertEquals("user3", name(scim.found("/Users", "userName eq \"USER3\""), 0));
    assertEquals("user4", name(scim.found("/Users", "externalId eq \"X4\""), 0));
    assertEquals(0, scim.found("/Users", "externalId eq \"nobody\"").size());
    assertEquals(3, scim.found("/Users", "title eq \"T1\" and userName sw \"user\"").size());
    assertEquals(1, scim.found("/Users", "not (title pr)").size());
    Reply search =
        scim.send(
            "POST",
            "/Users/.search",
            """
            {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
             "filter": "title eq \\"T0\\"", "startIndex": 2, "count": 2}
            """);
    assertEquals(4, search.body().getInteger("totalResults"), search.toString());
    assertEquals("user2", name(search.body().getJsonArray("Resources"), 0));
  }

  private static String name(JsonArray users, int at) {
    return users.getJsonObject(at).getString("userName");
  }

  /** RFC 7644, 3.5.1. */
  @Test
  void put_replacesAttributesAndLeavesRolesThatItDoesNotName() {
    JsonObject user = scim.user("bjensen", "\"title\": \"Guide\"", "\"nickName\": \"Babs\"");
    api.by(
        AdminCaller.OPERATOR,
        "PUT",
        "/teams/acme/members/bjensen",
        "{\"team_roles\": [\"billing\"]}");
    JsonObject next = user.copy().put("title", "Chief");
    next.remove("nickName");
    next.remove("roles");
    Reply put = scim.send("PUT", "/Users/" + user.getString("id"), next.encode());
    assertEquals(200, put.status(), put.toString());
    assertEquals("Chief", put.body().getString("title"));
    assertFalse(put.body().containsKey("nickName"));
    assertEquals("[\"billing\"]", scim.member("bjensen").getJsonArray("team_roles").encode());
    next.put("roles", new JsonArray().add(new JsonObject().put("value", "developer")));
    assertEquals(200, scim.send("PUT", "/Users/" + user.getString("id"), next.encode()).status());
    assertEquals("[\"developer\"]", scim.member("bjensen").getJsonArray("team_roles").encode());
  }

  @Test
  void put_otherName_isTheSameUserByAnotherSubject() {
    JsonObject user = scim.user("maiden");
    String path = "/Users/" + user.getString("id");
    Reply put = scim.send("PUT", path, user.copy().put("userName", "married").encode());
    assertEquals(200, put.status(), put.toString());
    assertEquals(user.getString("id"), put.body().getString("id"));
    assertTrue(scim.member("maiden").isEmpty());
    assertFalse(scim.member("married").isEmpty());
    assertNotEquals(user.getString("id"), scim.user("maiden").getString("id"));
    assertEquals(
        409, scim.send("PUT", path, user.copy().put("userName", "adam").encode()).status());
  }

  @Test
  void patch_activeAsOktaAndEntraSendIt_takesTheMemberOutAndIn() {
    JsonObject user = scim.user("eve", "\"roles\": [{\"value\": \"billing\"}]");
    scim.group("design", user);
    String path = "/Users/" + user.getString("id");
    List<String> off =
        List.of(
            "{\"op\": \"replace\", \"value\": {\"active\": false}}",
            "{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"False\"}",
            "{\"op\": \"replace\", \"path\": \"active\", \"value\": false}");
    for (String each : off) {
      Reply gone = scim.patch(path, each);
      assertEquals(200, gone.status(), gone.toString());
      assertEquals(false, gone.body().getBoolean("active"), each);
      assertTrue(scim.member("eve").isEmpty(), each);
      assertFalse(gone.body().containsKey("roles"), gone.toString());
      Reply back = scim.patch(path, "{\"op\": \"Add\", \"path\": \"active\", \"value\": \"True\"}");
      assertEquals(true, back.body().getBoolean("active"), back.toString());
      assertEquals(
          "{\"team_roles\":[\"developer\"],\"groups\":[\"design\"]}",
          scim.member("eve").encode(),
          "new roles, the same groups");
    }
  }

  @Test
  void patch_attributes_areAddedReplacedAndRemoved() {
    JsonObject user =
        scim.user("eve", "\"emails\": [{\"value\": \"eve@work.test\", \"type\": \"work\"}]");
    String path = "/Users/" + user.getString("id");
    Reply added =
        scim.patch(
            path,
            "{\"op\": \"add\", \"path\": \"emails\","
                + " \"value\": [{\"value\": \"eve@home.test\", \"type\": \"home\"}]}",
            "{\"op\": \"add\", \"value\": {\"nickName\": \"E\", \"name.givenName\": \"Eve\"}}");
    assertEquals(200, added.status(), added.toString());
    assertEquals(2, added.body().getJsonArray("emails").size());
    Reply replaced =
        scim.patch(
            path,
            "{\"op\": \"replace\", \"path\": \"emails[type eq \\\"work\\\"].value\","
                + " \"value\": \"e@work.test\"}",
            "{\"op\": \"replace\", \"path\": \"urn:ietf:params:scim:schemas:extension:enterprise:"
                + "2.0:User:department\", \"value\": \"Tours\"}",
            "{\"op\": \"remove\", \"path\": \"nickName\"}");
    assertEquals(200, replaced.status(), replaced.toString());
    JsonObject read = scim.send("GET", path, "").body();
    assertTrue(read.toString().contains("e@work.test"), read.toString());
    assertTrue(read.toString().contains("Tours"), read.toString());
    assertFalse(read.containsKey("nickName"), read.toString());
    assertEquals("Eve", read.getJsonObject("name").getString("givenName"));
  }

  @Test
  void patch_roles_areThoseOfTheMember() {
    JsonObject user = scim.user("eve");
    String path = "/Users/" + user.getString("id");
    Reply added =
        scim.patch(
            path, "{\"op\": \"add\", \"path\": \"roles\", \"value\": [{\"value\": \"billing\"}]}");
    assertEquals(200, added.status(), added.toString());
    assertEquals(
        "[\"developer\",\"billing\"]", scim.member("eve").getJsonArray("team_roles").encode());
    scim.patch(path, "{\"op\": \"remove\", \"path\": \"roles[value eq \\\"developer\\\"]\"}");
    assertEquals("[\"billing\"]", scim.member("eve").getJsonArray("team_roles").encode());
    scim.patch(path, "{\"op\": \"remove\", \"path\": \"roles\"}");
    assertEquals("[]", scim.member("eve").getJsonArray("team_roles").encode());
  }

  @Test
  void delete_takesTheMemberOutForTheNextCheck() {
    JsonObject user = scim.user("eve");
    JsonObject check = AdminChecks.createTeamWide("eve", "acme");
    Eventually.becomes("no_restriction_configured", PATIENCE, () -> api.reason(check));
    String path = "/Users/" + user.getString("id");
    assertEquals(204, scim.send("DELETE", path, "").status());
    Eventually.becomes("not_a_member", PATIENCE, () -> api.reason(check));
    assertEquals(404, scim.send("GET", path, "").status());
    assertEquals(404, scim.send("DELETE", path, "").status());
  }

  @Test
  void versions_thatAreOld_writeNothing() {
    Reply made = scim.send("POST", "/Users", user("eve"));
    String path = "/Users/" + made.body().getString("id");
    assertEquals(304, scim.send("GET", path, "", "if-none-match", made.etag()).status());
    scim.patch(path, "{\"op\": \"replace\", \"path\": \"title\", \"value\": \"Chief\"}");
    assertEquals(412, scim.send("DELETE", path, "", "if-match", made.etag()).status());
    assertEquals(412, scim.send("PUT", path, user("eve"), "if-match", made.etag()).status());
    Reply read = scim.send("GET", path, "", "if-none-match", made.etag());
    assertEquals(200, read.status());
    assertEquals(204, scim.send("DELETE", path, "", "if-match", read.etag()).status());
  }

  @Test
  void team_thatWasImported_isTakenOver() {
    JsonObject adam = scim.found("/Users", "userName eq \"adam\"").getJsonObject(0);
    assertEquals(true, adam.getBoolean("active"));
    assertEquals("admin", adam.getJsonArray("roles").getJsonObject(0).getString("value"));
    String path = "/Users/" + adam.getString("id");
    Reply linked =
        scim.patch(path, "{\"op\": \"add\", \"path\": \"externalId\", \"value\": \"okta-1\"}");
    assertEquals(200, linked.status(), linked.toString());
    assertEquals("adam", name(scim.found("/Users", "externalId eq \"okta-1\""), 0));
    assertEquals("[\"admin\"]", scim.member("adam").getJsonArray("team_roles").encode());
  }

  @Test
  void audit_tellsWhatWasDoneAndNoAddresses() throws Exception {
    JsonObject user = scim.user("eve", "\"emails\": [{\"value\": \"eve@home.test\"}]");
    String path = "/Users/" + user.getString("id");
    assertEquals(200, scim.send("PUT", path, user.encode()).status(), "changes nothing");
    scim.send("DELETE", path, "");
    try (TeamStore store = TeamStore.open(StoreLocation.parse(place()).orElseThrow())) {
      assertTrue(new Audit(store).verify(Optional.of(store.state())).good());
      List<AuditRow> rows = new ArrayList<>();
      new Audit(store).each(rows::add);
      JsonObject last = new JsonObject(rows.get(rows.size() - 1).record());
      assertEquals("scim.user.delete", last.getString("action"));
      assertEquals("eve", last.getString("member"));
      assertEquals("ops", last.getJsonObject("actor").getString("credential"));
      assertTrue(last.containsKey("to") && last.getValue("to") == null, last.toString());
      JsonObject first = new JsonObject(rows.get(rows.size() - 2).record());
      assertEquals("scim.user.create", first.getString("action"), first.toString());
      assertEquals("{\"team_roles\":[\"developer\"]}", first.getJsonObject("to").encode());
      assertTrue(first.getJsonArray("attributes").contains("emails"), first.toString());
      assertFalse(rows.toString().contains("eve@home.test"));
    }
  }
}
