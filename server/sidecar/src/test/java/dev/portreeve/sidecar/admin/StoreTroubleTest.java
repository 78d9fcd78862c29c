package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.admin.AdminCaller.Reply;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.store.Audit;
import dev.portreeve.store.StoreLocation;
import dev.portreeve.store.TeamStore;
import dev.portreeve.store.testing.PostgresqlServer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two sidecars while their PostgreSQL is full, slow, or exchanged for an older copy. */
class StoreTroubleTest {
  private static final Logger LOG = LoggerFactory.getLogger(StoreTroubleTest.class);
  private static final Path SET = Repository.root().resolve("policies/postman");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MORE_THAN_EVENT_LOOPS = 24;

  /** The status of a check whose team is not read in time. */
  private static final String LATE = "503";

  private static final String COLD = "cold";
  private static final String EXPORTS = "block_collection_exports";
  private static final String DISCONNECT =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
          + " WHERE datname = current_database() AND pid <> pg_backend_pid()";
  private static final String ALLOWED = "export_allowed";
  private static final String BLOCKED = "export_blocked_by_org";

  @TempDir static Path folder;
  private static String place;
  private static AdminCaller one;
  private static AdminCaller two;

  @BeforeAll
  static void start() {
    place = PostgresqlServer.shared().database();
    one = AdminCaller.serve(SET, folder, Map.of("--store", place));
    two = one.another(SET, folder, Map.of("--store", place));
  }

  @AfterAll
  static void stop() {
    two.close();
    one.close();
  }

  @BeforeEach
  void teams() {
    String team =
        """
        {"plan": "enterprise",
         "members": {"adam": {"team_roles": ["admin"]}, "eve": {"team_roles": ["developer"]}}}
        """;
    one.by(AdminCaller.OPERATOR, "DELETE", "/teams/acme", "");
    assertEquals(201, one.by(AdminCaller.OPERATOR, "PUT", "/teams/acme", team).status());
    expect(ALLOWED);
  }

  private static void expect(String reason) {
    for (AdminCaller each : List.of(one, two)) {
      Eventually.becomes(reason, PATIENCE, () -> each.reason(AdminChecks.export("eve", "acme")));
    }
  }

  private static int block(boolean value) {
    return one.patch("adam", "acme", EXPORTS, "{\"value\": " + value + "}").status();
  }

  private static Connection connect() throws SQLException {
    String address = place.substring(place.indexOf('@') + 1);
    return DriverManager.getConnection("jdbc:postgresql://" + address, "portreeve", "");
  }

  private static void meddle(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String each : statements) {
        statement.execute(each);
      }
      connection.commit();
    }
  }

  private static String ask(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertTrue(row.next(), query);
      return row.getString(1);
    }
  }

  /** The last write of a change finds no room: what was written before it must not stay. */
  @Test
  void full_writesAreRefusedAndNothingOfThemStays() throws Exception {
    meddle(
        "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$",
        "CREATE TRIGGER no_room BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION no_room()");
    try {
      assertEquals(503, block(true));
      Reply removed = one.by(AdminCaller.OPERATOR, "DELETE", "/teams/acme/members/eve", "");
      assertEquals(503, removed.status(), removed.toString());
      ScimCaller scim = new ScimCaller(one, "acme");
      String id = scim.found("/Users", "userName eq \"eve\"").getJsonObject(0).getString("id");
      Reply unprovisioned = scim.send("DELETE", "/Users/" + id, "");
      assertEquals(503, unprovisioned.status(), unprovisioned.toString());
      assertEquals("application/scim+json", unprovisioned.type());
      expect(ALLOWED);
      assertEquals("2", ask("SELECT count(*) FROM member WHERE team_id = 'acme'"));
    } finally {
      meddle("DROP TRIGGER no_room ON audit", "DROP FUNCTION no_room");
    }
    assertEquals(200, block(true));
    expect(BLOCKED);
    try (TeamStore store = TeamStore.open(StoreLocation.parse(place).orElseThrow())) {
      assertTrue(new Audit(store).verify(Optional.of(store.state())).good());
    }
  }

  @Test
  void slow_whatIsKnownIsAnsweredAndTheRestWaits() throws Exception {
    List<CompletableFuture<String>> cold = new ArrayList<>();
    CompletableFuture<Integer> write;
    try (Connection holder = connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("LOCK TABLE team, member IN ACCESS EXCLUSIVE MODE");
      for (int i = 0; i < MORE_THAN_EVENT_LOOPS; i++) {
        String team = COLD + i;
        cold.add(supply(() -> reasonInTime(AdminChecks.export("eve", team))));
      }
      write = supply(() -> block(true));
      Eventually.becomes("2", PATIENCE, StoreTroubleTest::waiting);
      for (int i = 0; i < MORE_THAN_EVENT_LOOPS; i++) {
        assertEquals(ALLOWED, one.reason(AdminChecks.export("eve", "acme")));
        assertEquals(ALLOWED, two.reason(AdminChecks.export("eve", "acme")));
      }
      assertTrue(report(two).getBoolean("ready"), "what is known is served");
      holder.rollback();
    }
    for (CompletableFuture<String> each : cold) {
      String answered = each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertTrue(List.of("unknown_team", "team_unavailable", LATE).contains(answered), answered);
    }
    boolean done = write.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) == 200;
    expect(done ? BLOCKED : ALLOWED);
    String never = COLD + 0;
    Eventually.becomes(
        "unknown_team", PATIENCE, () -> two.reason(AdminChecks.export("eve", never)));
  }

  /** A reason, or that the team was not read within {@code --answer-timeout}. */
  private static String reasonInTime(JsonObject check) {
    try {
      return two.reason(check);
    } catch (AssertionError e) {
      return String.valueOf(e.getMessage()).startsWith(LATE) ? LATE : e.toString();
    }
  }

  /** On threads that may wait, however many wait already. */
  private static <T> CompletableFuture<T> supply(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
  }

  private static JsonObject report(AdminCaller server) {
    return new JsonObject(server.managed("/readyz?verbose"));
  }

  private static String waiting() {
    try {
      return ask(
          "SELECT least(2, count(*)) FROM pg_locks JOIN pg_database d ON d.oid = database"
              + " WHERE NOT granted AND datname = current_database()");
    } catch (SQLException e) {
      return e.getMessage();
    }
  }

  @Test
  void failedOver_toAnOlderCopy_answersAsTheCopyHasIt() throws Exception {
    failOver("head = (SELECT hash FROM audit WHERE number = %s)");
  }

  /** The number goes on from where it was, so that the epoch alone tells. */
  @Test
  void failedOver_toAnotherEpoch_answersAsThatStoreHasIt() throws Exception {
    String epoch = ask("SELECT epoch FROM store_state");
    failOver("epoch = 'another', head = (SELECT hash FROM audit WHERE number = %s)");
    meddle("UPDATE store_state SET epoch = '" + epoch + "'");
    expect(BLOCKED);
  }

  /**
   * Puts the state before the last change in the place of the store.
   *
   * @param state what else is set of it, where the number of its last change stands for {@code %s}
   */
  private static void failOver(String state) throws SQLException {
    String number = ask("SELECT number FROM store_state");
    String document = ask("SELECT document FROM team WHERE id = 'acme'");
    assertEquals(200, block(true));
    expect(BLOCKED);
    meddle(
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "DELETE FROM audit WHERE number > " + number,
        "ALTER TABLE audit ENABLE TRIGGER ALL",
        "UPDATE team SET document = '" + document.replace("'", "''") + "' WHERE id = 'acme'",
        "UPDATE store_state SET number = " + number + ", " + state.formatted(number),
        DISCONNECT);
    expect(ALLOWED);
    Eventually.becomes(200, PATIENCE, () -> block(true));
    expect(BLOCKED);
    for (AdminCaller each : List.of(one, two)) {
      Eventually.becomes(
          "", PATIENCE, () -> report(each).getJsonObject("teams").getString("problem"));
      assertTrue(each.managed("/metrics").contains("portreeve_teams_unreadable 0"));
    }
  }

  /** What was changed while nobody listened is caught up with. */
  @Test
  void disconnected_changesMeanwhile_areInForce() throws Exception {
    for (boolean value : List.of(true, false, true)) {
      meddle(DISCONNECT);
      Eventually.becomes(200, PATIENCE, () -> block(value));
      expect(value ? BLOCKED : ALLOWED);
    }
  }

  /** The time is for whoever reads the log; a busy machine may take longer than a second. */
  @Test
  void changes_areInForceOnBothSidecars() {
    long longest = 0;
    for (int i = 0; i < 6; i++) {
      boolean value = i % 2 == 0;
      assertEquals(200, block(value));
      long committed = System.nanoTime();
      expect(value ? BLOCKED : ALLOWED);
      longest = Math.max(longest, System.nanoTime() - committed);
    }
    LOG.info("in force on both sidecars after {} ms at most", longest / 1_000_000);
  }
}
