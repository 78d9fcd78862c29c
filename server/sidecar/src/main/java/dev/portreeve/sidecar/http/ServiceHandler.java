package dev.portreeve.sidecar.http;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.AccessHandler;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.config.ExplainAccess;
import dev.portreeve.sidecar.filter.Filters;
import dev.portreeve.sidecar.metrics.RequestMeter;
import dev.portreeve.sidecar.search.Searches;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees every request of the service port first: those of callers who may ask go on, checks straight
 * to their endpoint, the rest to the handler behind it. Whatever is thrown there, the request is
 * answered.
 */
public final class ServiceHandler implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceHandler.class);

  private final JsonPostHandler evaluation;
  private final JsonPostHandler evaluations;
  private final Map<String, JsonPostHandler> searches = new HashMap<>();
  private final JsonPostHandler filter;
  private final MetadataEndpoint metadata;
  private final Handler<HttpServerRequest> others;
  private final Handler<HttpServerRequest> admission;

  /**
   * @param checks answers
   * @param access knows who asks
   * @param limits how large requests may be
   * @param explain who is told how a decision came about
   * @param searching finds what checks would permit
   * @param filtering tells what checks would permit of resources elsewhere
   * @param workers run searches and make plans
   * @param metadata tells where everything is
   * @param others takes what is no check in JSON
   * @param registry counts requests
   */
  public ServiceHandler(
      Checks checks,
      Access access,
      Limits limits,
      ExplainAccess explain,
      Searches searching,
      Filters filtering,
      WorkerExecutor workers,
      MetadataEndpoint metadata,
      Handler<HttpServerRequest> others,
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
            new RequestMeter("evaluations", Integer.toString(JsonReply.OK), registry));
    for (Entity sought : Searches.SOUGHT) {
      searches.put(
          SearchEndpoint.path(sought),
          new JsonPostHandler(
              new SearchEndpoint(sought, searching, workers, limits, explain),
              access,
              limits.checkBytes(),
              new RequestMeter(
                  "search_" + sought.variable(), Integer.toString(JsonReply.OK), registry)));
    }
    this.filter =
        new JsonPostHandler(
            new FilterEndpoint(filtering, workers, limits),
            access,
            limits.checkBytes(),
            new RequestMeter("filter", Integer.toString(JsonReply.OK), registry));
    this.metadata = metadata;
    this.others = others;
    this.admission = new AccessHandler(access, this::admitted);
  }

  @Override
  public void handle(HttpServerRequest request) {
    try {
      RequestId.echo(request);
      if (!RequestHead.refused(request) && !metadata.answers(request)) {
        admission.handle(request);
      }
    } catch (Throwable e) {
      failed(request, e);
    }
  }

  /** At once, or once a secret or a token has been verified: nobody else catches what is thrown. */
  private void admitted(HttpServerRequest request) {
    try {
      route(request);
    } catch (Throwable e) {
      failed(request, e);
    }
  }

  private static void failed(HttpServerRequest request, Throwable failure) {
    LOG.error("a request could not be answered", failure);
    JsonReply.error(request, JsonReply.INTERNAL_ERROR, "internal error", "");
  }

  private void route(HttpServerRequest request) {
    if (EvaluationEndpoint.PATH.equals(request.uri())) { // then no path need be made of it
      evaluation.handle(request);
      return;
    }
    String path = request.path();
    if (EvaluationEndpoint.PATH.equals(path)) {
      evaluation.handle(request);
    } else if (EvaluationsEndpoint.PATH.equals(path)) {
      evaluations.handle(request);
    } else if (FilterEndpoint.PATH.equals(path)) {
      filter.handle(request);
    } else {
      JsonPostHandler search = path == null ? null : searches.get(path);
      (search == null ? others : search).handle(request);
    }
  }
}
