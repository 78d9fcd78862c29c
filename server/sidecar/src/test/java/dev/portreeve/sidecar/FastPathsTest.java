package dev.portreeve.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.Resource;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.config.ExplainAccess;
import dev.portreeve.sidecar.grpc.CheckFastPath;
import dev.portreeve.sidecar.http.EvaluationFastPath;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.TestChecks;
import dev.portreeve.source.testing.TestSets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The fast paths in the connections of the Vert.x at hand, before a handler that would answer
 * checks with a status of its own: another Vert.x must not close them unnoticed.
 */
class FastPathsTest {
  private static final int BEHIND = 299;
  private static final int HERE = 200;
  private static final String EVALUATION = "/access/v1/evaluation";
  private static final String CHECK = "/portreeve.v1.DecisionService/Check";
  private static final Buffer JSON =
      Buffer.buffer(
          "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"door.knock\"},"
              + "\"resource\":{\"type\":\"door\",\"id\":\"d1\"}}");
  private static RunningServer decider;
  private static Vertx vertx;
  private static HttpServer server;

  @BeforeAll
  static void start() {
    decider = RunningServer.of(TestSets.of("doors"));
    Checks checks = TestChecks.of(decider);
    Handler<HttpConnection> evaluations =
        EvaluationFastPath.opener(
            checks, Access.anyone(), Limits.DEFAULT, ExplainAccess.OFF, new SimpleMeterRegistry());
    Handler<HttpConnection> messages =
        CheckFastPath.opener(checks, Access.anyone(), Limits.DEFAULT, new SimpleMeterRegistry());
    vertx = Vertx.vertx();
    server =
        GrpcCaller.await(
            vertx
                .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(true))
                .connectionHandler(
                    connection -> {
                      evaluations.handle(connection);
                      messages.handle(connection);
                    })
                .requestHandler(
                    request ->
                        request
                            .body()
                            .onSuccess(body -> request.response().setStatusCode(BEHIND).end(body)))
                .listen(0, "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    GrpcCaller.await(vertx.close());
    decider.close();
  }

  @Test
  void evaluation_http1_isAnsweredOnTheFastPath() {
    assertEquals(
        List.of(HERE, BEHIND, HERE),
        statuses(HttpVersion.HTTP_1_1, "application/json", JSON, EVALUATION, "/", EVALUATION));
  }

  @Test
  void evaluation_http2_isHandedOn() {
    assertEquals(
        List.of(BEHIND), statuses(HttpVersion.HTTP_2, "application/json", JSON, EVALUATION));
  }

  @Test
  void check_http2_isAnsweredOnTheFastPath() {
    byte[] message =
        CheckRequest.newBuilder()
            .setSubject(Subject.newBuilder().setType("user").setId("ana"))
            .setAction(Action.newBuilder().setName("door.knock"))
            .setResource(Resource.newBuilder().setType("door").setId("d1"))
            .build()
            .toByteArray();
    Buffer framed =
        Buffer.buffer().appendByte((byte) 0).appendInt(message.length).appendBytes(message);
    assertEquals(
        List.of(HERE, BEHIND, HERE),
        statuses(HttpVersion.HTTP_2, "application/grpc", framed, CHECK, "/", CHECK));
  }

  /** What becomes of requests one after the other over one connection. */
  private static List<Integer> statuses(
      HttpVersion version, String type, Buffer body, String... paths) {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false));
    try {
      return Stream.of(paths).map(path -> status(client, type, body, path)).toList();
    } finally {
      GrpcCaller.await(client.close());
    }
  }

  private static int status(HttpClient client, String type, Buffer body, String path) {
    RequestOptions options =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(server.actualPort())
            .setMethod(HttpMethod.POST)
            .setURI(path)
            .putHeader("content-type", type);
    return GrpcCaller.await(
        client
            .request(options)
            .compose(request -> request.send(body).compose(FastPathsTest::whole))
            .map(HttpClientResponse::statusCode));
  }

  /** The response once its body is read: asked for where it arrives, before its end can. */
  private static Future<HttpClientResponse> whole(HttpClientResponse response) {
    return response.end().map(response);
  }
}
