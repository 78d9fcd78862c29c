package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.admin.AdminCaller.Reply;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.store.testing.PostgresqlServer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an admin does to the resources of a team, list by list, through one of two sidecars that
 * share a PostgreSQL database: the next check is answered accordingly by both.
 */
class AdminWalkTest {
  private static final Path SET = Repository.root().resolve("policies/postman");

  /** Changes are in force within a second; this machine may be busy with others. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String TEAM = "acme";
  private static final String LODASH = "npm:lodash@4.17.21";

  @TempDir static Path folder;
  private static AdminCaller one;
  private static AdminCaller two;

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> store =
        ApprovalFlow.flags(folder, PostgresqlServer.shared().database(), Map.of());
    one = AdminCaller.serve(SET, folder, store);
    two = one.another(SET, folder, store);
  }

  @AfterAll
  static void stop() {
    two.close();
    one.close();
  }

  @BeforeEach
  void team() {
    String team =
        """
        {"plan": "enterprise", "organizations": true, "settings": {},
         "members": {"adam": {"team_roles": ["admin"]},
                     "ana": {"team_roles": ["developer"]},
                     "kim": {"team_roles": ["developer"], "groups": ["platform"]},
                     "eve": {"team_roles": ["developer"]}}}
        """;
    Reply made = one.by(AdminCaller.OPERATOR, "PUT", "/teams/" + TEAM, team);
    assertTrue(made.status() == 200 || made.status() == 201, made.toString());
    expect("no_restriction_configured", AdminChecks.createTeamWide("eve", TEAM));
  }

  private static Reply change(String setting, String body) {
    Reply reply = one.patch("adam", TEAM, setting, body);
    assertEquals(200, reply.status(), reply.toString());
    return reply;
  }

  /** Both sidecars answer so soon. */
  private static void expect(String reason, JsonObject check) {
    for (AdminCaller each : List.of(one, two)) {
      Eventually.becomes(reason, PATIENCE, () -> each.reason(check));
    }
  }

  @Test
  void workspaces_permissionGivenAndRemoved_countsForTheNextCheck() {
    change(
        "workspace_creation",
        "{\"value\": {\"mode\": \"specific\", \"users\": [\"ana\"], \"groups\": [\"platform\"]}}");
    expect("approval_required", AdminChecks.createTeamWide("eve", TEAM));
    expect("creator_permitted", AdminChecks.createTeamWide("ana", TEAM));
    expect("creator_permitted", AdminChecks.createTeamWide("kim", TEAM));

    change("workspace_creation", "{\"remove\": {\"group\": \"platform\"}}");
    expect("approval_required", AdminChecks.createTeamWide("kim", TEAM));
    Reply last = change("workspace_creation", "{\"remove\": {\"user\": \"ana\"}}");
    assertTrue(last.body().toString().contains("everyone_can_create_warning"), last.toString());
    expect("no_restriction_configured", AdminChecks.createTeamWide("eve", TEAM));

    change(
        "workspace_creation", "{\"value\": {\"mode\": \"only_selected\", \"users\": [\"ana\"]}}");
    expect("only_selected_creators", AdminChecks.createTeamWide("eve", TEAM));
    change("workspace_creation", "{\"value\": {\"mode\": \"all\"}}");
    expect("all_members_permitted", AdminChecks.createTeamWide("eve", TEAM));
  }

  @Test
  void collections_sharingAndExports_areSwitched() {
    change("editors_can_share_with_guests", "{\"value\": false}");
    expect("guest_sharing_prohibited", AdminChecks.enableGuestLink("eve", TEAM));
    change("editors_can_share_with_guests", "{\"value\": true}");
    expect("editor_may_share_with_guests", AdminChecks.enableGuestLink("eve", TEAM));

    change("block_collection_exports", "{\"value\": true}");
    expect("export_blocked_by_org", AdminChecks.export("eve", TEAM));
    change("block_collection_exports", "{\"value\": false}");
    expect("export_allowed", AdminChecks.export("eve", TEAM));
  }

  @Test
  void mocksSessionsAndVaults_areSwitched() {
    change("block_public_mock_servers", "{\"value\": true}");
    expect("public_mocks_prohibited", AdminChecks.createPublicMock("eve", TEAM));

    change("live_sessions_allowed", "{\"value\": false}");
    expect("live_sessions_prohibited", AdminChecks.startLiveSession("eve", TEAM));
    change("live_sessions_allowed", "{\"value\": true}");
    expect("default", AdminChecks.startLiveSession("eve", TEAM));

    change("vault_export", "{\"value\": {\"enabled\": true, \"allow_encrypted\": true}}");
    expect("encrypted_export_allowed", AdminChecks.exportVault("eve", TEAM, "encrypted"));
    expect("vault_format_not_allowed", AdminChecks.exportVault("eve", TEAM, "unencrypted"));
    change("vault_export", "{\"value\": {\"enabled\": false}}");
    expect("vault_export_off", AdminChecks.exportVault("eve", TEAM, "encrypted"));
  }

  @Test
  void packages_allowedOneByOne_areThoseThatScriptsMayUse() {
    change("external_packages", "{\"value\": {\"mode\": \"dont_allow\"}}");
    expect("external_packages_prohibited", AdminChecks.importPackage("eve", TEAM, LODASH));
    change("external_packages", "{\"value\": {\"mode\": \"allow_selected\"}}");
    expect("package_not_allowed", AdminChecks.importPackage("eve", TEAM, LODASH));
    change("external_packages", "{\"add\": \"npm:lodash@4.*\"}");
    expect("package_on_allow_list", AdminChecks.importPackage("eve", TEAM, LODASH));
    change("external_packages", "{\"remove\": \"npm:lodash@4.*\"}");
    expect("package_not_allowed", AdminChecks.importPackage("eve", TEAM, LODASH));
    change("external_packages", "{\"value\": {\"mode\": \"allow_all\"}}");
    expect("all_packages_allowed", AdminChecks.importPackage("eve", TEAM, LODASH));
  }

  @Test
  void store_away_servesWhatIsKnownAndRecoversByItself() {
    Reply made = one.by(AdminCaller.OPERATOR, "PUT", "/teams/cold", "{\"plan\": \"free\"}");
    assertTrue(made.status() == 200 || made.status() == 201, made.toString());
    PostgresqlServer database = PostgresqlServer.shared();
    database.stop();
    try {
      Eventually.becomes(true, PATIENCE, () -> !problem(two).isEmpty());
      JsonObject report = new JsonObject(two.managed("/readyz?verbose"));
      String told = report.getJsonObject("teams").getString("problem");
      assertTrue(told.startsWith("the store postgresql"), told);
      assertTrue(two.managed("/metrics").contains("portreeve_teams_unreadable 1"));
      assertEquals(
          "no_restriction_configured", two.reason(AdminChecks.createTeamWide("eve", TEAM)));
      assertEquals("team_unavailable", two.reason(AdminChecks.createTeamWide("eve", "cold")));
      assertEquals(503, one.patch("adam", TEAM, "vault_export", "{\"value\": {}}").status());
    } finally {
      database.start();
    }
    expect("not_a_member", AdminChecks.createTeamWide("eve", "cold"));
    change("workspace_creation", "{\"value\": {\"mode\": \"specific\", \"users\": [\"ana\"]}}");
    expect("approval_required", AdminChecks.createTeamWide("eve", TEAM));
    Eventually.becomes("", PATIENCE, () -> problem(two));
  }

  private static String problem(AdminCaller server) {
    return server.server().sidecar().reloader().status().teamsProblem();
  }

  @Test
  void approval_presentedToBothSidecars_permitsOnce() throws Exception {
    change("workspace_creation", "{\"value\": {\"mode\": \"specific\", \"users\": [\"ana\"]}}");
    JsonObject check = AdminChecks.createTeamWide("eve", TEAM);
    expect("approval_required", check);
    ApprovalFlow asked = new ApprovalFlow(one);
    JsonObject presented = ApprovalFlow.with(check, asked.approved(check, "adam"));
    ApprovalFlow other = new ApprovalFlow(two);
    List<CompletableFuture<Boolean>> answers =
        Stream.of(asked, other, asked, other)
            .map(
                flow ->
                    CompletableFuture.supplyAsync(
                        () -> flow.evaluate(presented).getBoolean("decision")))
            .toList();
    long permits = answers.stream().filter(CompletableFuture::join).count();
    assertEquals(1, permits, "it is for one use, wherever it is presented");
  }
}
