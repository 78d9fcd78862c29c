package dev.portreeve.sidecar.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.function.Supplier;

/**
 * Tells clients where the server's endpoints are: the metadata of AuthZEN 1.0, section 9. Whoever
 * can connect may read it; it holds URLs alone, made of the server's own base and never of what a
 * request says.
 */
public final class MetadataEndpoint {
  /** Where it is, before the path of the base. */
  static final String PATH = "/.well-known/authzen-configuration";

  private final Supplier<URI> base;

  /**
   * @param base of the URLs, without query and fragment
   */
  public MetadataEndpoint(Supplier<URI> base) {
    this.base = base;
  }

  /** Answers a request for the metadata; false for any other, which is left as it is. */
  boolean answers(HttpServerRequest request) {
    if (!request.uri().contains(PATH)) { // then no path need be made of it
      return false;
    }
    String path = request.path();
    if (path == null || !path.startsWith(PATH)) {
      return false;
    }
    String rest = withoutSlash(path.substring(PATH.length()));
    String prefix = base.get().getRawPath();
    if (!rest.isEmpty() && !rest.equals(prefix == null ? "" : withoutSlash(prefix))) {
      return false;
    }
    if (HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method())) {
      JsonReply.send(request, JsonReply.OK, metadata().toBuffer());
    } else {
      request.response().headers().set(HttpHeaders.ALLOW, "GET, HEAD");
      JsonReply.error(
          request, JsonReply.METHOD_NOT_ALLOWED, "the metadata is read by GET or HEAD", "");
    }
    return true;
  }

  private JsonObject metadata() {
    String identifier = base.get().toString();
    String prefix = withoutSlash(identifier);
    return new JsonObject()
        .put("policy_decision_point", identifier)
        .put("access_evaluation_endpoint", prefix + EvaluationEndpoint.PATH)
        .put("access_evaluations_endpoint", prefix + EvaluationsEndpoint.PATH);
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
