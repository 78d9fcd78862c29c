package dev.portreeve.client.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.http.HttpDecisionPoint;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.source.testing.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * What a service that asks before its handler answers in each state of the server that it asks:
 * never what the handler says, and always within the deadline.
 *
 * <p>The service exports a collection at {@code /teams/{team}/collections/{id}/export}, to users
 * who show themselves by the header {@code x-user} or by basic authentication, each an editor.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class GuardedServiceContract {
  private static final Path SET =
      Repository.root().resolve("clients/java/src/test/resources/sets/exports");
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  /** Many times the deadline, since the machine has other things to do. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int PERMITTED = 200;
  private static final int DENIED = 403;
  private static final int UNANSWERED = 503;

  private final HttpClient http = HttpClient.newHttpClient();
  private final SwitchedDecisionPoint asked = new SwitchedDecisionPoint();
  private ServerProcess server;
  private DecisionPoint pdp;
  private URI service;

  /** Starts the service; where it answers. */
  protected abstract URI serve(DecisionPoint pdp) throws Exception;

  /** The client that the service asks with. */
  protected DecisionPoint client(String address, Duration deadline) {
    return HttpDecisionPoint.builder().address(address).deadline(deadline).build();
  }

  @BeforeAll
  void begin() throws Exception {
    server = ServerProcess.start(SET, "127.0.0.1:0");
    pdp = client(server.address(), DEADLINE);
    asked.ask(pdp);
    service = serve(asked);
    Eventually.becomes(PERMITTED, PATIENCE, () -> export("birch"));
  }

  @AfterAll
  void end() {
    pdp.close();
    server.kill();
  }

  private int export(String team) {
    String basic = Base64.getEncoder().encodeToString("eve:eve".getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/teams/" + team + "/collections/c1/export"))
            .header("x-user", "eve")
            .header("Authorization", "Basic " + basic)
            .timeout(PATIENCE)
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new AssertionError("the service gives no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Order(1)
  void export_obligationThatNobodyHandles_is403() {
    Eventually.becomes(DENIED, PATIENCE, () -> export("obliging"));
    Eventually.becomes(PERMITTED, PATIENCE, () -> export("birch"));
  }

  @Test
  @Order(2)
  void export_serverSlow_is503() throws IOException {
    try (SlowRelay relay = new SlowRelay(server.listen(), DEADLINE.multipliedBy(3));
        DecisionPoint late = client("http://" + relay.listen(), DEADLINE)) {
      asked.ask(late);
      assertEquals(UNANSWERED, export("birch"));
    } finally {
      asked.ask(pdp);
    }
  }

  @Test
  @Order(3)
  void export_serverStopped_is503UntilItGoesOn() {
    server.pause();
    assertEquals(UNANSWERED, export("birch"));
    server.resume();
    Eventually.becomes(PERMITTED, PATIENCE, () -> export("birch"));
  }

  @Test
  @Order(4)
  void export_serverKilled_is503() {
    server.kill();
    assertEquals(UNANSWERED, export("birch"));
  }

  @Test
  @Order(5)
  void export_serverRestarted_isServedAgain() {
    server = ServerProcess.start(SET, server.listen());
    Eventually.becomes(PERMITTED, PATIENCE, () -> export("birch"));
  }

  @Test
  @Order(6)
  void export_serverDrains_isServedOr503() {
    CompletableFuture<Void> ended = CompletableFuture.runAsync(server::terminate);
    while (!ended.isDone()) {
      int status = export("birch");
      assertTrue(List.of(PERMITTED, UNANSWERED).contains(status), () -> "status " + status);
    }
    ended.join();
    assertEquals(UNANSWERED, export("birch"));
  }
}
