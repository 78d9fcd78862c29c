package dev.portreeve.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store does, whatever its database. */
abstract class TeamStoreContract {
  private TeamStore store;

  /** A new database, as {@code --store} names it. */
  abstract String place();

  /** Does something to the database behind the store's back. */
  abstract void meddle(String place, String... statements) throws SQLException;

  private String place;

  @BeforeEach
  void open() throws StoreException {
    place = place();
    store = TeamStore.open(StoreLocation.parse(place).orElseThrow());
  }

  @AfterEach
  void close() {
    store.close();
  }

  static StoredTeam team(String id, boolean locked, Map<String, Object> members) {
    return StoredTeam.of(id, Map.of("plan", "team", "settings", Map.of("locked", locked)), members);
  }

  static void put(TeamStore store, StoredTeam... teams) throws StoreException {
    store.write(
        tx -> {
          tx.put(List.of(teams));
          tx.record(List.of(teams).stream().map(StoredTeam::id).toList(), "{}");
          return tx.number();
        });
  }

  @Test
  void team_stored_isReadAsItIs() throws StoreException {
    StoredTeam acme =
        team("acme", true, Map.of("ana", Map.of("roles", List.of("a")), "'; --", Map.of()));
    put(store, acme, team("bolt", false, Map.of()));
    assertEquals(Optional.of(acme), store.team("acme"));
    assertEquals(Optional.empty(), store.team("nobody' OR '1'='1"));
    assertEquals(List.of("acme", "bolt"), store.teamIds("", 10));
    assertEquals(2, store.state().teams());
    assertEquals(acme.file(), store.team("acme").orElseThrow().file());
  }

  @Test
  void put_namesThatMeanSomethingElsewhere_areData() throws StoreException {
    Map<String, Object> members = new TreeMap<>();
    for (String odd :
        List.of(
            "'; DROP TABLE team; --",
            "*)(uid=*))(|(uid=*",
            "a\r\nset-cookie: x",
            "b\tc\\N",
            "\\.",
            "$1 ? :x {0} %s",
            "\u202e\ud83d\ude00")) {
      members.put(odd, Map.of("roles", List.of(odd)));
    }
    put(store, team("acme", true, members));
    put(store, team("bolt", true, Map.of()), team("acme", false, members));
    assertEquals(Optional.of(team("acme", false, members)), store.team("acme"));
    assertEquals(List.of("acme", "bolt"), store.teamIds("", 10));
  }

  @Test
  void writers_killedInTheMiddle_leaveNoHalfChange() throws Exception {
    put(store, team("acme", false, Map.of()));
    long told = InterleavedEdits.killedAfter(place, 40);
    List<AuditRow> rows = audit();
    long last = rows.size() - 1L;
    assertTrue(last >= told, "what was told to be done is there");
    assertTrue(new Audit(store).verify(Optional.empty()).good());
    assertEquals(
        Optional.of(InterleavedEdits.team(last)), store.team("acme"), "no edit is lost or half");
    assertEquals("{\"edit\": " + last + "}", rows.get((int) last).record());
    put(store, team("bolt", false, Map.of()));
    assertEquals(2, store.state().teams(), "nobody is locked out");
  }

  @Test
  void put_again_replacesTheTeamAndItsMembers() throws StoreException {
    put(store, team("acme", true, Map.of("ana", Map.of())));
    put(store, team("acme", false, Map.of("ben", Map.of())));
    assertEquals(Optional.of(team("acme", false, Map.of("ben", Map.of()))), store.team("acme"));
    assertEquals(1, store.state().teams());
    assertEquals(2, store.state().number());
  }

  @Test
  void members_putAndRemoved_areThoseOfTheTeam() throws StoreException {
    put(store, team("acme", true, Map.of()));
    store.write(
        tx -> {
          tx.putMember("acme", "ana", "{\"roles\": []}");
          tx.putMember("acme", "ana", "{}");
          tx.putMember("acme", "ben", "{}");
          tx.removeMember("acme", "ben");
          tx.record(List.of("acme"), "{}");
          return 0;
        });
    assertEquals(Map.of("ana", "{}"), store.team("acme").orElseThrow().members());
    store.write(
        tx -> {
          tx.remove("acme");
          tx.record(List.of("acme"), "{}");
          return 0;
        });
    assertEquals(Optional.empty(), store.team("acme"));
    assertEquals(0, store.state().teams());
    put(store, team("acme", true, Map.of()));
    assertEquals(Map.of(), store.team("acme").orElseThrow().members());
  }

  @Test
  void put_moreTeamsThanAStatementTakes_storesThemAll() throws StoreException {
    List<StoredTeam> teams = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      teams.add(team("team" + i, true, Map.of("ana", Map.of(), "ben" + i, Map.of("odd", "\\\t'"))));
    }
    put(store, teams.get(7), teams.get(200));
    put(store, teams.toArray(StoredTeam[]::new));
    assertEquals(250, store.state().teams());
    for (StoredTeam team : teams) {
      assertEquals(Optional.of(team), store.team(team.id()));
    }
  }

  @Test
  void write_throwing_changesNothing() throws StoreException {
    put(store, team("acme", true, Map.of()));
    StoreState before = store.state();
    assertThrows(
        IllegalStateException.class,
        () ->
            store.write(
                tx -> {
                  tx.remove("acme");
                  tx.record(List.of("acme"), "{}");
                  throw new IllegalStateException("on purpose");
                }));
    assertEquals(before, store.state());
    assertTrue(store.team("acme").isPresent());
  }

  @Test
  void write_withoutARowOfTheAudit_isRefused() throws StoreException {
    put(store, team("acme", true, Map.of()));
    assertThrows(
        IllegalStateException.class,
        () ->
            store.write(
                tx -> {
                  tx.remove("acme");
                  return 0;
                }));
    assertTrue(store.team("acme").isPresent());
  }

  @Test
  void write_manyAtOnce_losesNoUpdateAndNoNumber() throws Exception {
    put(store, new StoredTeam("acme", "{\"count\": 0}", new TreeMap<>()));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Long>> numbers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      numbers.add(threads.submit(() -> store.write(TeamStoreContract::count)));
    }
    List<Long> found = new ArrayList<>();
    for (Future<Long> number : numbers) {
      found.add(number.get());
    }
    threads.shutdown();
    assertEquals("{\"count\": 100}", store.team("acme").orElseThrow().document());
    assertEquals(100, found.stream().distinct().count());
    assertEquals(101, store.state().number());
    assertEquals(new AuditVerdict(101, ""), new Audit(store).verify(Optional.empty()));
  }

  private static long count(StoreTransaction tx) throws SQLException {
    String document = tx.team("acme").orElseThrow().document();
    int count = Integer.parseInt(document.replaceAll("\\D", ""));
    tx.putDocument("acme", "{\"count\": " + (count + 1) + "}");
    tx.record(List.of("acme"), "{}");
    return tx.number();
  }

  @Test
  void answered_aDay_isKept() throws StoreException {
    StoreTransaction.Answered answered = new StoreTransaction.Answered("request", "answer");
    store.write(
        tx -> {
          tx.answer("key", answered);
          return 0;
        });
    Optional<StoreTransaction.Answered> found = store.write(tx -> tx.answered("key"));
    assertEquals(Optional.of(answered), found);
    Optional<StoreTransaction.Answered> other = store.write(tx -> tx.answered("other"));
    assertEquals(Optional.empty(), other);
  }

  @Test
  void audit_alteredBehindItsBack_isFound() throws Exception {
    for (int i = 0; i < 5; i++) {
      put(store, team("t" + i, true, Map.of()));
    }
    StoreState kept = store.state();
    assertThrows(SQLException.class, () -> meddle(place, "DELETE FROM audit WHERE number = 5"));
    assertEquals(new AuditVerdict(5, ""), new Audit(store).verify(Optional.of(kept)));

    meddle(place, unguarded("UPDATE audit SET record = '{\"x\": 1}' WHERE number = 3"));
    assertFalse(new Audit(store).verify(Optional.empty()).good());
    meddle(place, "UPDATE audit SET record = '{}' WHERE number = 3");
    assertTrue(new Audit(store).verify(Optional.empty()).good());

    meddle(place, "UPDATE audit SET number = number + 10 WHERE number > 3");
    assertEquals(
        new AuditVerdict(3, "row 4 is missing"), new Audit(store).verify(Optional.empty()));
    meddle(place, "UPDATE audit SET number = number - 10 WHERE number > 3");

    String hash = audit().get(3).hash();
    meddle(
        place,
        "DELETE FROM audit WHERE number = 5",
        "UPDATE store_state SET number = 4, head = '" + hash + "'");
    assertTrue(new Audit(store).verify(Optional.empty()).good());
    assertEquals(4, new Audit(store).verify(Optional.of(kept)).rows());
    assertFalse(new Audit(store).verify(Optional.of(kept)).good());
  }

  /** Statements that lift the guard of the audit and then do something to it. */
  abstract String[] unguarded(String statement);

  private List<AuditRow> audit() throws StoreException, IOException {
    List<AuditRow> rows = new ArrayList<>();
    new Audit(store).each(rows::add);
    return rows;
  }
}
