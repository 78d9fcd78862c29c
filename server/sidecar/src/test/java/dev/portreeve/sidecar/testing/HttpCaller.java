package dev.portreeve.sidecar.testing;

import dev.portreeve.sidecar.config.Address;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Asks a server over HTTP/1.1. */
public final class HttpCaller {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;

  HttpCaller(Address address) {
    this.base = "http://" + address;
  }

  /** The answer to an AuthZEN request, which must be one. */
  public JsonObject check(Map<String, Object> request) {
    return answered(post("/access/v1/evaluation", new JsonObject(request).encode()));
  }

  /** The answer to an AuthZEN batch, which must be one. */
  public JsonObject checkBatch(Map<String, Object> request) {
    return answered(post("/access/v1/evaluations", new JsonObject(request).encode()));
  }

  /** Posts JSON. */
  public HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /** A request to fill in and {@link #send}. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject answered(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + ": " + response.body());
    }
    return new JsonObject(response.body());
  }
}
