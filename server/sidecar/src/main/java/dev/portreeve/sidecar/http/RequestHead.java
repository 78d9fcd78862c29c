package dev.portreeve.sidecar.http;

import dev.portreeve.engine.routes.CheckTemplate;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of every request before it is looked at, by RFC 9112: two readings of one message
 * are how requests are smuggled past a proxy.
 *
 * @param status of the refusal
 * @param problem what is wrong
 * @param field the header at fault, or empty
 */
public record RequestHead(int status, String problem, String field) {
  private static final String IDENTITY = "identity";
  private static final int MAX_TARGET = CheckTemplate.MAX_LENGTH;

  /** Refuses a request whose head is at fault, as the last of its connection; or does nothing. */
  public static boolean refused(HttpServerRequest request) {
    RequestHead problem = problem(request);
    if (problem != null) {
      JsonReply.lastError(request, problem.status, problem.problem, problem.field);
    }
    return problem != null;
  }

  /** What is wrong with a content encoding, which nobody undoes here; or null. */
  public static @Nullable RequestHead encoding(HttpServerRequest request) {
    String encoding = request.headers().get(HttpHeaders.CONTENT_ENCODING);
    if (encoding == null || encoding.equalsIgnoreCase(IDENTITY)) {
      return null;
    }
    request.response().headers().set(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
    String problem = "bodies are taken as they are, without a content encoding";
    return new RequestHead(JsonReply.UNSUPPORTED_MEDIA_TYPE, problem, "content-encoding");
  }

  private static @Nullable RequestHead problem(HttpServerRequest request) {
    // What a proxy asks about may be a target itself, and is judged as one.
    boolean proxied = request.uri().startsWith("/check/");
    if (request.uri().length() > MAX_TARGET && !proxied) {
      String problem = "the request target is longer than " + MAX_TARGET + " bytes";
      return new RequestHead(JsonReply.TARGET_TOO_LONG, problem, "");
    }
    if (request.version() == HttpVersion.HTTP_2) {
      return null;
    }
    int hosts = request.headers().getAll(HttpHeaders.HOST).size();
    boolean old = request.version() == HttpVersion.HTTP_1_0;
    // A client that reaches a socket by its path may know of no host.
    boolean nameless = old || request.connection().localAddress().isDomainSocket();
    if (hosts > 1 || (hosts == 0 && !nameless)) {
      String problem = "one Host header is required, " + hosts + " are given";
      return new RequestHead(JsonReply.BAD_REQUEST, problem, "host");
    }
    return framing(request.headers().getAll(HttpHeaders.TRANSFER_ENCODING), old);
  }

  private static @Nullable RequestHead framing(List<String> codings, boolean old) {
    if (codings.isEmpty()) {
      return null;
    }
    String all = String.join(",", codings).strip();
    String field = "transfer-encoding";
    if (old) {
      String problem = "HTTP/1.0 has no Transfer-Encoding";
      return new RequestHead(JsonReply.BAD_REQUEST, problem, field);
    }
    if (all.equalsIgnoreCase("chunked")) {
      return null;
    }
    String problem = "the only Transfer-Encoding that is taken is chunked";
    return new RequestHead(JsonReply.NOT_IMPLEMENTED, problem, field);
  }
}
