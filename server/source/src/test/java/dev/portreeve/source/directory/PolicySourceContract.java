package dev.portreeve.source.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.source.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every source must do, whatever it reads from. */
abstract class PolicySourceContract {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private PolicySource source;

  /** A source of nothing but what is put there. */
  abstract PolicySource open() throws Exception;

  /** Puts a file of the policy set there, in place of an earlier one. */
  abstract void putFile(String path, String text) throws Exception;

  /** Puts a team there, in place of an earlier version. */
  abstract void putTeam(String id, String text) throws Exception;

  abstract void removeTeam(String id) throws Exception;

  @BeforeEach
  void begin() throws Exception {
    putFile("schema.yaml", "name: one\n");
    putFile("actions/a.yaml", "name: a\n");
    putTeam("acme", "id: acme\n");
    source = open();
  }

  @AfterEach
  void end() {
    source.close();
  }

  @Test
  void policySet_files_areThoseOfTheSet() throws Exception {
    PolicySetFiles files = source.policySet();
    assertEquals(List.of("actions/a.yaml", "schema.yaml"), List.copyOf(files.files().keySet()));
    assertEquals("name: a\n", files.files().get("actions/a.yaml").text());
  }

  @Test
  void policySet_nothingChanged_isTheSameObject() throws Exception {
    assertSame(source.policySet(), source.policySet());
  }

  @Test
  void policySet_changed_isRead() throws Exception {
    PolicySetFiles before = source.policySet();
    putFile("actions/b.yaml", "name: b\n");
    assertNotEquals(before, source.policySet());
    assertEquals(3, source.policySet().files().size());
  }

  @Test
  void changedTeams_first_areAll() throws Exception {
    putTeam("bolt", "id: bolt\n");
    assertEquals(List.of("acme", "bolt"), source.changedTeams().stream().sorted().toList());
    assertEquals(2, source.teamCount());
    assertTrue(source.holds("acme"));
    assertFalse(source.holds("nobody"));
  }

  @Test
  void changedTeams_nothingChanged_none() throws Exception {
    source.changedTeams();
    assertEquals(List.of(), source.changedTeams());
  }

  @Test
  void changedTeams_changedComeAndGone_eachIsTold() throws Exception {
    source.changedTeams();
    putTeam("acme", "id: acme\nplan: free\n");
    assertToldOf("acme");
    assertEquals("id: acme\nplan: free\n", source.team("acme").orElseThrow().text());
    putTeam("bolt", "id: bolt\n");
    assertToldOf("bolt");
    assertTrue(source.holds("bolt"));
    removeTeam("acme");
    assertToldOf("acme");
    assertFalse(source.holds("acme"));
    assertEquals(Optional.empty(), source.team("acme"));
  }

  @Test
  void team_neverHeardOf_isEmpty() throws Exception {
    source.changedTeams();
    assertEquals(Optional.empty(), source.team("nobody"));
    assertEquals(Optional.empty(), source.team("../schema"));
    assertEquals(Optional.empty(), source.team(""));
  }

  @Test
  void awaitChange_change_isHeardOf() throws Exception {
    source.policySet();
    source.changedTeams();
    putTeam("acme", "id: acme\nplan: team\n");
    long began = System.nanoTime();
    source.awaitChange(PATIENCE);
    assertTrue(System.nanoTime() - began < PATIENCE.toNanos());
  }

  /** Waits as a reloader does until the source tells of a team. */
  private void assertToldOf(String id) {
    Eventually.becomes(
        true,
        PATIENCE,
        () -> {
          try {
            source.policySet();
            source.awaitChange(PATIENCE);
            return source.changedTeams().contains(id);
          } catch (SourceException | InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }
}
