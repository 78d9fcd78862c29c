package dev.portreeve.client.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Subject;
import dev.portreeve.client.http.HttpDecisionPoint;
import dev.portreeve.client.testing.Desk;
import dev.portreeve.sidecar.testing.RunningServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service on Jersey with a server that answers, and one with a server that is gone. */
class RequiresPermitTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static RunningServer server;
  private static DecisionPoint pdp;
  private static DecisionPoint gone;
  private static HttpServer service;
  private static HttpServer lost;

  /** The methods of a resource, with the annotations that implementations inherit. */
  public interface Desks {
    @GET
    @Path("/teams/{team}/desks/{id}")
    @RequiresPermit(action = "desk.open", type = "desk", id = "id", with = "team")
    String open(@PathParam("id") String id);

    @GET
    @Path("/free")
    String free();
  }

  /** The resource. */
  @Path("/")
  public static final class DeskResource implements Desks {
    @Override
    public String open(String id) {
      return "open " + id;
    }

    @Override
    public String free() {
      return "free";
    }
  }

  @BeforeAll
  static void serve() {
    server = RunningServer.of(Desk.set());
    pdp = client("http://" + server.address());
    gone = client("http://127.0.0.1:1");
    service = jersey(new CheckFeature(pdp, RequiresPermitTest::byHeader));
    lost = jersey(new CheckFeature(gone, RequiresPermitTest::byHeader));
  }

  private static HttpServer jersey(CheckFeature feature) {
    return JdkHttpServerFactory.createHttpServer(
        URI.create("http://127.0.0.1:0/"),
        new ResourceConfig().register(DeskResource.class).register(feature));
  }

  private static DecisionPoint client(String address) {
    return HttpDecisionPoint.builder().address(address).deadline(PATIENCE).build();
  }

  private static Optional<Subject> byHeader(ContainerRequestContext request) {
    return Optional.ofNullable(request.getHeaderString("user"))
        .map(name -> Subject.of("user", name).with("role", "clerk"));
  }

  @AfterAll
  static void stop() {
    service.stop(0);
    lost.stop(0);
    pdp.close();
    gone.close();
    server.close();
  }

  private static HttpResponse<String> get(HttpServer from, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + from.getAddress().getPort() + path))
            .timeout(PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void open_permitted_isServed() throws Exception {
    HttpResponse<String> answer = get(service, "/teams/acme/desks/d1", "user", "eve");

    assertEquals(200, answer.statusCode());
    assertEquals("open d1", answer.body());
  }

  @Test
  void open_denied_is403WithTheReason() throws Exception {
    HttpResponse<String> answer = get(service, "/teams/shut/desks/d1", "user", "eve");

    assertEquals(403, answer.statusCode());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("content-type").orElse(""));
    assertTrue(answer.body().contains("\"reason\":\"locked\""), answer::body);
  }

  @Test
  void open_nobody_is401() throws Exception {
    assertEquals(401, get(service, "/teams/acme/desks/d1").statusCode());
  }

  @Test
  void free_withoutAnnotation_isNotChecked() throws Exception {
    assertEquals(200, get(lost, "/free").statusCode());
  }

  @Test
  void open_serverGone_is503() throws Exception {
    HttpResponse<String> answer = get(lost, "/teams/acme/desks/d1", "user", "eve");

    assertEquals(503, answer.statusCode());
    assertEquals("1", answer.headers().firstValue("retry-after").orElse(""));
  }
}
