package dev.portreeve.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.source.directory.DirectorySource;
import dev.portreeve.source.directory.SourceException;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSourceTest {
  @TempDir private Path folder;
  private TeamStore store;
  private StoreSource source;

  @BeforeEach
  void open() throws StoreException, SourceException {
    store = TeamStore.open(StoreLocation.parse("sqlite:" + file()).orElseThrow());
    put("acme", true);
    Path set = TestSets.of("doors");
    source = new StoreSource(new DirectorySource(set, set.resolve("teams")), store);
    assertEquals(List.of(), source.changedTeams());
  }

  @AfterEach
  void close() {
    source.close();
  }

  private Path file() {
    return folder.resolve("teams.db");
  }

  private void put(String id, boolean locked) throws StoreException {
    TeamStoreContract.put(store, TeamStoreContract.team(id, locked, Map.of()));
  }

  private void meddle(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  @Test
  void changedTeams_afterChanges_tellsEachOnceInOrder() throws Exception {
    put("bolt", true);
    put("acme", false);
    assertEquals(List.of("bolt", "acme"), source.changedTeams());
    assertEquals(List.of(), source.changedTeams());
    assertEquals(2, source.teamCount());
    assertTrue(source.team("acme").orElseThrow().text().contains("\"locked\": false"));
  }

  @Test
  void delay_afterAChange_isTheTimeSinceItsRecord() throws Exception {
    assertEquals(Duration.ZERO, source.delay());
    put("bolt", true);
    source.changedTeams();
    assertEquals(Duration.ZERO, source.delay(), "the record does not say when");
    String at = Instant.now().minusSeconds(7).toString();
    store.<Integer, RuntimeException>write(
        transaction -> {
          transaction.record(List.of("bolt"), "{\"at\": \"" + at + "\"}");
          return 1;
        });
    source.changedTeams();
    assertTrue(source.delay().compareTo(Duration.ofSeconds(7)) >= 0, "" + source.delay());
  }

  @Test
  void holds_unknownTeam_isForgottenWhenItIsMade() throws Exception {
    assertTrue(source.holds("late"));
    assertEquals(Optional.empty(), source.team("late"));
    assertFalse(source.holds("late"));
    put("late", true);
    assertEquals(List.of("late"), source.changedTeams());
    assertTrue(source.holds("late"));
    assertTrue(source.team("late").isPresent());
  }

  @Test
  void holds_unknownTeam_isAskedAgainAfterAWhile() throws Exception {
    assertEquals(Optional.empty(), source.team("late"));
    Eventually.becomes(true, Duration.ofSeconds(20), () -> source.holds("late"));
  }

  @Test
  void holds_noId_asksNobody() {
    assertFalse(source.holds("../acme"));
    assertFalse(source.holds("a' OR '1'='1"));
  }

  @Test
  void changedTeams_olderCopyPutInItsPlace_doubtsEverything() throws Exception {
    put("bolt", true);
    assertEquals(List.of("bolt"), source.changedTeams());
    assertFalse(source.takeAllInDoubt());
    meddle(
        "DROP TRIGGER audit_no_delete",
        "DELETE FROM audit WHERE number = 2",
        "UPDATE store_state SET number = 1, head = (SELECT hash FROM audit WHERE number = 1)");
    assertEquals(List.of(), source.changedTeams());
    assertTrue(source.takeAllInDoubt());
    assertFalse(source.takeAllInDoubt());
  }

  @Test
  void changedTeams_olderCopyThatWentOn_doubtsEverything() throws Exception {
    put("bolt", true);
    assertEquals(List.of("bolt"), source.changedTeams());
    meddle(
        "DROP TRIGGER audit_no_delete",
        "DELETE FROM audit WHERE number = 2",
        "UPDATE store_state SET number = 1, head = (SELECT hash FROM audit WHERE number = 1)");
    put("acme", false);
    put("core", false);
    assertEquals(List.of(), source.changedTeams());
    assertTrue(source.takeAllInDoubt());
  }

  @Test
  void changedTeams_anotherStore_doubtsEverything() throws Exception {
    meddle("UPDATE store_state SET epoch = 'another'");
    assertEquals(List.of(), source.changedTeams());
    assertTrue(source.takeAllInDoubt());
  }
}
