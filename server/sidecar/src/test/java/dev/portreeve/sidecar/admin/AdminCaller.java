package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.TestIssuer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A server with the admin API, and requests to it as somebody. */
final class AdminCaller implements AutoCloseable {
  /** The credential of the operator. */
  static final String OPERATOR = "ops";

  /** Keeps the shipped set type-checked, so that not every start checks it again. */
  static final String CHECKED =
      Repository.root().resolve("server/sidecar/target/checked-policies").toString();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final RunningServer server;
  private final TestIssuer issuer;

  /** A status, headers and the body, which is empty where none was sent. */
  record Reply(int status, JsonObject body, String etag, String type) {}

  private AdminCaller(RunningServer server, TestIssuer issuer) {
    this.server = server;
    this.issuer = issuer;
  }

  /**
   * Serves a policy set.
   *
   * @param folder of the files of those who may ask, which several servers may share
   * @param teams the flag that says where they are, and its value
   */
  static AdminCaller serve(Path set, Path folder, Map<String, String> teams) {
    TestIssuer issuer = new TestIssuer("callers", folder.resolve("callers.json"));
    return serve(set, folder, issuer, teams);
  }

  private static AdminCaller serve(
      Path set, Path folder, TestIssuer issuer, Map<String, String> teams) {
    Map<String, String> flags = new HashMap<>();
    flags.put("--cache", CHECKED);
    flags.putAll(teams);
    flags.put("--admin", "127.0.0.1:0");
    flags.put(
        "--credentials",
        new TestCredentials(folder.resolve("credentials.yaml"))
            .key(OPERATOR, "scopes: [admin]")
            .key("birch", "scopes: [admin], tenants: [birch]")
            .key("reader", "scopes: [check]")
            .key("narrow", "scopes: [check], tenants: [birch]")
            .key("keeper", "scopes: [check, fulfil]")
            .key("runner", "scopes: [secrets]")
            .key("scraper", "scopes: [metrics]")
            .key("ana", "scopes: [admin], subjects: self, subject: {type: user, id: ana}")
            .write()
            .toString());
    flags.put("--caller-jwt-keys", issuer.keys().toString());
    flags.put("--caller-jwt-issuer", "callers");
    flags.put("--caller-jwt-audience", "portreeve");
    return new AdminCaller(RunningServer.of(set, flags), issuer);
  }

  /** Another server of the same set-up. */
  AdminCaller another(Path set, Path folder, Map<String, String> teams) {
    return serve(set, folder, issuer, teams);
  }

  RunningServer server() {
    return server;
  }

  /** Asks the admin API as somebody with a token. */
  Reply as(String subject, String method, String path, String body, String... headers) {
    String token = issuer.token(subject, "portreeve", Map.of("scope", "admin"));
    return send(admin(), method, path, body, "Bearer " + token, headers);
  }

  /** Asks the admin API with a key. */
  Reply by(String credential, String method, String path, String body, String... headers) {
    return send(admin(), method, path, body, "Bearer " + TestCredentials.key(credential), headers);
  }

  /** Changes a setting as somebody. */
  Reply patch(String subject, String team, String setting, String body, String... headers) {
    return as(subject, "PATCH", "/teams/" + team + "/settings/" + setting, body, headers);
  }

  /** The reason of a check, as answered to callers. */
  String reason(JsonObject check) {
    String token = issuer.token("service", "portreeve", Map.of("scope", "check"));
    Reply reply =
        send(
            "http://" + server.address() + "/access/v1/evaluation",
            "POST",
            "",
            check.encode(),
            "Bearer " + token);
    if (reply.status() != 200) {
      throw new AssertionError(reply.status() + ": " + reply.body());
    }
    return reply.body().getJsonObject("context").getString("reason");
  }

  /** The answer to a check, asked with a key. */
  Reply check(String credential, String path, String body) {
    return send(
        "http://" + server.address() + "/access/v1/",
        "POST",
        path,
        body,
        "Bearer " + TestCredentials.key(credential));
  }

  private String admin() {
    Address address = server.sidecar().administering().orElseThrow();
    return "http://" + address + "/admin/v1";
  }

  Reply send(
      String base, String method, String path, String body, String credential, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!credential.isEmpty()) {
      request.header("authorization", credential);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response = sent(request.build());
    return new Reply(
        response.statusCode(),
        response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body()),
        response.headers().firstValue("etag").orElse(""),
        response.headers().firstValue("content-type").orElse(""));
  }

  private HttpResponse<String> sent(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the management port says to who may read everything there. */
  String managed(String path) {
    URI uri = URI.create("http://" + server.sidecar().managing() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("authorization", "Bearer " + TestCredentials.key("scraper"))
            .build();
    return sent(request).body();
  }

  /** The admin API without a credential. */
  Reply unknown(String path) {
    return send(admin(), "GET", path, "", "");
  }

  @Override
  public void close() {
    server.close();
  }
}
