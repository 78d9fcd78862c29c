package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.sidecar.admin.AdminCaller.Reply;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Asks a server for approvals, as a policy enforcement point does. */
final class ApprovalFlow {
  static final String ENDPOINT = "https://requests.example/access/v1/requests";

  private static final String REQUESTS = "/access/v1/requests";
  private static final String PEP = "reader";

  private final AdminCaller api;

  ApprovalFlow(AdminCaller api) {
    this.api = api;
  }

  /** The flags of a server that takes requests for approval. */
  static Map<String, String> flags(Path folder, String store, Map<String, String> more)
      throws IOException, JOSEException {
    Path key = folder.resolve("signing.json");
    if (!Files.exists(key)) {
      Files.writeString(key, new ECKeyGenerator(Curve.P_256).generate().toJSONString());
    }
    Map<String, String> flags = new HashMap<>(more);
    flags.put("--store", store);
    flags.put("--signing-key", key.toString());
    flags.put("--public-url", "https://pdp.example");
    flags.put("--access-request-endpoint", ENDPOINT);
    return flags;
  }

  /** A check of eve's that needs approval. */
  static JsonObject check(String kind, String workspace) {
    return new JsonObject()
        .put("subject", new JsonObject().put("type", "user").put("id", "eve"))
        .put("action", new JsonObject().put("name", "workspace.create"))
        .put(
            "resource",
            new JsonObject()
                .put("type", "workspace")
                .put("id", workspace)
                .put("properties", new JsonObject().put("team", "acme").put("kind", kind)));
  }

  static JsonObject with(JsonObject check, JsonObject approval) {
    return check.copy().put("context", new JsonObject().put("approval", approval));
  }

  /** The answer to a check. */
  JsonObject evaluate(JsonObject check) {
    return ask("evaluation", check);
  }

  JsonObject ask(String path, JsonObject body) {
    Reply reply = send("http://" + api.server().address() + "/access/v1/", "POST", path, body);
    assertEquals(200, reply.status(), reply.toString());
    return reply.body();
  }

  /** A request for approval of what was denied. */
  JsonObject request(JsonObject check) {
    JsonObject context = evaluate(check).getJsonObject("context");
    JsonObject access = context.getJsonObject("access_request");
    return check
        .copy()
        .put(
            "denial",
            new JsonObject()
                .put("evaluation_id", context.getString("evaluation_id"))
                .put("expires_at", access.getString("expires_at"))
                .put("binding_token", access.getString("binding_token")));
  }

  Reply submit(JsonObject request, String... headers) {
    return send(admin(), "POST", REQUESTS, request, headers);
  }

  /** The same with the key of another credential. */
  Reply submitBy(String credential, JsonObject request) {
    String key = "Bearer " + TestCredentials.key(credential);
    return api.send(admin(), "POST", REQUESTS, request.encode(), key);
  }

  Reply status(String task) {
    return send(admin(), "GET", REQUESTS + "/" + task, new JsonObject());
  }

  Reply cancel(String task, String... headers) {
    return send(admin(), "POST", REQUESTS + "/" + task + "/cancel", new JsonObject(), headers);
  }

  /** Asks for what was denied; the id of the task. */
  String ask(JsonObject check) {
    Reply made = submit(request(check));
    assertEquals(202, made.status(), made.toString());
    return made.body().getJsonObject("task").getString("id");
  }

  /** Asks, and has somebody approve; the approval as a caller presents it. */
  JsonObject approved(JsonObject check, String approver) {
    String task = ask(check);
    Reply done = decide(approver, task, "approve");
    assertEquals(200, done.status(), done.toString());
    return status(task).body().getJsonObject("result").getJsonObject("approval");
  }

  Reply decide(String subject, String task, String verb) {
    return api.as(subject, "POST", "/teams/acme/requests/" + task + "/" + verb, "");
  }

  private String admin() {
    return "http://" + api.server().sidecar().administering().orElseThrow();
  }

  private Reply send(String base, String method, String path, JsonObject body, String... headers) {
    return api.send(
        base, method, path, body.encode(), "Bearer " + TestCredentials.key(PEP), headers);
  }
}
