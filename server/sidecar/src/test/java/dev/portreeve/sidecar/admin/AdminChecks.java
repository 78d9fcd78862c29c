package dev.portreeve.sidecar.admin;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks that the settings of a team decide. */
final class AdminChecks {
  private AdminChecks() {}

  /** Whether somebody may create a workspace for everybody on the team. */
  static JsonObject createTeamWide(String subject, String team) {
    return check(
        subject,
        "workspace.create",
        "workspace",
        "w1",
        Map.of("team", team, "kind", "internal", "access", "team"));
  }

  static JsonObject export(String subject, String team) {
    return check(
        subject, Map.of("element_role", "viewer"), "collection.export", "collection", team);
  }

  static JsonObject enableGuestLink(String subject, String team) {
    JsonObject check =
        check(
            subject,
            "collection.guest_link.enable",
            "collection",
            "c1",
            Map.of("team", team, "workspace_kind", "internal", "workspace_access", "team"));
    check
        .getJsonObject("subject")
        .put("properties", new JsonObject().put("element_role", "editor"));
    return check;
  }

  static JsonObject startLiveSession(String subject, String team) {
    return check(
        subject, Map.of("element_role", "viewer"), "live_session.start", "live_session", team);
  }

  static JsonObject createPublicMock(String subject, String team) {
    return check(
        subject, Map.of("workspace_role", "editor"), "mock_server.create", "mock_server", team);
  }

  static JsonObject exportVault(String subject, String team, String format) {
    JsonObject check = check(subject, Map.of(), "vault.export", "vault", team);
    check.getJsonObject("action").put("properties", new JsonObject().put("format", format));
    return check;
  }

  static JsonObject importPackage(String subject, String team, String specifier) {
    return check(subject, "package.import", "package", specifier, Map.of("team", team));
  }

  private static JsonObject check(
      String subject, Map<String, Object> facts, String action, String type, String team) {
    JsonObject check = check(subject, action, type, "x1", Map.of("team", team));
    check.getJsonObject("subject").put("properties", new JsonObject(new LinkedHashMap<>(facts)));
    return check;
  }

  private static JsonObject check(
      String subject, String action, String type, String id, Map<String, Object> resource) {
    return new JsonObject()
        .put("subject", new JsonObject().put("type", "user").put("id", subject))
        .put("action", new JsonObject().put("name", action))
        .put(
            "resource",
            new JsonObject()
                .put("type", type)
                .put("id", id)
                .put("properties", new JsonObject(new LinkedHashMap<>(resource))));
  }
}
