package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.admin.AdminCaller.Reply;
import dev.portreeve.store.Audit;
import dev.portreeve.store.StoreLocation;
import dev.portreeve.store.TeamStore;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingRequestsTest {
  private static final Path SET = Repository.root().resolve("policies/postman");
  private static final String REQUESTS = "/teams/acme/requests";
  private static final String APPROVER = "approver";

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
         "settings": {"workspace_creation": {"mode": "specific", "users": ["ana"]}},
         "members": {"adam": {"team_roles": ["admin"]}, "ana": {"team_roles": ["developer"]},
                     "cam": {"team_roles": ["developer", "community_manager"]},
                     "pam": {"team_roles": ["developer", "partner_manager"]},
                     "eve": {"team_roles": ["developer"]}, "gia": {"team_roles": ["guest"]}}}
        """;
    Reply made = api.by(AdminCaller.OPERATOR, "PUT", "/teams/acme", team);
    assertTrue(made.status() == 200 || made.status() == 201, made.toString());
  }

  private static String submit(String subject, JsonObject check) {
    Reply made = api.as(subject, "POST", REQUESTS, check.encode());
    assertEquals(201, made.status(), made.toString());
    assertEquals("pending", made.body().getString("status"));
    return made.body().getString("id");
  }

  private static JsonObject create(String subject, String kind) {
    JsonObject check = AdminChecks.createTeamWide(subject, "acme");
    JsonObject facts = check.getJsonObject("resource").getJsonObject("properties");
    facts.put("kind", kind);
    if (!kind.equals("internal")) {
      facts.remove("access");
    }
    return check;
  }

  private static JsonObject share(String subject) {
    JsonObject check = AdminChecks.export(subject, "acme");
    check
        .put(
            "action",
            new JsonObject()
                .put("name", "element.share")
                .put(
                    "properties",
                    new JsonObject()
                        .put("role", "viewer")
                        .put(
                            "recipient",
                            new JsonObject().put("kind", "external").put("id", "xan"))))
        .put("context", new JsonObject().put("available_seats", 3));
    check
        .getJsonObject("subject")
        .put("properties", new JsonObject().put("element_role", "editor"));
    check
        .getJsonObject("resource")
        .getJsonObject("properties")
        .put("workspace_kind", "internal")
        .put("workspace_access", "team");
    return check;
  }

  private static Reply decide(String subject, String id, String verb, String body) {
    return api.as(subject, "POST", REQUESTS + "/" + id + "/" + verb, body);
  }

  private static List<String> seen(String subject) {
    Reply list = api.as(subject, "GET", REQUESTS + "?status=pending", "");
    assertEquals(200, list.status(), list.toString());
    return list.body().getJsonArray("requests").stream()
        .map(each -> ((JsonObject) each).getString("id"))
        .toList();
  }

  @Test
  void workspaceRequest_seenByApproversAndItsRequester_isApprovedOnce() {
    String id = submit("eve", create("eve", "internal"));
    assertTrue(seen("adam").contains(id));
    assertTrue(seen("ana").contains(id));
    assertTrue(seen("eve").contains(id));
    assertTrue(!seen("cam").contains(id) && !seen("gia").contains(id));

    Reply own = decide("eve", id, "approve", "");
    assertEquals(403, own.status());
    assertEquals("not_an_approver", own.body().getString("reason"));
    Reply approved = decide("ana", id, "approve", "");
    assertEquals(200, approved.status(), approved.toString());
    assertEquals("approved", approved.body().getString("status"));
    JsonObject context = approved.body().getJsonObject("context");
    assertEquals(APPROVER, context.getString("reason"));
    assertTrue(context.encode().contains("\"set_workspace_visibility\""), context.encode());
    assertTrue(context.encode().contains("\"w1\""), context.encode());
    assertEquals(409, decide("adam", id, "approve", "").status());
    assertEquals(409, decide("adam", id, "deny", "").status());
    assertTrue(!seen("adam").contains(id));
  }

  @Test
  void approvers_areThoseOfTheKind() {
    String open = submit("eve", create("eve", "public"));
    assertEquals(403, decide("adam", open, "approve", "").status());
    assertEquals(200, decide("cam", open, "approve", "").status());
    String partner = submit("eve", create("eve", "partner"));
    assertEquals(403, decide("cam", partner, "deny", "").status());
    Reply denied = decide("pam", partner, "deny", "");
    assertEquals(200, denied.status(), denied.toString());
    assertEquals("denied", denied.body().getString("status"));
  }

  @Test
  void shareRequest_operatorSaysTheFacts_isApprovedByAnAdminWithSeats() {
    Reply made = api.by(AdminCaller.OPERATOR, "POST", REQUESTS, share("eve").encode());
    assertEquals(201, made.status(), made.toString());
    String id = made.body().getString("id");
    assertEquals(403, decide("ana", id, "approve", "").status());
    Reply full = decide("adam", id, "approve", "{\"context\": {\"available_seats\": 0}}");
    assertEquals(403, full.status(), full.toString());
    assertEquals("no_seats", full.body().getString("reason"));
    Reply approved = decide("adam", id, "approve", "{\"context\": {\"available_seats\": 1}}");
    assertEquals(200, approved.status(), approved.toString());
    assertTrue(approved.body().toString().contains("send_team_invitation"), approved.toString());
    assertTrue(approved.body().toString().contains("\"x1\""), approved.toString());
  }

  @Test
  void submit_whatNeedsNoApproval_isRefused() {
    Reply permitted = api.as("ana", "POST", REQUESTS, create("ana", "internal").encode());
    assertEquals(409, permitted.status(), permitted.toString());
    Reply denied = api.as("gia", "POST", REQUESTS, create("gia", "internal").encode());
    assertEquals(403, denied.status(), denied.toString());
    Reply others = api.as("eve", "POST", REQUESTS, create("ana", "internal").encode());
    assertEquals(403, others.status(), others.toString());
    JsonObject lying = create("gia", "internal");
    lying
        .getJsonObject("subject")
        .put("properties", new JsonObject().put("team_roles", List.of("developer")));
    assertEquals(403, api.as("gia", "POST", REQUESTS, lying.encode()).status());
    JsonObject elsewhere = AdminChecks.createTeamWide("eve", "birch");
    assertEquals(422, api.as("eve", "POST", REQUESTS, elsewhere.encode()).status());
    assertEquals(400, api.as("eve", "POST", REQUESTS, "{\"subject\": 1}").status());
    assertEquals(404, decide("adam", "nothing", "approve", "").status());
  }

  @Test
  void submit_again_isOneRequest() throws Exception {
    String check = create("eve", "internal").encode();
    Reply first = api.as("eve", "POST", REQUESTS, check, "idempotency-key", "r1");
    Reply again = api.as("eve", "POST", REQUESTS, check, "idempotency-key", "r1");
    assertEquals(first, again);
    try (TeamStore store = TeamStore.open(StoreLocation.parse(place()).orElseThrow())) {
      assertTrue(new Audit(store).verify(Optional.of(store.state())).good());
    }
  }
}
