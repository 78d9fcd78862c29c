package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.store.Audit;
import dev.portreeve.store.AuditRow;
import dev.portreeve.store.StoreLocation;
import dev.portreeve.store.TeamStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guests whose grants the store keeps: who comes, who loses what, and who has to leave the team.
 */
class KeptGuestsTest {
  private static final Path SET = Repository.root().resolve("policies/postman");
  private static final String DISABLE = "collection.guest_link.disable";
  private static final String COLLECTION = "collection";
  private static final String WORKSPACE = "workspace";
  private static final JsonArray GUEST = new JsonArray().add("guest");
  private static final JsonArray NOBODY = new JsonArray();

  @TempDir static Path folder;
  private static AdminCaller server;

  @BeforeAll
  static void start() {
    Map<String, String> flags =
        Map.of(
            "--store", "sqlite:" + folder.resolve("teams.db"), "--records", "guest_grant,member");
    server = AdminCaller.serve(SET, folder, flags);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static GuestFlow team(String name, Map<String, List<String>> guests) {
    return GuestFlow.of(server, name, guests);
  }

  private static void gone(String guest, GuestFlow flow) {
    assertEquals(NOBODY, flow.roles(guest));
    assertTrue(flow.grants().stream().noneMatch(grant -> grant.startsWith(guest + "/")));
    flow.sees("guest_link_off", guest, "a", false); // no Guest any more
  }

  private static void stays(String guest, GuestFlow flow, String... collections) {
    assertEquals(GUEST, flow.roles(guest));
    for (String collection : collections) {
      assertTrue(flow.grants().contains(guest + "/" + collection), flow.grants().toString());
    }
  }

  @Test
  void guest_whoJoins_isOneOfTheTeamAndHasTheCollection() {
    GuestFlow flow = team("join", Map.of("gia", List.of("a")));
    stays("gia", flow, "a");
    flow.sees("guest_viewer", "gia", "a", true);
    flow.sees("guest_link", "gia", "c", true);
    flow.join("gia", "a");
    assertEquals(Set.of("gia/a"), flow.grants(), "asked again, nothing is another");
    flow.join("eve", "a");
    assertEquals(Set.of("gia/a"), flow.grants(), "a member is made no Guest");
  }

  @Test
  void join_thatDoesNotSayTheWorkspace_isAskedForIt() {
    GuestFlow flow = team("untold", Map.of());
    JsonObject check =
        flow.check(
            GuestFlow.person("gia"), GuestFlow.action("collection.guest_join"), COLLECTION, "a");
    check.getJsonObject("resource").getJsonObject("properties").remove(WORKSPACE);
    JsonObject denied = flow.ask(check);
    assertEquals("missing_fact", denied.getString("reason"), denied.encode());
    assertTrue(denied.encode().contains("resource.properties.workspace"), denied.encode());
    assertEquals(NOBODY, flow.roles("gia"), "nothing of it is done");
  }

  @Test
  void claims_ofARequest_countForNothing() {
    GuestFlow flow = team("claims", Map.of("gia", List.of("a", "c"), "gus", List.of("c")));
    JsonObject view =
        flow.check(GuestFlow.person("gus"), GuestFlow.action("collection.view"), COLLECTION, "a");
    view.getJsonObject("subject")
        .put("properties", new JsonObject().put("guest_grants", new JsonArray().add("a")));
    view.getJsonObject("resource").getJsonObject("properties").put("guest_link_on", false);
    assertEquals("no_guest_grant", flow.ask(view).getString("reason"));

    JsonObject lie =
        GuestFlow.action(DISABLE)
            .put(
                "properties",
                new JsonObject()
                    .put(
                        "guests",
                        new JsonArray()
                            .add(new JsonObject().put("id", "gus").put("remaining_collections", 0))
                            .add(
                                new JsonObject()
                                    .put("id", "gia")
                                    .put("remaining_collections", 0))));
    assertEquals("guest_link_off", flow.change(GuestFlow.editor(), lie, COLLECTION, "a"));
    stays("gus", flow, "c");
    stays("gia", flow, "a", "c");
  }

  @Test
  void roles_ofARequest_countForNothingWhereMembersAreChanged() {
    GuestFlow flow = team("roles", Map.of("gia", List.of("a")));
    JsonObject promote =
        GuestFlow.action("guest.change_role")
            .put("properties", new JsonObject().put("level", "team").put("role", "super_admin"));
    JsonObject roles = new JsonObject().put("team_roles", new JsonArray().add("super_admin"));
    for (String who : List.of("eve", "mallory")) {
      JsonObject subject = GuestFlow.person(who).put("properties", roles.copy());
      JsonObject check = flow.check(subject, promote, "user", "gia");
      check.getJsonObject("context").put("available_seats", 3);
      JsonObject denied = flow.ask(check);
      assertEquals("admin_required", denied.getString("reason"), denied.encode());
    }
    assertEquals(GUEST, flow.roles("gia"));
  }

  @Test
  void admin_whoCreatesTheFirstPartnerWorkspace_isPartnerManagerFromThenOn() {
    GuestFlow flow = team("partners", Map.of());
    JsonObject check =
        flow.check(GuestFlow.person("adam"), GuestFlow.action("workspace.create"), WORKSPACE, "w9");
    check.getJsonObject("resource").getJsonObject("properties").put("kind", "partner");
    assertEquals("auto_assign_partner_manager", flow.ask(check).getString("reason"));
    assertEquals(new JsonArray().add("admin").add("partner_manager"), flow.roles("adam"));
    assertEquals("is_approver", flow.ask(check).getString("reason"));
    check.getJsonObject("subject").put("id", "eve");
    JsonObject asked = flow.ask(check);
    assertEquals("approval_required", asked.getString("reason"), asked.encode());
    assertFalse(asked.containsKey("fulfilled"), "what waits for approval changes nothing");
  }

  @Test
  void link_turnedOffWhileAnotherIsOn_leavesTheGuest() {
    GuestFlow flow = team("gr01", Map.of("gia", List.of("a", "c")));
    JsonObject off = GuestFlow.action(DISABLE);
    assertEquals("guest_link_off", flow.change(GuestFlow.editor(), off, COLLECTION, "a"));
    stays("gia", flow, "a", "c");
    flow.sees("existing_guest_retains", "gia", "a", false);
  }

  @Test
  void link_turnedOffLast_removesTheGuestFromTheTeam() throws Exception {
    GuestFlow flow = team("gr02", Map.of("gia", List.of("a", "c"), "gus", List.of("a")));
    JsonObject off = GuestFlow.action(DISABLE);
    assertEquals("guest_no_open_collection", flow.change(GuestFlow.editor(), off, COLLECTION, "a"));
    gone("gus", flow);
    stays("gia", flow, "a", "c");
    assertEquals("guest_no_open_collection", flow.change(GuestFlow.editor(), off, COLLECTION, "c"));
    gone("gia", flow);
    assertEquals("guest_link_off", flow.change(GuestFlow.editor(), off, COLLECTION, "c"), "again");
    JsonObject row = lastOf("gr02");
    assertEquals("fulfil", row.getString("action"));
    assertTrue(row.getJsonArray("records").encode().contains("\"member\""), row.encode());
    assertEquals("guest_no_open_collection", row.getJsonObject("decision").getString("reason"));
  }

  @Test
  void link_turnedOnAgain_countsAsOpen() {
    GuestFlow flow = team("reopened", Map.of("gia", List.of("a", "c")));
    JsonObject off = GuestFlow.action(DISABLE);
    flow.change(GuestFlow.editor(), off, COLLECTION, "a");
    flow.change(
        GuestFlow.editor(), GuestFlow.action("collection.guest_link.enable"), COLLECTION, "a");
    assertEquals("guest_link_off", flow.change(GuestFlow.editor(), off, COLLECTION, "c"));
    stays("gia", flow, "a", "c");
  }

  @Test
  void guest_removedFromCollections_leavesWithTheLast() {
    GuestFlow flow = team("gr03", Map.of("gia", List.of("a", "c")));
    JsonObject remove = GuestFlow.naming("collection.remove_guest", "gia", "nobody");
    JsonObject admin = GuestFlow.workspaceAdmin();
    assertEquals("guest_other_collections", flow.change(admin, remove, COLLECTION, "a"));
    stays("gia", flow, "c");
    flow.sees("no_guest_grant", "gia", "a", false);
    assertEquals("workspace_admin", flow.change(admin, remove, COLLECTION, "a"), "again");
    assertEquals("guest_last_collection", flow.change(admin, remove, COLLECTION, "c"));
    gone("gia", flow);
    JsonObject unnamed =
        flow.ask(flow.check(admin, GuestFlow.action("collection.remove_guest"), COLLECTION, "a"));
    assertEquals("workspace_admin", unnamed.getString("reason"), "the team has no Guest any more");
  }

  @Test
  void guest_notNamed_isNotRemoved() {
    GuestFlow flow = team("named", Map.of("gia", List.of("a"), "gus", List.of("a")));
    JsonObject admin = GuestFlow.workspaceAdmin();
    flow.change(admin, GuestFlow.naming("collection.remove_guest", "gia"), COLLECTION, "a");
    gone("gia", flow);
    stays("gus", flow, "a");
    JsonObject unnamed =
        flow.ask(flow.check(admin, GuestFlow.action("collection.remove_guest"), COLLECTION, "a"));
    assertEquals("missing_fact", unnamed.getString("reason"), unnamed.encode());
  }

  @Test
  void guest_removedAsExternalUser_leavesWithTheLast() {
    GuestFlow flow = team("gr11", Map.of("gia", List.of("a", "c")));
    JsonObject remove =
        GuestFlow.action("collection.remove_external_user")
            .put("properties", new JsonObject().put("user", "gia"));
    JsonObject admin = GuestFlow.workspaceAdmin();
    assertEquals("guest_other_collections", flow.change(admin, remove, COLLECTION, "a"));
    assertEquals("guest_other_collections", flow.change(admin, remove, COLLECTION, "a"), "again");
    assertEquals("guest_last_collection", flow.change(admin, remove, COLLECTION, "c"));
    gone("gia", flow);
    assertEquals("collection_only", flow.change(admin, remove, COLLECTION, "c"), "again");
  }

  @Test
  void guests_ofAWorkspace_leaveWithTheirLastCollection() {
    GuestFlow flow = team("gr04", Map.of("gia", List.of("a", "b"), "gus", List.of("b", "c")));
    JsonObject remove = GuestFlow.naming("workspace.remove_guest", "gia", "gus");
    assertEquals(
        "guest_last_collection", flow.change(GuestFlow.workspaceAdmin(), remove, WORKSPACE, "w1"));
    gone("gia", flow);
    stays("gus", flow, "c");
    assertEquals(Set.of("gus/c"), flow.grants());
  }

  @Test
  void workspace_madePrivateOrDeleted_takesItsGrantsAlong() {
    GuestFlow flow = team("gr05", Map.of("gia", List.of("a"), "gus", List.of("a", "c")));
    JsonObject admin = GuestFlow.workspaceAdmin();
    JsonObject wider =
        GuestFlow.action("workspace.change_visibility")
            .put("properties", new JsonObject().put("kind", "internal").put("access", "team"));
    flow.change(admin, wider, WORKSPACE, "w1");
    stays("gia", flow, "a");
    wider.getJsonObject("properties").put("access", "only_you_and_invited");
    assertEquals("guest_last_collection", flow.change(admin, wider, WORKSPACE, "w1"));
    gone("gia", flow);
    stays("gus", flow, "c");
    JsonObject delete = GuestFlow.action("workspace.delete");
    assertEquals("guest_last_collection", flow.change(admin, delete, WORKSPACE, "w2"));
    gone("gus", flow);
    assertEquals("workspace_admin", flow.change(admin, delete, WORKSPACE, "w2"), "again");
  }

  @Test
  void guest_whoBecomesAMember_keepsNoGrantAndStays() {
    GuestFlow flow = team("member", Map.of("gia", List.of("a")));
    JsonObject promote =
        GuestFlow.action("guest.change_role")
            .put("properties", new JsonObject().put("level", "team").put("role", "developer"));
    JsonObject check = flow.check(GuestFlow.person("adam"), promote, "user", "gia");
    check.getJsonObject("context").put("available_seats", 3);
    assertEquals(true, flow.ask(check).getBoolean("decision"));
    assertEquals(new JsonArray().add("developer"), flow.roles("gia"));
    assertEquals(Set.of(), flow.grants());
  }

  @Test
  void member_removedFromTheTeam_takesTheGrantsAlong() {
    GuestFlow flow = team("gr10", Map.of("gia", List.of("a", "c"), "gus", List.of("a")));
    JsonObject remove =
        GuestFlow.action("team.remove_member")
            .put("properties", new JsonObject().put("user", "gia"));
    flow.change(GuestFlow.person("adam"), remove, "team", "gr10");
    gone("gia", flow);
    stays("gus", flow, "a");
  }

  @Test
  void collection_movedOrDeleted_takesItsGrantsAlong() {
    GuestFlow flow = team("moved", Map.of("gia", List.of("a", "c")));
    JsonObject move =
        GuestFlow.action("element.move")
            .put(
                "properties",
                new JsonObject()
                    .put("to_kind", "internal")
                    .put("to_access", "team")
                    .put("to_workspace_role", "editor")
                    .put("to_personal", false)
                    .put("to_workspace", "w2"));
    JsonObject moved = flow.ask(flow.check(GuestFlow.editor(), move, COLLECTION, "a"));
    assertEquals(true, moved.getBoolean("decision"), moved.encode());
    JsonObject remove = GuestFlow.naming("workspace.remove_guest", "gia");
    assertEquals(
        "workspace_admin", flow.change(GuestFlow.workspaceAdmin(), remove, WORKSPACE, "w1"));
    flow.change(GuestFlow.editor(), GuestFlow.action("collection.delete"), COLLECTION, "c");
    assertEquals(Set.of("gia/a"), flow.grants());
    assertEquals(
        "guest_last_collection", flow.change(GuestFlow.workspaceAdmin(), remove, WORKSPACE, "w2"));
    gone("gia", flow);
  }

  @Test
  void answer_tellsWhatWasChanged() {
    GuestFlow flow = team("told", Map.of("gia", List.of("a")));
    JsonObject off = GuestFlow.action(DISABLE);
    JsonObject done = flow.ask(flow.check(GuestFlow.editor(), off, COLLECTION, "a"));
    assertTrue(done.getJsonArray("fulfilled").contains("remove_from_team"), done.encode());
    assertTrue(
        done.getJsonArray("changed")
            .contains(
                new JsonObject().put("type", "member").put("id", "gia").put("operation", "remove")),
        done.encode());
    assertFalse(done.containsKey("created"), done.encode());
  }

  private static JsonObject lastOf(String team) throws Exception {
    StoreLocation place = StoreLocation.parse("sqlite:" + folder.resolve("teams.db")).orElseThrow();
    try (TeamStore store = TeamStore.open(place)) {
      List<AuditRow> rows = new ArrayList<>();
      new Audit(store).each(rows::add);
      assertEquals("", new Audit(store).verify(Optional.empty()).problem());
      return rows.stream()
          .map(row -> new JsonObject(row.record()))
          .filter(row -> team.equals(row.getString("team")))
          .reduce((first, second) -> second)
          .orElseThrow();
    }
  }
}
