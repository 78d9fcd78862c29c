package dev.portreeve.sidecar.http;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.config.ExplainAccess;
import dev.portreeve.sidecar.metrics.RequestMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees every request of the service port first: checks go straight to their endpoint, gRPC to its
 * server, everything else to the router.
 */
public final class ServiceHandler implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceHandler.class);
  private static final String GRPC = "application/grpc";

  private final JsonPostHandler evaluation;
  private final JsonPostHandler evaluations;
  private final Handler<HttpServerRequest> grpc;
  private final Router router;

  /**
   * @param checks answers
   * @param access knows who asks
   * @param limits how large requests may be
   * @param explain who is told how a decision came about
   * @param grpc takes calls in protobuf
   * @param router takes what is neither a check nor a call
   * @param registry counts requests
   */
  public ServiceHandler(
      Checks checks,
      Access access,
      Limits limits,
      ExplainAccess explain,
      Handler<HttpServerRequest> grpc,
      Router router,
      MeterRegistry registry) {
    this.evaluation =
        new JsonPostHandler(
            new EvaluationEndpoint(checks, limits, explain),
            access,
            limits.checkBytes(),
            EvaluationEndpoint.meter(registry));
    this.evaluations =
        new JsonPostHandler(
            new EvaluationsEndpoint(checks, limits),
            access,
            limits.batchBytes(),
            new RequestMeter("evaluations", "200", registry));
    this.grpc = grpc;
    this.router = router;
    router.errorHandler(JsonReply.NOT_FOUND, context -> refuse(context, "there is nothing here"));
    router.errorHandler(
        JsonReply.METHOD_NOT_ALLOWED,
        context -> refuse(context, "the method is not answered here"));
    router.errorHandler(JsonReply.BAD_REQUEST, context -> refuse(context, "malformed request"));
    router.errorHandler(JsonReply.INTERNAL_ERROR, ServiceHandler::fail);
  }

  @Override
  public void handle(HttpServerRequest request) {
    JsonReply.echoRequestId(request);
    String uri = request.uri();
    if (EvaluationEndpoint.PATH.equals(uri)) { // nearly always, and then no path need be made of it
      evaluation.handle(request);
      return;
    }
    String path = request.path();
    if (EvaluationEndpoint.PATH.equals(path)) {
      evaluation.handle(request);
    } else if (EvaluationsEndpoint.PATH.equals(path)) {
      evaluations.handle(request);
    } else {
      other(request);
    }
  }

  private void other(HttpServerRequest request) {
    String type = request.headers().get(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.startsWith(GRPC)) {
      router.handle(request);
    } else if (type.equals(GRPC) || type.equals(GRPC + "+proto")) {
      grpc.handle(request);
    } else {
      String problem = "calls are taken as " + GRPC + " or " + GRPC + "+proto";
      JsonReply.error(request, JsonReply.UNSUPPORTED_MEDIA_TYPE, problem, "content-type");
    }
  }

  private static void refuse(RoutingContext context, String problem) {
    JsonReply.error(context.request(), context.statusCode(), problem, "");
  }

  private static void fail(RoutingContext context) {
    LOG.error("a request could not be answered", context.failure());
    refuse(context, "internal error");
  }
}
