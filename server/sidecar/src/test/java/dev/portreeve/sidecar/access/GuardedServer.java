package dev.portreeve.sidecar.access;

import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import dev.portreeve.sidecar.conversion.ProtoJson;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.TestIssuer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcStatus;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks its callers who they are, and questions to it in both protocols. */
abstract class GuardedServer {
  static final String EVALUATION = "/access/v1/evaluation";

  @TempDir static Path dir;
  static TestCredentials credentials;
  static TestIssuer callers;
  static TestIssuer users;
  static RunningServer server;
  static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    callers = new TestIssuer("callers", dir.resolve("callers.json"));
    users = new TestIssuer("users", dir.resolve("users.json"));
    credentials =
        new TestCredentials(dir.resolve("credentials.yaml"))
            .key("orders", "scopes: [check]")
            .key("birch", "scopes: [check, search], tenants: [birch]")
            .key("exports", "scopes: [check], actions: [collection.ex*, settings.view]")
            .key("ben", "scopes: [check], subjects: self, subject: {type: user, id: ben}")
            .key("directory", "scopes: [check], facts: directory")
            .key("scraper", "scopes: [metrics]")
            .add(
                "ops",
                "password: \"" + TestCredentials.hash(TestCredentials.secret("ops")) + "\"",
                "scopes: [check, metrics]");
    Map<String, String> flags = new HashMap<>(ProxySet.FLAGS);
    flags.put("--cache", ProxySet.CHECKED);
    flags.put("--credentials", credentials.write().toString());
    flags.put("--caller-jwt-keys", callers.keys().toString());
    flags.put("--caller-jwt-issuer", "callers");
    flags.put("--caller-jwt-audience", "portreeve");
    flags.put("--jwt-keys", users.keys().toString());
    flags.put("--jwt-issuer", "users");
    flags.put("--jwt-audience", "api");
    server = RunningServer.of(ProxySet.copy(dir.resolve("set")), flags);
  }

  @AfterAll
  static void stop() {
    GrpcCaller.await(vertx.close());
    server.close();
  }

  static JsonObject question(String subject, String team) {
    return new JsonObject()
        .put(
            "subject",
            new JsonObject()
                .put("type", "user")
                .put("id", subject)
                .put("properties", new JsonObject().put("workspace_role", "editor")))
        .put("action", new JsonObject().put("name", "collection.export"))
        .put(
            "resource",
            new JsonObject()
                .put("type", "collection")
                .put("id", "c1")
                .put("properties", new JsonObject().put("team", team)));
  }

  static HttpResponse<String> post(String path, JsonObject body, String... headers) {
    HttpRequest.Builder request =
        server
            .http()
            .request(path)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return server.http().send(request);
  }

  static HttpResponse<String> check(String... headers) {
    return post(EVALUATION, question("ben", "birch"), headers);
  }

  static GrpcStatus call(JsonObject question, String... headers) {
    return call(server.grpc().client(), question, headers);
  }

  static GrpcStatus call(GrpcClient client, JsonObject question, String... headers) {
    CheckRequest message = ProtoJson.request(new JsonObject(question.encode()).getMap());
    GrpcClientResponse<CheckRequest, CheckResponse> response =
        GrpcCaller.await(
            client
                .request(server.address().socket(), DecisionServiceGrpcClient.Check)
                .compose(
                    call -> {
                      for (int i = 0; i < headers.length; i += 2) {
                        call.headers().add(headers[i], headers[i + 1]);
                      }
                      return call.send(message);
                    }));
    if (response.status() == null) {
      GrpcCaller.await(response.end());
    }
    return response.status();
  }
}
