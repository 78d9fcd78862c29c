package dev.portreeve.client.vertx.example;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Subject;
import dev.portreeve.client.http.HttpDecisionPoint;
import dev.portreeve.client.vertx.CheckHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** A service on Vert.x Web that exports collections to whom the decision point permits it. */
public final class ExportService {
  private ExportService() {}

  /** Serves on the port 8081, beside a Portreeve that listens on its own default. */
  public static void main(String... args) {
    DecisionPoint pdp = HttpDecisionPoint.builder().address("http://127.0.0.1:8080").build();
    server(Vertx.vertx(), pdp)
        .listen(8081, "127.0.0.1")
        .onSuccess(server -> System.out.println("http://127.0.0.1:" + server.actualPort()))
        .onFailure(Throwable::printStackTrace);
  }

  /** The service, which is yet to listen. */
  public static HttpServer server(Vertx vertx, DecisionPoint pdp) {
    Router router = Router.router(vertx);
    router
        .get("/teams/:team/collections/:id/export")
        .handler(
            CheckHandler.of(pdp, "collection.export", "collection", "id")
                .with("team")
                .subject(ExportService::subject))
        .handler(context -> context.end("the collection " + context.pathParam("id")));
    return vertx.createHttpServer().requestHandler(router);
  }

  /** The header stands for whatever signs your users in, the role for what you know of them. */
  private static Optional<Subject> subject(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader("x-user"))
        .map(name -> Subject.of("user", name).with("workspace_role", "editor"));
  }
}
