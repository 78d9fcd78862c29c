package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.admin.AdminCaller.Reply;
import dev.portreeve.source.testing.Eventually;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The checks about Guests of one team whose grants the store keeps, with everything fulfilled:
 * collections {@code a} and {@code b} are in workspace {@code w1}, {@code c} is in {@code w2}.
 */
final class GuestFlow {
  private static final Map<String, String> WORKSPACES = Map.of("a", "w1", "b", "w1", "c", "w2");

  /** Changes are in force within a second; this machine may be busy with others. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AdminCaller server;
  private final String team;

  GuestFlow(AdminCaller server, String team) {
    this.server = server;
    this.team = team;
  }

  /** Makes a team of an Editor and a Workspace Admin, and lets Guests join collections. */
  static GuestFlow of(AdminCaller server, String team, Map<String, List<String>> guests) {
    GuestFlow flow = new GuestFlow(server, team);
    String document =
        "{\"plan\": \"team\", \"members\": {\"eve\": {\"team_roles\": [\"developer\"]},"
            + " \"adam\": {\"team_roles\": [\"admin\"]}}}";
    Reply made = server.by(AdminCaller.OPERATOR, "PUT", "/teams/" + team, document);
    assertEquals(201, made.status(), made.toString());
    guests.forEach((guest, collections) -> collections.forEach(one -> flow.join(guest, one)));
    return flow;
  }

  /** The same team, asked of another server. */
  GuestFlow at(AdminCaller other) {
    return new GuestFlow(other, team);
  }

  JsonObject check(JsonObject subject, JsonObject action, String type, String id) {
    JsonObject properties = new JsonObject().put("team", team);
    if (type.equals("collection")) {
      properties
          .put("workspace", WORKSPACES.get(id))
          .put("workspace_kind", "internal")
          .put("workspace_access", "team")
          .put("guest_link_on", true);
    } else if (type.equals("workspace")) {
      properties.put("kind", "internal").put("access", "organization");
    }
    return new JsonObject()
        .put("subject", subject)
        .put("action", action)
        .put(
            "resource",
            new JsonObject().put("type", type).put("id", id).put("properties", properties))
        .put("context", new JsonObject().put("fulfil", true));
  }

  static JsonObject person(String id) {
    return new JsonObject().put("type", "user").put("id", id);
  }

  static JsonObject editor() {
    return person("eve").put("properties", new JsonObject().put("element_role", "editor"));
  }

  static JsonObject workspaceAdmin() {
    return person("eve").put("properties", new JsonObject().put("workspace_role", "admin"));
  }

  static JsonObject action(String name) {
    return new JsonObject().put("name", name);
  }

  /** With the Guests whom a request names, of whom it says what is not so. */
  static JsonObject naming(String action, String... guests) {
    JsonArray named = new JsonArray();
    for (String guest : guests) {
      named.add(new JsonObject().put("id", guest).put("remaining_collections", 7));
    }
    return action(action).put("properties", new JsonObject().put("guests", named));
  }

  /** What is answered beside the decision, which stands under {@code decision}. */
  JsonObject ask(JsonObject check) {
    Reply reply = server.check("keeper", "evaluation", check.encode());
    assertEquals(200, reply.status(), reply.toString());
    return reply.body().getJsonObject("context").put("decision", reply.body().getValue("decision"));
  }

  /** Somebody is permitted or denied to view a collection for a reason, as soon as it is known. */
  void sees(String reason, String who, String collection, boolean linkOn) {
    JsonObject check = check(person(who), action("collection.view"), "collection", collection);
    check.remove("context");
    check.getJsonObject("resource").getJsonObject("properties").put("guest_link_on", linkOn);
    Eventually.becomes(reason, PATIENCE, () -> ask(check).getString("reason"));
  }

  void join(String guest, String collection) {
    JsonObject joined =
        ask(check(person(guest), action("collection.guest_join"), "collection", collection));
    assertTrue(joined.getBoolean("decision"), joined.encode());
  }

  /** The reason of a change that is fulfilled and leaves the caller nothing to do. */
  String change(JsonObject subject, JsonObject action, String type, String id) {
    JsonObject done = ask(check(subject, action, type, id));
    assertTrue(done.getBoolean("decision"), done.encode());
    assertTrue(!done.containsKey("obligations"), done.encode());
    return done.getString("reason");
  }

  /** The grants that are kept, as {@code guest/collection}. */
  Set<String> grants() {
    Reply reply =
        server.by(AdminCaller.OPERATOR, "GET", "/teams/" + team + "/records/guest_grant", "");
    assertEquals(200, reply.status(), reply.toString());
    Set<String> grants = new TreeSet<>();
    for (Object record : reply.body().getJsonArray("records")) {
      JsonObject facts = ((JsonObject) record).getJsonObject("facts");
      grants.add(facts.getString("guest") + "/" + facts.getString("collection"));
    }
    return grants;
  }

  /** The team roles of somebody, or null where the team has no such member. */
  JsonArray roles(String who) {
    Reply reply = server.by(AdminCaller.OPERATOR, "GET", "/teams/" + team + "/members/" + who, "");
    return reply.status() == 404 ? new JsonArray() : reply.body().getJsonArray("team_roles");
  }
}
