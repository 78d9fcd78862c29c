package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.Scope;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.connection.Connections;
import dev.portreeve.sidecar.http.ContentType;
import dev.portreeve.sidecar.http.JsonReply;
import dev.portreeve.sidecar.http.RequestHead;
import dev.portreeve.sidecar.loop.OnLoop;
import dev.portreeve.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes the requests of the admin API, each to a worker thread and back. */
public final class AdminApi {
  private static final Logger LOG = LoggerFactory.getLogger(AdminApi.class);
  private static final String TEAM = "/admin/v1/teams/:team";
  static final int LONGEST_BODY = 1 << 20;
  private static final int INTERNAL_ERROR = 500;

  private final AdminParts parts;
  private final AdminWorkers workers;

  private AdminApi(AdminParts parts, AdminWorkers workers) {
    this.parts = parts;
    this.workers = workers;
  }

  /**
   * What answers the requests.
   *
   * @param workers wait for the database
   */
  public static Router router(Vertx vertx, AdminParts parts, AdminWorkers workers) {
    return new AdminApi(parts, workers).router(vertx);
  }

  private Router router(Vertx vertx) {
    TeamResource teams = new TeamResource(parts);
    MemberResource members = new MemberResource(parts);
    FieldUpdate fields = new FieldUpdate(parts);
    RecordResource records = new RecordResource(parts);
    RequestResource requests = new RequestResource(parts);
    Router router = Router.router(vertx);
    router.route().handler(AdminApi::expectUsual).failureHandler(AdminApi::expectBreaks);
    router.get(OpenApi.PATH).handler(new OpenApi());
    TaskResource tasks = new TaskResource(parts);
    router.route().handler(this::admit);
    router.route().handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY));
    router.route().handler(AdminApi::expectJson);
    on(router, HttpMethod.GET, TEAM + "/settings", new SettingsRead(parts));
    on(router, HttpMethod.PATCH, TEAM + "/settings/:setting", new SettingUpdate(parts));
    on(router, HttpMethod.GET, TEAM, teams::get);
    on(router, HttpMethod.PUT, TEAM, teams::put);
    on(router, HttpMethod.DELETE, TEAM, teams::delete);
    on(router, HttpMethod.GET, TEAM + "/members/:user", members::get);
    on(router, HttpMethod.PUT, TEAM + "/members/:user", members::put);
    on(router, HttpMethod.DELETE, TEAM + "/members/:user", members::delete);
    on(router, HttpMethod.PUT, TEAM + "/settings/:setting/:field", fields::put);
    on(router, HttpMethod.DELETE, TEAM + "/settings/:setting/:field", fields::delete);
    on(router, HttpMethod.POST, TEAM + "/settings/:setting/:field/open", new SecretOpening(parts));
    on(router, HttpMethod.GET, TEAM + "/records/:type", records::list);
    on(router, HttpMethod.GET, TEAM + "/records/:type/:record", records::get);
    on(router, HttpMethod.PUT, TEAM + "/records/:type/:record", records::put);
    on(router, HttpMethod.DELETE, TEAM + "/records/:type/:record", records::delete);
    on(router, HttpMethod.GET, TEAM + "/requests", requests::list);
    on(router, HttpMethod.POST, TEAM + "/requests", requests::submit);
    on(router, HttpMethod.POST, TEAM + "/requests/:request/approve", requests::approve);
    on(router, HttpMethod.POST, TEAM + "/requests/:request/deny", requests::deny);
    on(router, HttpMethod.POST, TaskResource.PATH, tasks::submit);
    on(router, HttpMethod.GET, TaskResource.PATH + "/:request", tasks::status);
    on(router, HttpMethod.POST, TaskResource.PATH + "/:request/cancel", tasks::cancel);
    on(router, HttpMethod.DELETE, TaskResource.PATH + "/:request/cancel", tasks::cancel);
    new ScimApi(parts, this::work, AdminApi::problem).mount(router);
    for (int status : new int[] {404, 405, 413, INTERNAL_ERROR, 400}) {
      router.errorHandler(status, context -> failed(context, status));
    }
    return router;
  }

  private void on(Router router, HttpMethod method, String path, AdminAction action) {
    router.route(method, path).handler(context -> answer(context, action));
  }

  /** A client that has gone away is no error here, and hears nothing. */
  private static void expectBreaks(RoutingContext context) {
    if (!context.response().closed()) {
      context.next();
    }
  }

  private static void expectUsual(RoutingContext context) {
    if (RequestHead.refused(context.request())) {
      return;
    }
    RequestHead encoding = RequestHead.encoding(context.request());
    if (!isUtf8(context.request().uri())) {
      send(context, Problem.malformed("what the target escapes with % is not UTF-8"));
    } else if (encoding != null) {
      send(context, Problem.of(encoding));
    } else {
      context.next();
    }
  }

  /** Vert.x would make one and the same character of all bytes that are not. */
  private static boolean isUtf8(String target) {
    if (target.indexOf('%') < 0) {
      return true;
    }
    try {
      String decoded = URLDecoder.decode(target, StandardCharsets.ISO_8859_1);
      byte[] bytes = decoded.getBytes(StandardCharsets.ISO_8859_1);
      var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return false;
    }
  }

  private static void expectJson(RoutingContext context) {
    try {
      if (context.body().length() > 0) {
        boolean scim = context.normalizedPath().startsWith(ScimApi.PATH);
        ContentType.expect(
            scim ? ScimApi.TYPES : List.of("application/json"),
            context.request().headers().getAll(HttpHeaders.CONTENT_TYPE));
      }
      context.next();
    } catch (MalformedRequest e) {
      send(context, Problem.refused(e));
    }
  }

  /**
   * Whoever may check may ask for what was denied; secrets and all else take scopes of their own.
   */
  private void admit(RoutingContext context) {
    Scope scope = scope(context.normalizedPath());
    parts
        .access()
        .admit(
            context.request(),
            scope,
            context::next,
            why -> send(context, new Problem(status(why), "not admitted", why.problem())));
  }

  private static Scope scope(String path) {
    return path.startsWith(TaskResource.PATH)
        ? Scope.CHECK
        : path.matches(SecretOpening.PATHS) ? Scope.SECRETS : Scope.ADMIN;
  }

  private static int status(Access.Why why) {
    return switch (why) {
      case BEYOND -> Problem.FORBIDDEN;
      case TOO_MANY -> Problem.TOO_MANY;
      case MISSING, MALFORMED, UNKNOWN -> Problem.UNAUTHORIZED;
    };
  }

  private void answer(RoutingContext context, AdminAction action) {
    try {
      AdminRequest request = AdminRequest.of(context, parts.access(), parts.subjectType());
      work(request, () -> action.answer(request).encoded())
          .onComplete(reply -> send(context, reply), failure -> send(context, problem(failure)));
    } catch (Problem e) {
      send(context, e);
    }
  }

  /** What waits for the database. */
  interface Work<T> {
    T answer() throws Problem, StoreException;
  }

  /**
   * Works on a worker thread; what comes of it, or a failure, is told on the caller's event loop.
   */
  private <T> Future<T> work(AdminRequest request, Work<T> work) {
    try {
      return OnLoop.of(CompletableFuture.supplyAsync(() -> answer(work), workers.of(request)));
    } catch (RejectedExecutionException e) {
      return Future.failedFuture(AdminParts.unavailable());
    }
  }

  private static <T> T answer(Work<T> work) {
    try {
      return work.answer();
    } catch (Problem | StoreException e) {
      throw new CompletionException(e);
    }
  }

  private static Problem problem(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof Problem problem) {
      return problem;
    }
    if (cause instanceof StoreException store) {
      LOG.warn("a request of the admin API waits for better times: {}", store.problem());
      return AdminParts.unavailable();
    }
    LOG.error("a request of the admin API could not be answered", cause);
    return new Problem(INTERNAL_ERROR, "internal error", "see the server's log");
  }

  private static void failed(RoutingContext context, int status) {
    if (status == INTERNAL_ERROR) {
      LOG.error("a request of the admin API could not be answered", context.failure());
    }
    String detail =
        switch (status) {
          case 404 -> "nothing is here: see " + OpenApi.PATH;
          case 405 -> "the method is not known here: see " + OpenApi.PATH;
          case 413 -> "the body is longer than " + LONGEST_BODY + " bytes";
          case 400 -> "the request cannot be read";
          default -> "see the server's log";
        };
    send(context, new Problem(status, "not answered", detail));
  }

  private static void send(RoutingContext context, AdminReply.Encoded reply) {
    HttpServerResponse response = context.response().setStatusCode(reply.status());
    reply.version().ifPresent(version -> response.putHeader(HttpHeaders.ETAG, '"' + version + '"'));
    send(context, "application/json", reply.body());
  }

  private static void send(RoutingContext context, Problem problem) {
    if (context.request().uri().startsWith(ScimApi.PATH)) {
      ScimApi.send(context, problem);
      return;
    }
    HttpServerResponse response = context.response().setStatusCode(problem.status());
    problem.retry(response);
    if (problem.status() == Problem.METHOD_NOT_ALLOWED) {
      response.putHeader(HttpHeaders.ALLOW, "GET");
    }
    send(
        context,
        "application/problem+json",
        Optional.of(Buffer.buffer(JsonText.of(problem.body()) + "\n")));
  }

  private static void send(RoutingContext context, String type, Optional<Buffer> body) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (body.isEmpty()) {
      end(context, Buffer.buffer());
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, type);
      end(context, body.get());
    }
  }

  /**
   * Sends a body, which counts among the bytes in flight until the client takes it; where there is
   * no room for it, a refusal.
   */
  static void end(RoutingContext context, Buffer body) {
    if (!Connections.hasRoom(context.request(), body.length())) {
      context.response().headers().clear();
      send(context, new Problem(Problem.UNAVAILABLE, "unavailable", JsonReply.NO_ROOM));
      return;
    }
    Connections.hold(context.request(), body.length(), context.response().end(body));
  }
}
