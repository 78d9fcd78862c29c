package dev.portreeve.sidecar.admin;

import dev.portreeve.sidecar.scim.ScimReply;
import dev.portreeve.sidecar.scim.ScimRequest;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code /scim/v2/teams/{team}}: routes the requests of SCIM, each to a worker thread and back. */
final class ScimApi {
  static final List<String> TYPES = List.of(ScimReply.TYPE, "application/json");

  /** With which the paths of SCIM begin. */
  static final String PATH = "/scim/v2/teams/";

  private static final String TEAM = PATH + ":team";
  private static final List<String> ABOUT = List.of("/ResourceTypes", "/Schemas");
  private static final List<String> RESOURCES = List.of("/Users", "/Groups");
  private static final Set<String> BODIES = Set.of("POST", "PUT", "PATCH");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern AUTHORITY = Pattern.compile("[\\w.:\\[\\]-]{1,255}");

  private final AdminParts parts;
  private final Workers workers;
  private final ScimResource resource;
  private final Function<Throwable, Problem> problems;

  /** Whoever works where waiting for the database is allowed. */
  @FunctionalInterface
  interface Workers {
    Future<ScimReply> work(AdminRequest request, AdminApi.Work<ScimReply> work);
  }

  /**
   * @param workers wait for the database
   * @param problems what is told of a failure
   */
  ScimApi(AdminParts parts, Workers workers, Function<Throwable, Problem> problems) {
    this.parts = parts;
    this.workers = workers;
    this.resource = new ScimResource(parts);
    this.problems = problems;
  }

  void mount(Router router) {
    on(router, HttpMethod.GET, "/ServiceProviderConfig");
    for (String about : ABOUT) {
      on(router, HttpMethod.GET, about);
      on(router, HttpMethod.GET, about + "/:id");
    }
    for (String each : RESOURCES) {
      on(router, HttpMethod.GET, each);
      on(router, HttpMethod.POST, each);
      on(router, HttpMethod.POST, each + "/.search");
      for (HttpMethod method :
          List.of(HttpMethod.GET, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)) {
        on(router, method, each + "/:id");
      }
    }
    on(router, HttpMethod.POST, "/Bulk");
  }

  private void on(Router router, HttpMethod method, String path) {
    router.route(method, TEAM + path).handler(context -> answer(context, path));
  }

  private void answer(RoutingContext context, String path) {
    try {
      AdminRequest request =
          AdminRequest.of(context, parts.access(), parts.subjectType(), Optional.empty());
      request.requireOperator();
      ScimRequest asked = asked(context, request, path);
      workers
          .work(request, () -> resource.answer(request, withBody(asked, request)))
          .onComplete(
              reply -> send(context, reply), failure -> send(context, problems.apply(failure)));
    } catch (Problem e) {
      send(context, e);
    }
  }

  private static ScimRequest asked(RoutingContext context, AdminRequest request, String path)
      throws Problem {
    HttpServerRequest http = context.request();
    Map<String, String> headers = new HashMap<>();
    for (CharSequence name :
        List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH)) {
      Optional.ofNullable(http.getHeader(name)).ifPresent(it -> headers.put(name.toString(), it));
    }
    // The library looks for the resource from the end of the URL.
    String query = http.query() == null ? "" : "?" + http.query().replace("/", "%2F");
    return new ScimRequest(
        http.method().name(),
        url(http, request.team()),
        path.replace(":id", id(request, path)) + query,
        "",
        headers);
  }

  private static ScimRequest withBody(ScimRequest asked, AdminRequest request) throws Problem {
    if (!BODIES.contains(asked.method())) {
      return asked;
    }
    request.json(); // strictly: the library would take two members of one name
    return asked.with(request.body().toString(StandardCharsets.UTF_8));
  }

  /** Ids are the server's own, but for those that RFC 7643 gives. */
  private static String id(AdminRequest request, String path) throws Problem {
    String id = request.parameter("id");
    boolean about = ABOUT.stream().anyMatch(path::startsWith);
    if (path.endsWith(":id")
        && !(about ? id.matches("[\\w:.]{3,200}") : ID.matcher(id).matches())) {
      throw new Problem(Problem.NOT_FOUND, "no such resource", "there is no resource of this id");
    }
    return id;
  }

  private static String url(HttpServerRequest request, String team) {
    String authority = String.valueOf(request.authority());
    String host = AUTHORITY.matcher(authority).matches() ? authority : "localhost";
    boolean misread = RESOURCES.contains("/" + team) || ABOUT.contains("/" + team);
    String segment =
        misread ? String.format("%%%02X", (int) team.charAt(0)) + team.substring(1) : team;
    return request.scheme() + "://" + host + PATH + segment;
  }

  /** The same as an error of SCIM. */
  static void send(RoutingContext context, Problem problem) {
    String type = problem.status() == Problem.BAD_REQUEST ? "invalidSyntax" : "";
    problem.retry(context.response());
    send(context, ScimReply.error(problem.status(), type, String.valueOf(problem.getMessage())));
  }

  private static void send(RoutingContext context, ScimReply reply) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(reply.status()).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    reply.headers().forEach(response::putHeader);
    if (reply.body().isEmpty()) {
      AdminApi.end(context, Buffer.buffer());
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, ScimReply.TYPE);
      AdminApi.end(context, Buffer.buffer(reply.body()));
    }
  }
}
