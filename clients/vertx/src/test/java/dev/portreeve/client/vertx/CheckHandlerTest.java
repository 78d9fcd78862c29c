package dev.portreeve.client.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Subject;
import dev.portreeve.client.http.HttpDecisionPoint;
import dev.portreeve.client.testing.Desk;
import dev.portreeve.sidecar.testing.RunningServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BasicAuthHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service on Vert.x Web with a server that answers, and one with a server that is gone. */
class CheckHandlerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static RunningServer server;
  private static DecisionPoint pdp;
  private static DecisionPoint gone;
  private static Vertx vertx;
  private static HttpServer service;

  @BeforeAll
  static void serve() throws Exception {
    server = RunningServer.of(Desk.set());
    pdp = client("http://" + server.address());
    gone = client("http://127.0.0.1:1");
    vertx = Vertx.vertx();
    service = vertx.createHttpServer().requestHandler(router());
    service.listen(0, "127.0.0.1").await(60, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().await(60, TimeUnit.SECONDS);
    pdp.close();
    gone.close();
    server.close();
  }

  private static DecisionPoint client(String address) {
    return HttpDecisionPoint.builder().address(address).deadline(PATIENCE).build();
  }

  private static Router router() {
    Router router = Router.router(vertx);
    router
        .route("/basic/*")
        .handler(
            BasicAuthHandler.create(
                credentials ->
                    Future.succeededFuture(
                        User.fromName(credentials.toJson().getString("username")))));
    router
        .post("/teams/:team/desks/:id")
        .handler(desks(pdp))
        .handler(
            context -> {
              String reason = CheckHandler.decision(context).orElseThrow().reason();
              context
                  .request()
                  .body()
                  .onSuccess(body -> context.end(reason + " " + body))
                  .onFailure(context::fail);
            });
    router
        .get("/basic/teams/:team/desks/:id")
        .handler(CheckHandler.of(pdp, "desk.open", "desk", "id").with("team"))
        .handler(context -> context.end("open"));
    router.get("/gone/:team/:id").handler(desks(gone)).handler(context -> context.end("open"));
    return router;
  }

  private static CheckHandler desks(DecisionPoint asked) {
    return CheckHandler.of(asked, "desk.open", "desk", "id")
        .with("team")
        .subject(
            context ->
                Optional.ofNullable(context.request().getHeader("user"))
                    .map(
                        name ->
                            Subject.of("user", name)
                                .with("role", name.equals("eve") ? "clerk" : "visitor")));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.actualPort() + path))
        .timeout(PATIENCE);
  }

  private static HttpRequest.Builder post(String path) {
    return to(path).POST(HttpRequest.BodyPublishers.ofString("the body"));
  }

  @Test
  void handle_permitted_goesOnWithDecisionAndBody() throws Exception {
    HttpResponse<String> answer = send(post("/teams/acme/desks/d1").header("user", "eve"));

    assertEquals(200, answer.statusCode());
    assertEquals("clerk the body", answer.body());
  }

  @Test
  void handle_denied_is403WithTheReason() throws Exception {
    HttpResponse<String> answer = send(post("/teams/shut/desks/d1").header("user", "eve"));

    assertEquals(403, answer.statusCode());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("content-type").orElse(""));
    assertTrue(answer.body().contains("\"reason\":\"locked\""), answer::body);
  }

  @Test
  void handle_nobody_is401() throws Exception {
    assertEquals(401, send(post("/teams/acme/desks/d1")).statusCode());
  }

  @Test
  void handle_userOfTheRequest_isTheSubject() throws Exception {
    String eve = Base64.getEncoder().encodeToString("eve:eve".getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        send(to("/basic/teams/acme/desks/d1").header("Authorization", "Basic " + eve));

    assertEquals(403, answer.statusCode());
    assertTrue(answer.body().contains("\"reason\":\"stranger\""), answer::body);
  }

  @Test
  void handle_serverGone_is503() throws Exception {
    HttpResponse<String> answer = send(to("/gone/acme/d1").header("user", "eve"));

    assertEquals(503, answer.statusCode());
    assertEquals("1", answer.headers().firstValue("retry-after").orElse(""));
  }
}
