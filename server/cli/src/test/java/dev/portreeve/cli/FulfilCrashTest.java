package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.store.Audit;
import dev.portreeve.store.AuditRow;
import dev.portreeve.store.StoreLocation;
import dev.portreeve.store.StoredRecord;
import dev.portreeve.store.StoredTeam;
import dev.portreeve.store.TeamStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed while it fulfils: what is kept is what the audit says, to the last row.
 */
@EnabledOnOs(OS.LINUX)
class FulfilCrashTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CALLERS = 4;
  private static final int ANSWERS = 40;
  private static final String TEAM = "acme";

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger answered = new AtomicInteger();
  @TempDir private Path folder;

  @Test
  void server_killedWhileItFulfils_leavesWholeChanges() throws Exception {
    String place = "sqlite:" + folder.resolve("teams.db");
    try (TeamStore store = open(place)) {
      store.<Boolean, RuntimeException>write(
          transaction -> {
            transaction.put(
                List.of(
                    StoredTeam.of(
                        TEAM,
                        Map.of("plan", "team"),
                        Map.of("eve", Map.of("team_roles", List.of("developer"))))));
            transaction.record(List.of(TEAM), "{}");
            return true;
          });
    }
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (CommandProcess server = serve(place)) {
      int port = server.port();
      for (int caller = 0; caller < CALLERS; caller++) {
        int own = caller;
        callers.execute(() -> comeAndGo(port, own));
      }
      Eventually.becomes(true, PATIENCE, () -> answered.get() >= ANSWERS);
      server.signal("KILL");
      server.await();
    } finally {
      callers.shutdownNow();
    }
    try (TeamStore store = open(place)) {
      assertEquals("", new Audit(store).verify(Optional.empty()).problem());
      assertEquals(audited(store), kept(store));
    }
  }

  private CommandProcess serve(String place) {
    Path credentials =
        new TestCredentials(folder.resolve("credentials.yaml"))
            .key("keeper", "scopes: [check, fulfil]")
            .write();
    return CommandProcess.serve(
        folder,
        List.of("-Xmx96m"),
        Repository.root().resolve("policies/postman"),
        "--store=" + place,
        "--records=guest_grant,member",
        "--credentials=" + credentials);
  }

  private static TeamStore open(String place) throws Exception {
    return TeamStore.open(StoreLocation.parse(place).orElseThrow());
  }

  /** Guests join collections of a workspace, and now and then lose all of these. */
  private void comeAndGo(int port, int caller) {
    String subject = "{\"type\": \"user\", \"id\": \"g%d\"}";
    String joining =
        "{\"subject\": %s, \"action\": {\"name\": \"collection.guest_join\"}, \"resource\":"
            + " {\"type\": \"collection\", \"id\": \"c%d\", \"properties\": {\"team\": \"acme\","
            + " \"workspace\": \"w%d\", \"workspace_kind\": \"internal\", \"workspace_access\":"
            + " \"team\", \"guest_link_on\": true}}, \"context\": {\"fulfil\": true}}";
    String leaving =
        "{\"subject\": {\"type\": \"user\", \"id\": \"eve\", \"properties\":"
            + " {\"workspace_role\": \"admin\"}}, \"action\": {\"name\": \"workspace.delete\"},"
            + " \"resource\": {\"type\": \"workspace\", \"id\": \"w%d\", \"properties\":"
            + " {\"team\": \"acme\"}}, \"context\": {\"fulfil\": true}}";
    for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
      String guest = subject.formatted(caller * 10 + i % 3);
      String check = i % 7 == 6 ? leaving.formatted(i % 2) : joining.formatted(guest, i % 5, i % 2);
      if (!fulfilled(port, check)) {
        return;
      }
      answered.incrementAndGet();
    }
  }

  /** Whether the server answers that it is done; once killed it does not answer. */
  private boolean fulfilled(int port, String check) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/access/v1/evaluation"))
            .header("content-type", "application/json")
            .header("authorization", "Bearer " + TestCredentials.key("keeper"))
            .POST(HttpRequest.BodyPublishers.ofString(check))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
      assertTrue(new JsonObject(answer.body()).getBoolean("decision"), answer.body());
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The records and members that come out of all rows of the audit. */
  private static Map<String, Object> audited(TeamStore store) throws Exception {
    List<AuditRow> rows = new ArrayList<>();
    new Audit(store).each(rows::add);
    assertTrue(rows.size() > 1, "nothing was fulfilled");
    Map<String, Object> all = new TreeMap<>();
    for (AuditRow row : rows) {
      for (Object one : new JsonObject(row.record()).getJsonArray("records", new JsonArray())) {
        JsonObject change = (JsonObject) one;
        String name = change.getString("type") + " " + change.getString("id");
        assertEquals(change.getValue("from"), all.get(name), row.record());
        if (change.getValue("to") == null) {
          all.remove(name);
        } else {
          all.put(name, change.getValue("to"));
        }
      }
    }
    return all;
  }

  private static Map<String, Object> kept(TeamStore store) throws Exception {
    Map<String, Object> all = new TreeMap<>();
    for (StoredRecord record : store.known(TEAM, "guest_grant", "", 10_000)) {
      all.put("guest_grant " + record.id(), new JsonObject(record.document()));
    }
    store
        .team(TEAM)
        .orElseThrow()
        .members()
        .forEach((member, says) -> all.put("member " + member, new JsonObject(says)));
    all.remove("member eve");
    return all;
  }
}
