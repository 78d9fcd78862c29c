package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.admin.AdminCaller.Reply;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.store.Audit;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreLocation;
import dev.portreeve.store.StoredRequest;
import dev.portreeve.store.TeamStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Access Request and Approval profile, from the denial to the check that an approval permits.
 */
class ApprovalTest {
  private static final Path SET = Repository.root().resolve("policies/postman");

  @TempDir static Path folder;
  private static AdminCaller api;
  private static ApprovalFlow flow;
  private static HttpServer listener;
  private static final List<String> TOLD = new CopyOnWriteArrayList<>();
  private static final List<String> TOKENS = new CopyOnWriteArrayList<>();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger REFUSALS = new AtomicInteger();

  @BeforeAll
  static void start() throws Exception {
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext(
        "/told",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean refused = REFUSALS.getAndDecrement() > 0;
          if (!refused) {
            TOKENS.add(exchange.getRequestHeaders().getFirst("authorization"));
            TOLD.add(body);
          }
          exchange.sendResponseHeaders(refused ? 503 : 204, -1);
          exchange.close();
        });
    listener.start();
    api =
        AdminCaller.serve(
            SET, folder, ApprovalFlow.flags(folder, place(), Map.of("--callbacks", told(""))));
    flow = new ApprovalFlow(api);
    String team =
        """
        {"plan": "enterprise",
         "settings": {"workspace_creation": {"mode": "specific", "users": ["ana"]}},
         "members": {"adam": {"team_roles": ["admin"]}, "ana": {"team_roles": ["developer"]},
                     "cam": {"team_roles": ["developer", "community_manager"]},
                     "pam": {"team_roles": ["developer", "partner_manager"]},
                     "eve": {"team_roles": ["developer"]}, "bob": {"team_roles": ["developer"]}}}
        """;
    assertEquals(201, api.by(AdminCaller.OPERATOR, "PUT", "/teams/acme", team).status());
  }

  @AfterAll
  static void stop() {
    api.close();
    listener.stop(0);
  }

  private static String place() {
    return "sqlite:" + folder.resolve("teams.db");
  }

  private static String told(String path) {
    return "http://127.0.0.1:" + listener.getAddress().getPort() + "/told" + path;
  }

  private static StoredRequest stored(TeamStore store, String id) {
    try {
      return store.request(id).orElseThrow();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonObject context(JsonObject answer) {
    assertEquals(false, answer.getBoolean("decision"), answer.encode());
    return answer.getJsonObject("context");
  }

  private static void denied(String reason, String next, JsonObject check) {
    JsonObject context = context(flow.evaluate(check));
    assertEquals(reason, context.getString("reason"), context.encode());
    assertEquals(next, context.getString("next_action"), context.encode());
    assertEquals(
        next.equals("request"), context.containsKey("access_request") && !next.equals("none"));
  }

  private static String problem(int status, Reply reply) {
    assertEquals(status, reply.status(), reply.toString());
    assertEquals("application/problem+json", reply.type());
    String type = reply.body().getString("type");
    return type.substring(type.lastIndexOf(':') + 1);
  }

  @Test
  void approval_ofWhatWasAsked_permitsOnce() throws Exception {
    JsonObject check = ApprovalFlow.check("public", "w1");
    JsonObject approval = flow.approved(check, "cam");
    JsonObject answer = flow.evaluate(ApprovalFlow.with(check, approval));
    assertEquals(true, answer.getBoolean("decision"), answer.encode());
    JsonObject context = answer.getJsonObject("context");
    assertEquals("approval_granted", context.getString("reason"));
    assertEquals(approval, context.getJsonObject("approval"));
    denied("approval_expired", "request", ApprovalFlow.with(check, approval));
    try (TeamStore store = TeamStore.open(StoreLocation.parse(place()).orElseThrow())) {
      Audit audit = new Audit(store);
      assertTrue(audit.verify(Optional.empty()).good());
      List<String> uses = new CopyOnWriteArrayList<>();
      audit.each(row -> uses.add(row.record()));
      assertTrue(uses.stream().anyMatch(row -> row.contains("approval.use")), "it is audited");
    }
  }

  @Test
  void approval_ofSomethingElse_permitsNothing() {
    JsonObject check = ApprovalFlow.check("public", "w2");
    JsonObject approval = flow.approved(check, "cam");
    JsonObject byBob = ApprovalFlow.with(check, approval);
    byBob.getJsonObject("subject").put("id", "bob");
    denied("approval_unverifiable", "none", byBob);
    denied(
        "out_of_scope", "request", ApprovalFlow.with(ApprovalFlow.check("public", "w3"), approval));
    denied(
        "out_of_scope",
        "request",
        ApprovalFlow.with(ApprovalFlow.check("partner", "w2").put("x", 1), approval).put("y", 1));
    JsonObject otherFacts = ApprovalFlow.with(check, approval);
    otherFacts
        .getJsonObject("subject")
        .put("properties", new JsonObject().put("signed_in_with", "sso"));
    denied("out_of_scope", "request", otherFacts);
    JsonObject elsewhere = ApprovalFlow.with(check, approval);
    elsewhere.getJsonObject("resource").getJsonObject("properties").put("team", "birch");
    assertFalse(flow.evaluate(elsewhere).getBoolean("decision"));
    assertTrue(
        flow.evaluate(ApprovalFlow.with(check, approval)).getBoolean("decision"),
        "it is not used up");
  }

  @Test
  void approval_forgedOrOfNoShape_permitsNothing() {
    JsonObject check = ApprovalFlow.check("public", "w4");
    String none = "none";
    for (Object id : List.of("apr_0", "", "' OR '1'='1", 7, new JsonArray())) {
      denied(
          "approval_unverifiable", none, ApprovalFlow.with(check, new JsonObject().put("id", id)));
    }
    denied(
        "approval_unverifiable",
        none,
        ApprovalFlow.with(check, new JsonObject().put("granted", true)));
    JsonObject bare = check.copy().put("context", new JsonObject().put("approval", true));
    denied("approval_unverifiable", none, bare);
  }

  @Test
  void approval_inABatch_isUsedByTheItemThatComesFirst() {
    JsonObject check = ApprovalFlow.check("public", "w5");
    JsonObject approval = flow.approved(check, "cam");
    JsonObject batch =
        ApprovalFlow.with(check, approval)
            .put("evaluations", new JsonArray().add(new JsonObject()).add(new JsonObject()));
    JsonArray answers = flow.ask("evaluations", batch).getJsonArray("evaluations");
    assertEquals(true, answers.getJsonObject(0).getBoolean("decision"), answers.encode());
    assertEquals(false, answers.getJsonObject(1).getBoolean("decision"), answers.encode());
  }

  @Test
  void approval_ofADryRun_isNotUsedUp() {
    JsonObject check = ApprovalFlow.check("partner", "w6");
    JsonObject approval = flow.approved(check, "pam");
    JsonObject dry = ApprovalFlow.with(check, approval);
    dry.getJsonObject("context").put("dry_run", true);
    assertTrue(flow.evaluate(dry).getBoolean("decision"));
    assertTrue(flow.evaluate(ApprovalFlow.with(check, approval)).getBoolean("decision"));
  }

  @Test
  void approval_asLongAsWanted_thenEnds() throws Exception {
    JsonObject check = ApprovalFlow.check("public", "w7");
    JsonObject request = flow.request(check);
    request.put(
        "requested_access",
        new JsonObject().put("requested_until", Instant.now().minusSeconds(5).toString()));
    String task = flow.submit(request).body().getJsonObject("task").getString("id");
    assertEquals(200, flow.decide("cam", task, "approve").status());
    JsonObject approval =
        flow.status(task).body().getJsonObject("result").getJsonObject("approval");
    denied("approval_expired", "request", ApprovalFlow.with(check, approval));
  }

  @Test
  void task_isPendingThenDecided_andFollowedByWhoAsked() {
    JsonObject check = ApprovalFlow.check("public", "w8");
    Reply made = flow.submit(flow.request(check));
    assertEquals(202, made.status(), made.toString());
    JsonObject task = made.body().getJsonObject("task");
    assertEquals("pending", task.getString("status"));
    String id = task.getString("id");
    assertEquals(ApprovalFlow.ENDPOINT + "/" + id, task.getString("status_endpoint"));
    assertTrue(task.getJsonObject("links").getString("cancel").endsWith(id + "/cancel"));
    assertEquals(made.body(), flow.status(id).body());
    assertEquals("unknown_task", problem(404, flow.status("arq_none")));
    assertEquals(403, flow.decide("eve", id, "approve").status(), "nobody approves his own");
    assertEquals(403, flow.decide("adam", id, "approve").status(), "another kind of approver");
    assertEquals(200, flow.decide("cam", id, "deny").status());
    assertEquals("denied", flow.status(id).body().getJsonObject("task").getString("status"));
    assertFalse(flow.status(id).body().containsKey("result"));
    assertEquals("invalid_task_state", problem(409, flow.cancel(id)));
    assertEquals("invalid_task_state", problem(409, flow.decide("cam", id, "approve")));
  }

  @Test
  void cancel_aPendingRequest_isTheEndOfIt() {
    JsonObject check = ApprovalFlow.check("public", "w9");
    String id = flow.ask(check);
    Reply cancelled = flow.cancel(id);
    assertEquals(200, cancelled.status(), cancelled.toString());
    assertEquals("cancelled", cancelled.body().getJsonObject("task").getString("status"));
    assertEquals("invalid_task_state", problem(409, flow.decide("cam", id, "approve")));
  }

  @Test
  void submit_whatBindsToNoDenial_isRefused() {
    JsonObject check = ApprovalFlow.check("public", "w10");
    JsonObject request = flow.request(check);
    String invalid = "invalid_denial_binding";
    assertEquals(invalid, problem(400, flow.submit(check)));
    JsonObject other = request.copy();
    other.getJsonObject("resource").put("id", "w11");
    assertEquals(invalid, problem(400, flow.submit(other)));
    JsonObject forged = request.copy();
    String token = request.getJsonObject("denial").getString("binding_token");
    forged
        .getJsonObject("denial")
        .put("binding_token", token.substring(0, token.length() - 8) + "AAAAAAAA");
    assertEquals(invalid, problem(400, flow.submit(forged)));
    JsonObject later = request.copy();
    later.getJsonObject("denial").put("expires_at", "2999-01-01T00:00:00Z");
    assertEquals(invalid, problem(400, flow.submit(later)));
    assertEquals(invalid, problem(400, flow.submit(request.copy().put("items", new JsonArray()))));
  }

  @Test
  void submit_beyondTheCredential_isForbidden() {
    JsonObject request = flow.request(ApprovalFlow.check("public", "w-narrow"));
    Reply refused = flow.submitBy("narrow", request);
    assertEquals(403, refused.status(), refused.toString());
    assertEquals("not admitted", refused.body().getString("title"));
    assertEquals(202, flow.submit(request).status());
  }

  @Test
  void approve_ownRequest_isRefusedWhateverItsKind() {
    for (String kind : List.of("internal", "partner", "public")) {
      JsonObject check = ApprovalFlow.check(kind, "w-own-" + kind);
      check.getJsonObject("resource").getJsonObject("properties").put("access", "team");
      String task = flow.ask(check);
      for (String verb : List.of("approve", "deny")) {
        Reply refused = flow.decide("eve", task, verb);
        assertEquals(403, refused.status(), refused.toString());
        assertEquals("not_an_approver", refused.body().getString("reason"));
      }
      String status = flow.status(task).body().getJsonObject("task").getString("status");
      assertEquals("pending", status);
    }
  }

  @Test
  void submit_again_isOneTask() {
    JsonObject request = flow.request(ApprovalFlow.check("public", "w12"));
    Reply first = flow.submit(request, "idempotency-key", "k1");
    assertEquals(first, flow.submit(request, "idempotency-key", "k1"));
    JsonObject other = flow.request(ApprovalFlow.check("public", "w13"));
    assertEquals("duplicate_request", problem(409, flow.submit(other, "idempotency-key", "k1")));
  }

  @Test
  void request_nobodyDecides_expires() throws Exception {
    String id = flow.ask(ApprovalFlow.check("public", "w14"));
    try (TeamStore store = TeamStore.open(StoreLocation.parse(place()).orElseThrow())) {
      StoredRequest waiting = store.request(id).orElseThrow();
      assertTrue(waiting.until().isAfter(Instant.now().plusSeconds(29L * 86_400)));
      store.<Integer, RuntimeException>write(
          transaction -> {
            transaction.put(
                new StoredRequest(
                    id, "acme", "pending", waiting.document(), Instant.now().minusSeconds(2), ""));
            transaction.record(List.of(), "{}");
            return 0;
          });
      assertEquals("invalid_task_state", problem(409, flow.decide("cam", id, "approve")));
      assertEquals("expired", flow.status(id).body().getJsonObject("task").getString("status"));
      Eventually.becomes("expired", PATIENCE, () -> stored(store, id).status());
    }
  }

  @Test
  void callback_refusedTwice_isMadeAgainAndSigned() throws Exception {
    REFUSALS.set(1);
    JsonObject request =
        flow.request(ApprovalFlow.check("public", "w15"))
            .put("callback", new JsonObject().put("endpoint", told("/here")).put("state", "s1"));
    String id = flow.submit(request).body().getJsonObject("task").getString("id");
    assertEquals(200, flow.decide("cam", id, "approve").status());
    Eventually.becomes(true, PATIENCE, () -> TOLD.stream().anyMatch(each -> each.contains(id)));
    JsonObject body =
        new JsonObject(TOLD.stream().filter(each -> each.contains(id)).findFirst().orElseThrow());
    assertEquals("s1", body.getString("state"));
    assertEquals("approved", body.getJsonObject("task").getString("status"));
    assertFalse(body.encode().contains("apr_"), "the approval is fetched with a credential");
    assertTrue(TOKENS.get(0).startsWith("Bearer ey"), "it is signed");
  }

  @Test
  void callback_whereTheOperatorAllowsNone_isRefused() {
    JsonObject request = flow.request(ApprovalFlow.check("public", "w16"));
    for (String endpoint :
        List.of(
            "http://169.254.169.254/latest",
            "http://127.0.0.1:1/told",
            told("/../x"),
            told("x"),
            told("/%2e%2e/x"),
            told("").replace("127.0.0.1", "user@127.0.0.1"),
            "file:///etc/passwd")) {
      Reply refused =
          flow.submit(request.copy().put("callback", new JsonObject().put("endpoint", endpoint)));
      assertEquals(422, refused.status(), endpoint);
      assertEquals("callback.endpoint", refused.body().getString("field"));
    }
  }
}
