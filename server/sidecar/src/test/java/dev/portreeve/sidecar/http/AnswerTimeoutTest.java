package dev.portreeve.sidecar.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Value;
import dev.portreeve.engine.filter.FilterMap;
import dev.portreeve.engine.search.SearchBudget;
import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.Resource;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.config.ExplainAccess;
import dev.portreeve.sidecar.config.TrustedProxies;
import dev.portreeve.sidecar.decision.EngineDecisionPoint;
import dev.portreeve.sidecar.filter.Filters;
import dev.portreeve.sidecar.grpc.GrpcServices;
import dev.portreeve.sidecar.identity.AuthenticationResult;
import dev.portreeve.sidecar.metrics.FilterMeter;
import dev.portreeve.sidecar.metrics.SearchMeter;
import dev.portreeve.sidecar.proxy.EnvoyCheck;
import dev.portreeve.sidecar.proxy.ProxyCheck;
import dev.portreeve.sidecar.search.PageTokens;
import dev.portreeve.sidecar.search.Searches;
import dev.portreeve.sidecar.signing.Metadata;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.RawHttp2;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.TestChecks;
import dev.portreeve.source.team.TeamsInMemory;
import dev.portreeve.source.testing.TestSets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks of a team that nobody reads, as when its disk hangs. */
class AnswerTimeoutTest {
  private static final String BODY =
      "{\"subject\": {\"type\": \"user\", \"id\": \"ana\"}, \"action\": {\"name\": \"door.close\"},"
          + " \"resource\": {\"type\": \"door\", \"id\": \"d1\", \"properties\": {\"team\": \"acme\"}}";
  private static RunningServer decider;

  private final List<Runnable> reads = new CopyOnWriteArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private RawHttp2 client;

  @BeforeAll
  static void start() {
    decider = RunningServer.of(TestSets.of("doors"));
  }

  @AfterAll
  static void stop() {
    decider.close();
  }

  @BeforeEach
  void open() throws IOException {
    TeamsInMemory teams = new TeamsInMemory();
    teams.putText("acme", "id: acme\nplan: team\nsettings: {locked: false}\n");
    Checks checks =
        TestChecks.of(TestChecks.unread(decider, teams, reads::add), Duration.ofMillis(50));
    HttpServer server = vertx.createHttpServer().requestHandler(handler(checks));
    client = RawHttp2.to(GrpcCaller.await(server.listen(0, "127.0.0.1")).actualPort(), 65_535);
  }

  private Handler<HttpServerRequest> handler(Checks checks) throws IOException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    ProxyCheck proxies =
        new ProxyCheck(
            checks, request -> Future.succeededFuture(new AuthenticationResult.Nobody()));
    GrpcServices calls =
        new GrpcServices(
            vertx,
            checks,
            Access.anyone(),
            new EnvoyCheck(proxies, TrustedProxies.NONE),
            Limits.DEFAULT,
            () -> true,
            () -> false,
            registry);
    return new ServiceHandler(
        checks,
        Access.anyone(),
        Limits.DEFAULT,
        ExplainAccess.OFF,
        new Searches(
            checks,
            new EngineDecisionPoint(),
            true,
            PageTokens.of(Optional.empty()),
            SearchBudget.USUAL,
            new SearchMeter(Searches.SOUGHT, registry)),
        new Filters(checks, () -> false, true, new FilterMeter(FilterMap.KINDS, registry)),
        vertx.createSharedWorkerExecutor("search", 1),
        new MetadataEndpoint(
            new Metadata(
                () -> URI.create("http://x"),
                Map.of(),
                List::of,
                Optional.empty(),
                Optional.empty())),
        new CallDispatch(calls),
        registry);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    GrpcCaller.await(vertx.close());
  }

  @Test
  void check_teamNotReadInTime_isToldToTryAgain() throws IOException {
    assertUnavailable(post(1, "/access/v1/evaluation", BODY + "}"));
  }

  @Test
  void batch_teamNotReadInTime_isToldToTryAgain() throws IOException {
    assertUnavailable(post(1, "/access/v1/evaluations", BODY + ", \"evaluations\": [{}]}"));
  }

  @Test
  void search_teamNotReadInTime_isToldToTryAgain() throws IOException {
    assertUnavailable(post(1, "/access/v1/search/action", BODY + "}"));
  }

  @Test
  void call_teamNotReadInTime_isUnavailable() throws IOException {
    client.post(1, "/portreeve.v1.DecisionService/Check", "application/grpc");
    client.data(1, RawHttp2.message(message().toByteArray()), true);
    assertEquals("14", client.awaitEnd(1).headers().get("grpc-status"));
  }

  @Test
  void check_teamReadAfterAll_isAnsweredTheNextTime() throws IOException {
    assertUnavailable(post(1, "/access/v1/evaluation", BODY + "}"));
    reads.forEach(Runnable::run);
    assertEquals("200", post(3, "/access/v1/evaluation", BODY + "}").headers().get(":status"));
    assertEquals(1, reads.size());
  }

  private static CheckRequest message() {
    Resource.Builder door = Resource.newBuilder().setType("door").setId("d1");
    door.getPropertiesBuilder()
        .putFields("team", Value.newBuilder().setStringValue("acme").build());
    return CheckRequest.newBuilder()
        .setSubject(Subject.newBuilder().setType("user").setId("ana"))
        .setAction(Action.newBuilder().setName("door.close"))
        .setResource(door)
        .build();
  }

  /** The head of the response. */
  private RawHttp2.Frame post(int stream, String path, String body) throws IOException {
    client.post(stream, path, "application/json");
    client.data(stream, body.getBytes(StandardCharsets.UTF_8), true);
    RawHttp2.Frame head = client.read();
    while (head.type() != RawHttp2.HEADERS || head.stream() != stream) {
      head = client.read();
    }
    client.awaitEnd(stream);
    return head;
  }

  private static void assertUnavailable(RawHttp2.Frame head) {
    assertEquals("503", head.headers().get(":status"));
    assertEquals("1", head.headers().get("retry-after"));
  }
}
