package dev.portreeve.client.example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.example.postman.CollectionExport;
import dev.portreeve.client.example.postman.SubjectType;
import dev.portreeve.client.example.postman.WorkspaceRole;
import dev.portreeve.client.http.HttpDecisionPoint;
import dev.portreeve.client.wire.ProblemDetails;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service without a framework that exports collections to whom the decision point permits it. Its
 * checks are built by classes that {@code portreeve generate java} makes of the shipped set.
 */
public final class ExportService implements AutoCloseable {
  private static final Pattern PATH = Pattern.compile("/teams/([^/]+)/collections/([^/]+)/export");

  private final DecisionPoint pdp;
  private final HttpServer server;

  /**
   * Serves until it is closed.
   *
   * @param port 0 is any free one
   */
  public ExportService(DecisionPoint pdp, int port) throws IOException {
    this.pdp = pdp;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Serves on the port 8081, beside a Portreeve that listens on its own default. */
  @SuppressWarnings("resource") // both live as long as the process
  public static void main(String... args) throws IOException {
    new ExportService(HttpDecisionPoint.builder().address("http://127.0.0.1:8080").build(), 8081);
  }

  /** Where it answers. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      answer(exchange, 404, "text/plain", "nothing is here".getBytes(StandardCharsets.UTF_8));
      return;
    }
    String id = Objects.requireNonNull(path.group(2));
    Decision decision = pdp.check(mayExport(exchange, Objects.requireNonNull(path.group(1)), id));
    if (decision.permitted()) {
      byte[] exported = ("the collection " + id).getBytes(StandardCharsets.UTF_8);
      answer(exchange, 200, "text/plain", exported);
      return;
    }
    ProblemDetails problem = new ProblemDetails(decision);
    if (problem.retryAfter() > 0) {
      exchange.getResponseHeaders().set("Retry-After", Integer.toString(problem.retryAfter()));
    }
    answer(exchange, problem.status(), ProblemDetails.CONTENT_TYPE, problem.body());
  }

  /** The header stands for whatever signs your users in, the role for what you know of them. */
  private static Check mayExport(HttpExchange exchange, String team, String id) {
    String user = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("x-user"), "");
    return CollectionExport.of(SubjectType.USER, user, id, team)
        .subjectWorkspaceRole(WorkspaceRole.EDITOR)
        .check();
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    pdp.close();
  }
}
