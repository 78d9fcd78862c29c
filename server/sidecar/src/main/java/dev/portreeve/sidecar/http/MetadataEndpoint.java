package dev.portreeve.sidecar.http;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.sidecar.search.Searches;
import dev.portreeve.sidecar.signing.Metadata;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells clients where the server's endpoints are and which keys verify what it signs. Whoever can
 * connect may read it.
 */
public final class MetadataEndpoint {
  /** Where the metadata is, before the path of the base. */
  static final String PATH = "/.well-known/authzen-configuration";

  private static final String FRESH = "max-age=300";

  private final Metadata metadata;

  public MetadataEndpoint(Metadata metadata) {
    this.metadata = metadata;
  }

  /** The paths of the endpoints, by the names that they have in the metadata. */
  public static Map<String, String> endpoints() {
    Map<String, String> endpoints = new LinkedHashMap<>();
    endpoints.put("access_evaluation_endpoint", EvaluationEndpoint.PATH);
    endpoints.put("access_evaluations_endpoint", EvaluationsEndpoint.PATH);
    for (Entity sought : Searches.SOUGHT) {
      endpoints.put("search_" + sought.variable() + "_endpoint", SearchEndpoint.path(sought));
    }
    endpoints.put("portreeve_filter_endpoint", FilterEndpoint.PATH);
    return endpoints;
  }

  /** Answers a request for the metadata or keys; false for any other, which is left as it is. */
  boolean answers(HttpServerRequest request) {
    if (request.uri().contains(PATH)) { // else no path need be made of it
      return isMetadata(request.path()) && send(request, metadata.members(), "the metadata is");
    }
    return Metadata.KEYS_PATH.equals(request.uri())
        && metadata.keys().map(keys -> send(request, keys, "the keys are")).orElse(false);
  }

  private boolean isMetadata(String path) {
    if (path == null || !path.startsWith(PATH)) {
      return false;
    }
    String rest = path.substring(PATH.length());
    String plain = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    return plain.isEmpty() || plain.equals(metadata.path());
  }

  private static boolean send(HttpServerRequest request, Map<String, Object> members, String what) {
    if (HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method())) {
      request.response().headers().set(HttpHeaders.CACHE_CONTROL, FRESH);
      JsonReply.send(request, JsonReply.OK, new JsonObject(members).toBuffer());
    } else {
      request.response().headers().set(HttpHeaders.ALLOW, "GET, HEAD");
      JsonReply.error(request, JsonReply.METHOD_NOT_ALLOWED, what + " read by GET or HEAD", "");
    }
    return true;
  }
}
