package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.config.AccessConfig;
import dev.portreeve.sidecar.config.IdentityConfig;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.TestIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths take which scope, whose {@code Authorization} counts there, and how it is said. */
class AccessHandlerTest {
  private static final String KEY = Presented.KEY;

  @TempDir private static Path dir;
  private static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static Vertx vertx;
  private static TestIssuer issuer;
  private static Access access;
  private static int port;
  private static int open;

  @BeforeAll
  static void start() throws IOException {
    vertx = Vertx.vertx();
    issuer = new TestIssuer("callers", dir.resolve("callers.json"));
    Path file =
        new TestCredentials(dir.resolve("credentials.yaml"))
            .key("checker", "scopes: [check]")
            .key("searcher", "scopes: [search]")
            .key("ben", "scopes: [admin], subjects: self, subject: {type: user, id: ben}")
            .write();
    AccessConfig config =
        new AccessConfig(
            Optional.of(file),
            Optional.of(
                new IdentityConfig.Token(issuer.keys().toString(), "callers", "portreeve", "sub")),
            "scope",
            false,
            new AccessConfig.Insecure(false, false));
    access = Access.start(config, vertx, REGISTRY);
    port = listen(access);
    open = listen(Access.anyone());
  }

  private static int listen(Access access) {
    Router router = Router.router(vertx);
    router.route("/admin").handler(new ScopeGuard(access, Scope.ADMIN));
    router
        .route("/own")
        .handler(
            context ->
                access.admit(
                    context.request(),
                    Scope.ADMIN,
                    context::next,
                    why -> context.response().setStatusCode(418).end(why.name())));
    router.route().handler(context -> answer(access, context.request()));
    return GrpcCaller.await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      if (request.path().startsWith("/admin") || request.path().equals("/own")) {
                        router.handle(request);
                      } else {
                        new AccessHandler(access, each -> answer(access, each)).handle(request);
                      }
                    })
                .listen(0, "127.0.0.1"))
        .actualPort();
  }

  /** Tells for whom the caller speaks. */
  private static void answer(Access access, HttpServerRequest request) {
    boolean user = request.path().startsWith("/check/") || request.path().startsWith("/envoy");
    Caller caller = access.known(request, user ? Presented.Owner.USER : Presented.Owner.CALLER);
    String subject =
        caller == null
            ? ""
            : access
                .subject(request, caller, "service")
                .map(each -> each.type() + ":" + each.id())
                .orElse("itself");
    request.response().end((caller == null ? "nobody" : caller.id()) + " " + subject);
  }

  @AfterAll
  static void stop() {
    GrpcCaller.await(vertx.close());
  }

  private static HttpResponse<String> get(int port, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int status(String path, String... headers) {
    return get(port, path, headers).statusCode();
  }

  @ParameterizedTest
  @CsvSource({
    "/access/v1/evaluation, 200, 403",
    "/access/v1/search/subject, 403, 200",
    "/access/v1/filter, 403, 200",
    "/access/v1/filters, 200, 403",
    "/check/nginx, 200, 403",
    "/admin, 403, 403",
    "/anything, 200, 403"
  })
  void handle_path_takesItsScope(String path, int checker, int searcher) {
    assertEquals(checker, status(path, KEY, TestCredentials.key("checker")));
    assertEquals(searcher, status(path, KEY, TestCredentials.key("searcher")));
    assertEquals(401, status(path));
  }

  @ParameterizedTest
  @CsvSource({"/grpc.health.v1.Health/Check", "/.well-known/authzen-configuration"})
  void handle_whatEverybodyMaySee_isOpen(String path) {
    assertEquals(200, status(path));
    assertEquals(401, status(path.substring(0, path.length() / 2)));
  }

  @ParameterizedTest
  @CsvSource({"/check/nginx", "/envoy.service.auth.v3.Authorization/Check"})
  void handle_behindAProxy_authorizationIsTheUsers(String path) {
    String bearer = "Bearer " + TestCredentials.key("checker");
    assertEquals(401, status(path, "Authorization", bearer));
    assertEquals(200, status("/elsewhere", "Authorization", bearer));
    HttpResponse<String> both =
        get(port, path, "Authorization", "Bearer a.b.c", KEY, TestCredentials.key("checker"));
    assertEquals("200 checker itself", both.statusCode() + " " + both.body());
    assertEquals(
        401,
        status("/elsewhere", "Authorization", "Bearer a.b.c", KEY, TestCredentials.key("checker")));
  }

  @Test
  void handle_refused_saysHowToShowACredentialAndCounts() {
    HttpResponse<String> none = get(port, "/x");
    assertEquals(
        "Bearer realm=\"portreeve\"", none.headers().firstValue("www-authenticate").orElse(""));
    assertTrue(none.body().contains("a credential is required"), none.body());
    double before = count("beyond");
    HttpResponse<String> beyond = get(port, "/x", KEY, TestCredentials.key("searcher"));
    assertEquals(403, beyond.statusCode());
    assertEquals(Optional.empty(), beyond.headers().firstValue("www-authenticate"));
    assertEquals(before + 1, count("beyond"));
    for (Access.Why why : Access.Why.values()) {
      assertTrue(count(why.name().toLowerCase(java.util.Locale.ROOT)) >= 0);
    }
  }

  @Test
  void handle_refusedInGrpc_isAStatusInTrailersAlone() {
    HttpResponse<String> none = get(port, "/x", "Content-Type", "application/grpc+proto");
    assertEquals(200, none.statusCode());
    assertEquals("application/grpc", none.headers().firstValue("content-type").orElse(""));
    assertEquals("16", none.headers().firstValue("grpc-status").orElse(""));
    assertEquals("a credential is required", none.headers().firstValue("grpc-message").orElse(""));
    HttpResponse<String> beyond =
        get(port, "/x", "Content-Type", "application/grpc", KEY, TestCredentials.key("searcher"));
    assertEquals("7", beyond.headers().firstValue("grpc-status").orElse(""));
    assertEquals(
        401, status("/x", "Content-Type", "application/json"), "another type is another protocol");
  }

  @Test
  void handle_tooManyGuesses_isToldToTryAgainLater() throws IOException {
    int guarded =
        listen(
            Access.start(
                new AccessConfig(
                    Optional.of(dir.resolve("credentials.yaml")),
                    Optional.empty(),
                    "scope",
                    false,
                    new AccessConfig.Insecure(false, false)),
                vertx,
                REGISTRY));
    HttpResponse<String> answer = get(guarded, "/x", KEY, "malformed");
    for (int i = 0; i < 40 && answer.statusCode() == 401; i++) {
      answer = get(guarded, "/x", KEY, "malformed");
    }
    assertEquals(429, answer.statusCode());
    assertEquals("1", answer.headers().firstValue("retry-after").orElse(""));
    HttpResponse<String> call =
        get(guarded, "/x", KEY, "malformed", "Content-Type", "application/grpc");
    assertEquals(
        true, List.of("8", "16").contains(call.headers().firstValue("grpc-status").orElse("")));
  }

  private static double count(String reason) {
    return REGISTRY.get("portreeve.callers.refused").tag("reason", reason).counter().count();
  }

  @Test
  void handle_whereNobodyMustSay_isOpen() {
    assertEquals(200, get(open, "/access/v1/search/subject").statusCode());
    assertEquals(" itself", get(open, "/x", KEY, "x").body());
  }

  @Test
  void admit_ownRefusal_isToldWithTheChallengeUnlessItIsNoQuestionOfCredentials() {
    HttpResponse<String> none = get(port, "/own");
    assertEquals("418 MISSING", none.statusCode() + " " + none.body());
    assertEquals(
        "Bearer realm=\"portreeve\"", none.headers().firstValue("www-authenticate").orElse(""));
    HttpResponse<String> beyond = get(port, "/own", KEY, TestCredentials.key("checker"));
    assertEquals("418 BEYOND", beyond.statusCode() + " " + beyond.body());
    assertEquals(Optional.empty(), beyond.headers().firstValue("www-authenticate"));
  }

  @Test
  void subject_ofACaller_isThatOfItsTokenOrItsEntryOrNone() {
    assertEquals("ben user:ben", get(port, "/own", KEY, TestCredentials.key("ben")).body());
    String token = issuer.token("svc", "portreeve", Map.of("scope", "admin check"));
    assertEquals("svc service:svc", get(port, "/own", "Authorization", "Bearer " + token).body());
    assertEquals("checker itself", get(port, "/x", KEY, TestCredentials.key("checker")).body());
  }
}
