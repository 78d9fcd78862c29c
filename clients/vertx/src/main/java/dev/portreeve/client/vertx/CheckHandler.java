package dev.portreeve.client.vertx;

import dev.portreeve.client.Action;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Resource;
import dev.portreeve.client.Subject;
import dev.portreeve.client.wire.ProblemDetails;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets a request on only with a permit: otherwise it answers 403 with the reason as problem
 * details, 503 when nobody decided, or fails with 401 when nobody asks.
 *
 * <pre>{@code
 * router
 *     .get("/teams/:team/collections/:id/export")
 *     .handler(CheckHandler.of(pdp, "collection.export", "collection", "id").with("team"))
 *     .handler(exports);
 * }</pre>
 *
 * <p>The decision point is asked on a worker thread, since it waits for its answer.
 */
public final class CheckHandler implements Handler<RoutingContext> {
  private static final String DECISION = CheckHandler.class.getName();

  private final DecisionPoint decisions;
  private final Action action;
  private final Function<RoutingContext, Resource> resource;
  private final Function<RoutingContext, Optional<Subject>> subject;

  private CheckHandler(
      DecisionPoint decisions,
      Action action,
      Function<RoutingContext, Resource> resource,
      Function<RoutingContext, Optional<Subject>> subject) {
    this.decisions = decisions;
    this.action = action;
    this.resource = resource;
    this.subject = subject;
  }

  /**
   * Checks for a resource that the path names, and the user of the request.
   *
   * @param type of the resource
   * @param idParameter the parameter of the path that holds its id
   */
  public static CheckHandler of(
      DecisionPoint decisions, String action, String type, String idParameter) {
    return of(decisions, action, context -> Resource.of(type, parameter(context, idParameter)));
  }

  /** Checks for a resource that a function finds, and the user of the request. */
  public static CheckHandler of(
      DecisionPoint decisions, String action, Function<RoutingContext, Resource> resource) {
    return new CheckHandler(decisions, Action.of(action), resource, CheckHandler::user);
  }

  /** The same, with a parameter of the path as the fact of that name about the resource. */
  public CheckHandler with(String parameter) {
    return new CheckHandler(
        decisions,
        action,
        context -> resource.apply(context).with(parameter, parameter(context, parameter)),
        subject);
  }

  /**
   * The same for a subject that a function finds; without it the type is {@code user}, the id that
   * of {@link RoutingContext#user}.
   *
   * @param who empty for nobody, whose request fails with 401
   */
  public CheckHandler subject(Function<RoutingContext, Optional<Subject>> who) {
    return new CheckHandler(decisions, action, resource, who);
  }

  /** The decision that let a request on; empty when no handler of this kind did. */
  public static Optional<Decision> decision(RoutingContext context) {
    return Optional.ofNullable(context.get(DECISION));
  }

  private static Optional<Subject> user(RoutingContext context) {
    return Optional.ofNullable(context.user())
        .map(User::subject)
        .map(name -> Subject.of("user", name));
  }

  private static String parameter(RoutingContext context, String name) {
    String value = context.pathParam(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the path has no parameter `" + name + "`: write :" + name + " in the route");
    }
    return value;
  }

  @Override
  public void handle(RoutingContext context) {
    Optional<Subject> who = subject.apply(context);
    if (who.isEmpty()) {
      context.fail(401);
      return;
    }
    Check check = Check.of(who.get(), action, resource.apply(context));
    boolean reading = !context.request().isEnded();
    if (reading) {
      context.request().pause();
    }
    context
        .vertx()
        .executeBlocking(() -> decisions.check(check), false)
        .onComplete(
            decision -> {
              if (reading) {
                context.request().resume();
              }
              answer(context, decision);
            },
            context::fail);
  }

  private static void answer(RoutingContext context, Decision decision) {
    if (decision.permitted()) {
      context.put(DECISION, decision);
      context.next();
      return;
    }
    ProblemDetails problem = new ProblemDetails(decision);
    HttpServerResponse response =
        context
            .response()
            .setStatusCode(problem.status())
            .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.CONTENT_TYPE)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (problem.retryAfter() > 0) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(problem.retryAfter()));
    }
    response.end(Buffer.buffer(problem.body()));
  }
}
