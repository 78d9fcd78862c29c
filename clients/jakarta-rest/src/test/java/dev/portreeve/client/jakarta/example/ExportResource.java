package dev.portreeve.client.jakarta.example;

import com.sun.net.httpserver.HttpServer;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Subject;
import dev.portreeve.client.http.HttpDecisionPoint;
import dev.portreeve.client.jakarta.CheckFeature;
import dev.portreeve.client.jakarta.RequiresPermit;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Optional;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** A resource that exports collections to whom the decision point permits it. */
@Path("/teams/{team}/collections/{id}/export")
public final class ExportResource {
  /** Serves on the port 8081, beside a Portreeve that listens on its own default. */
  public static void main(String... args) {
    serve(HttpDecisionPoint.builder().address("http://127.0.0.1:8080").build(), 8081);
  }

  /**
   * Serves it with Jersey on the JDK's own server.
   *
   * @param port 0 is any free one
   */
  public static HttpServer serve(DecisionPoint pdp, int port) {
    return JdkHttpServerFactory.createHttpServer(
        URI.create("http://127.0.0.1:" + port + "/"),
        new ResourceConfig()
            .register(ExportResource.class)
            .register(new CheckFeature(pdp, ExportResource::subject)));
  }

  /** The header stands for whatever signs your users in, the role for what you know of them. */
  private static Optional<Subject> subject(ContainerRequestContext request) {
    return Optional.ofNullable(request.getHeaderString("x-user"))
        .map(name -> Subject.of("user", name).with("workspace_role", "editor"));
  }

  /** Exports a collection. */
  @GET
  @RequiresPermit(action = "collection.export", type = "collection", id = "id", with = "team")
  public String export(@PathParam("id") String id) {
    return "the collection " + id;
  }
}
