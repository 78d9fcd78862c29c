package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.sidecar.admin.AdminCaller.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** An identity provider that provisions one team. */
final class ScimCaller {
  private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
  private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

  private final AdminCaller server;
  private final String team;

  ScimCaller(AdminCaller server, String team) {
    this.server = server;
    this.team = team;
  }

  Reply send(String method, String path, String body, String... headers) {
    return by(AdminCaller.OPERATOR, method, path, body, headers);
  }

  Reply by(String credential, String method, String path, String body, String... headers) {
    String key = credential.isEmpty() ? "" : "Bearer " + TestCredentials.key(credential);
    return server.send(base(), method, path, body, key, headers);
  }

  String base() {
    return "http://"
        + server.server().sidecar().administering().orElseThrow()
        + "/scim/v2/teams/"
        + team;
  }

  /** Makes a user that has a name and whatever else is given as members of JSON. */
  JsonObject user(String name, String... more) {
    JsonObject body = new JsonObject().put("schemas", new JsonArray().add(USER));
    body.put("userName", name);
    for (String each : more) {
      body.mergeIn(new JsonObject("{" + each + "}"));
    }
    Reply made = send("POST", "/Users", body.encode());
    assertEquals(201, made.status(), made.toString());
    return made.body();
  }

  /** Makes a group of users. */
  JsonObject group(String name, JsonObject... users) {
    JsonArray members = new JsonArray();
    for (JsonObject each : users) {
      members.add(new JsonObject().put("value", each.getString("id")));
    }
    JsonObject body = new JsonObject().put("schemas", new JsonArray().add(GROUP));
    Reply made =
        send("POST", "/Groups", body.put("displayName", name).put("members", members).encode());
    assertEquals(201, made.status(), made.toString());
    return made.body();
  }

  /** Patches a resource with operations as JSON. */
  Reply patch(String path, String... operations) {
    String body =
        "{\"schemas\": [\"%s\"], \"Operations\": [%s]}"
            .formatted(PATCH, String.join(", ", operations));
    return send("PATCH", path, body);
  }

  /** What a filter finds. */
  JsonArray found(String resources, String filter) {
    String query = URLEncoder.encode(filter, StandardCharsets.UTF_8);
    Reply reply = send("GET", resources + "?filter=" + query, "");
    assertEquals(200, reply.status(), reply.toString());
    JsonArray found = reply.body().getJsonArray("Resources");
    return found == null ? new JsonArray() : found;
  }

  /** What the team says of a member, or nothing where it has none. */
  JsonObject member(String name) {
    JsonObject teamFile = server.by(AdminCaller.OPERATOR, "GET", "/teams/" + team, "").body();
    return teamFile.getJsonObject("members").getJsonObject(name, new JsonObject());
  }
}
