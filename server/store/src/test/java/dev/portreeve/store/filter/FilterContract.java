package dev.portreeve.store.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.LoadedSet;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.filter.FilterPlan;
import dev.portreeve.engine.filter.Sql;
import dev.portreeve.engine.filter.SqlDialect;
import dev.portreeve.engine.filter.SqlRequest;
import dev.portreeve.engine.filter.SqlWriter;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.testing.TestSet;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The rows that a plan selects are exactly those of which single checks permit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FilterContract {
  private static final List<String> PLAIN_ROLES = List.of("developer", "guest", "partner", "admin");
  private static final List<String> WORKSPACE_ROLES = List.of("none", "viewer", "editor", "admin");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private Connection connection;

  abstract Connection connect() throws Exception;

  abstract SqlDialect dialect();

  @BeforeAll
  void open() throws Exception {
    connection = connect();
  }

  @AfterAll
  void close() throws Exception {
    connection.close();
  }

  private static boolean permits(Snapshot snapshot, Frame frame, @Nullable Team team) {
    return (team == null ? snapshot.decide(frame) : snapshot.decide(frame, team)).permitted();
  }

  /** Asks for a plan and compares; how many rows it lets through. */
  private int check(
      Table table, List<Row> rows, Snapshot snapshot, Frame frame, @Nullable Team team)
      throws Exception {
    Set<String> permitted = new TreeSet<>();
    for (Row row : rows) {
      if (permits(snapshot, row.in(frame), team)) {
        permitted.add(row.id());
      }
    }
    SqlRequest request = SqlRequest.of(table.request());
    Frame asked = frame.copy();
    FilterPlan plan = FilterPlan.of(snapshot, asked, team, request.without(asked));
    Sql sql = SqlWriter.write(plan.condition(), request, asked);
    String shown = "seed " + seed + ", " + frame.actionName() + ", " + sql;
    assertEquals(permitted, table.select(sql, request), shown);
    Set<String> byBranch = new TreeSet<>();
    int sum = 0;
    for (FilterPlan.Branch branch : plan.branches()) {
      Set<String> ids = table.select(SqlWriter.write(branch.condition(), request, asked), request);
      sum += ids.size();
      byBranch.addAll(ids);
    }
    assertEquals(permitted, byBranch, "by branch: " + shown);
    assertEquals(permitted.size(), sum, "the branches exclude each other: " + shown);
    return permitted.size();
  }

  @Test
  void where_eachOperator_selectsWhatChecksPermit() throws Exception {
    Snapshot snapshot = Documents.set().load();
    List<Row> rows = new Documents(random).rows(250);
    Set<String> columns = new TreeSet<>();
    rows.forEach(row -> columns.addAll(row.facts().keySet()));
    Table table = new Table(connection, dialect(), snapshot.schema(), columns);
    table.fill(rows);
    List<String> idle = new ArrayList<>();
    for (int i = 0; i < Documents.CONDITIONS.size(); i++) {
      int permitted = 0;
      for (String subject : List.of("ana", "bob")) {
        Frame frame =
            TestSet.frame(snapshot, Documents.action(i))
                .subject("user", subject)
                .resource("doc", "")
                .fact(Entity.SUBJECT, "groups", List.of("bob", "zoe"))
                .fact(Entity.SUBJECT, "level", 3L)
                .fact(Entity.SUBJECT, "clearance", "mid")
                .fact(Entity.CONTEXT, "limit", 3L);
        permitted += check(table, rows, snapshot, frame, null);
      }
      if (permitted == 0 || permitted == 2 * rows.size()) {
        idle.add(Documents.CONDITIONS.get(i));
      }
    }
    // what compares nothing proves nothing; a column of timestamps cannot be computed with
    assertTrue(idle.size() <= 2, idle.toString());
  }

  @Test
  void where_shippedSetOfPostman_selectsWhatChecksPermit() throws Exception {
    LoadedSet set = LoadedSet.in(Repository.set("postman"));
    Snapshot snapshot = set.snapshot();
    Team team = TestSet.team(snapshot, "acme", set.texts().getOrDefault("teams/acme.yaml", ""));
    List<Row> collections = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Map<String, Object> facts = new HashMap<>();
      put(facts, "workspace_kind", "internal", "partner", "public", "bogus");
      put(facts, "workspace_access", "only_you_and_invited", "team", "organization");
      put(facts, "guest_link_on", true, false);
      put(facts, "kind", "internal", "partner", "public", "bogus");
      put(facts, "access", "only_you_and_invited", "team", "organization");
      collections.add(new Row("c" + i, facts));
    }
    Table table =
        new Table(
            connection,
            dialect(),
            snapshot.schema(),
            Set.of("workspace_kind", "workspace_access", "guest_link_on", "kind", "access"));
    table.fill(collections);
    int some = 0;
    for (int round = 0; round < 60; round++) {
      String action =
          List.of(
                  "collection.view",
                  "collection.send_request",
                  "collection.update",
                  "collection.fork",
                  "collection.export",
                  "workspace.view",
                  "workspace.delete",
                  "collection.run_button.create")
              .get(round % 8);
      String type = action.substring(0, action.indexOf('.'));
      Frame frame =
          Frame.of(snapshot.schema(), TestSet.NOW)
              .subject("user", "u" + round)
              .action(action)
              .resource(type, "")
              .fact(Entity.RESOURCE, "team", "acme")
              .fact(Entity.SUBJECT, "signed_in", random.nextInt(6) != 0)
              .fact(Entity.SUBJECT, "signed_in_with", random.nextInt(4) == 0 ? "password" : "sso")
              .fact(Entity.SUBJECT, "team_roles", roles())
              .fact(Entity.SUBJECT, "workspace_role", WORKSPACE_ROLES.get(random.nextInt(4)))
              .fact(Entity.SUBJECT, "guest_grants", List.of("c1", "c2", "c3", "c50", "c60"))
              .fact(Entity.SUBJECT, "open_grants", List.of("c2", "c3"));
      int permitted = check(table, collections, snapshot, frame, team);
      some += permitted > 0 && permitted < collections.size() ? 1 : 0;
    }
    assertTrue(some > 5, "too few conditions that divide the rows: " + some);
  }

  private List<String> roles() {
    return random.nextInt(5) == 0 ? List.of() : List.of(PLAIN_ROLES.get(random.nextInt(4)));
  }

  private void put(Map<String, Object> facts, String fact, Object... values) {
    int chosen = random.nextInt(values.length + 1);
    if (chosen < values.length) {
      facts.put(fact, values[chosen]);
    }
  }

  @Test
  void where_factsOfTheDirectory_areWrittenOutById() throws Exception {
    Snapshot snapshot = LoadedSet.in(Repository.set("records")).snapshot();
    List<Row> records = new ArrayList<>();
    for (int i = 95; i < 130; i++) {
      records.add(new Row(Integer.toString(i), Map.of("owner", "felix")));
    }
    Table table = new Table(connection, dialect(), snapshot.schema(), Set.of());
    table.fill(records);
    int some = 0;
    for (String action : List.of("view", "edit", "delete")) {
      for (String subject : List.of("alice", "bob", "carol", "dan", "erin", "felix", "mallory")) {
        Frame frame =
            TestSet.frame(snapshot, action).subject("user", subject).resource("record", "");
        some += check(table, records, snapshot, frame, null);
      }
    }
    assertTrue(some > 20);
  }

  @Test
  void where_routesOfTheGateway_areThoseTheirIdsName() throws Exception {
    LoadedSet set = LoadedSet.in(Repository.set("gateway"));
    List<Row> routes =
        List.of(
            new Row("/todos", Map.of()),
            new Row("/todos/{todoId}", Map.of()),
            new Row("/users/{userId}", Map.of()),
            new Row("/admin", Map.of()));
    Table table = new Table(connection, dialect(), set.snapshot().schema(), Set.of());
    table.fill(routes);
    int some = 0;
    for (String action : List.of("GET", "POST", "PUT", "DELETE")) {
      for (int person = 0; person < 5; person++) {
        String id =
            "CiRmZD"
                + List.of("A2", "E2", "I2", "M2", "Q2").get(person)
                + "MTRkMy1jMzlhLTQ3ODEtYjdiZC04Yjk2ZjVhNTEwMGQSBWxvY2Fs";
        Frame frame =
            TestSet.frame(set.snapshot(), action).subject("identity", id).resource("route", "");
        some += check(table, routes, set.snapshot(), frame, null);
      }
    }
    assertTrue(some > 10);
  }
}
