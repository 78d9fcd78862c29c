package dev.portreeve.source.team;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.SchemaReader;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TeamsTest {
  private static final Schema LOCKED = schema("locked");
  private static final Schema SHUT = schema("shut");
  private static final long ROOMY = 1 << 20;

  private final TeamsInMemory source = new TeamsInMemory();

  @Test
  void find_unknown_costsNoIo() {
    Teams teams = teams(ROOMY);
    assertSame(TeamLookup.UNKNOWN, teams.find("nobody").join());
    assertEquals(0, source.reads());
  }

  @Test
  void find_again_isReadOnce() {
    source.put("acme", "locked: true");
    Teams teams = teams(ROOMY);
    TeamLookup first = teams.find("acme").join();
    assertInstanceOf(TeamLookup.Known.class, first);
    assertSame(first, teams.find("acme").join());
    assertEquals(1, source.reads());
  }

  @Test
  void find_outOfMemory_isReadAgain() {
    Teams teams = teams(1);
    source.put("acme", "locked: true");
    TeamLookup first = teams.find("acme").join();
    assertNotSame(first, teams.find("acme").join());
  }

  @Test
  void find_byManyAtOnce_isReadOnce() {
    source.put("acme", "locked: true");
    List<Runnable> loads = new ArrayList<>();
    Teams teams = new Teams(source, LOCKED, ROOMY, loads::add);
    List<CompletableFuture<TeamLookup>> found = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      found.add(teams.find("acme"));
    }
    loads.forEach(Runnable::run);
    assertEquals(1, source.reads());
    found.forEach(one -> assertInstanceOf(TeamLookup.Known.class, one.join()));
  }

  @Test
  void find_moreThanMemoryTakes_keepsWhatItTakes() {
    Teams teams = teams(ROOMY);
    long weight = 0;
    for (int i = 0; i < 5_000; i++) {
      source.put("t" + i, "locked: true");
      TeamLookup.Known found = (TeamLookup.Known) teams.find("t" + i).join();
      weight += found.team().weight();
    }
    assertTrue(weight > 2 * ROOMY, "they do not fit");
    long each = weight / 5_000;
    assertTrue(teams.inMemory() * each <= ROOMY, teams.inMemory() + " are kept");
    assertTrue(teams.inMemory() > 100);
  }

  @Test
  void concerns_notInMemory_isLeftUntilAskedFor() {
    Teams teams = teams(1);
    for (int i = 0; i < 50; i++) {
      source.put("t" + i, "locked: true");
    }
    assertFalse(teams.concerns("t7"));
    teams.take("t7");
    assertFalse(teams.roomLeft() && teams.inMemory() > 0);
    assertInstanceOf(TeamLookup.Known.class, teams.find("t49").join());
  }

  @Test
  void take_broken_isPinnedHoweverFullTheCache() {
    Teams teams = teams(ROOMY);
    source.put("acme", "locked: true");
    TeamLookup good = teams.find("acme").join();
    source.put("acme", "lokced: true");
    teams.take("acme");
    assertSame(good, teams.find("acme").join());
    assertEquals(1, teams.pinned());
    assertEquals(Set.of("acme"), teams.refused().keySet());
    int reads = source.reads();
    teams.find("acme").join();
    assertEquals(reads, source.reads());
  }

  @Test
  void take_brokenWithoutAGoodVersion_isUnknownAndNotReadAgain() {
    Teams teams = teams(ROOMY);
    source.put("acme", "lokced: true");
    teams.take("acme");
    int reads = source.reads();
    assertSame(TeamLookup.UNKNOWN, teams.find("acme").join());
    assertEquals(reads, source.reads());
    assertEquals(0, teams.pinned());
  }

  @Test
  void find_brokenBeforeAnyoneLooked_isRefusedAtTheNextLook() {
    Teams teams = teams(ROOMY);
    source.put("acme", "lokced: true");
    assertSame(TeamLookup.UNKNOWN, teams.find("acme").join());
    assertEquals(List.of("acme"), teams.takeDoubtful());
    assertEquals(List.of(), teams.takeDoubtful());
    teams.take("acme");
    assertEquals(Set.of("acme"), teams.refused().keySet());
  }

  @Test
  void take_goodAgain_isUnpinned() {
    Teams teams = teams(ROOMY);
    source.put("acme", "locked: true");
    TeamLookup good = teams.find("acme").join();
    source.put("acme", "lokced: true");
    teams.take("acme");
    source.put("acme", "locked: true");
    teams.take("acme");
    assertSame(good, teams.find("acme").join());
    assertEquals(0, teams.pinned());
    assertEquals(Map.of(), teams.refused());
  }

  @Test
  void take_gone_isForgotten() {
    Teams teams = teams(ROOMY);
    source.put("acme", "locked: true");
    teams.find("acme").join();
    source.remove("acme");
    teams.take("acme");
    assertSame(TeamLookup.UNKNOWN, teams.find("acme").join());
  }

  @Test
  void rebind_allFit_areBoundToTheOtherSchema() {
    Teams teams = teams(ROOMY);
    source.put("acme", "");
    teams.find("acme").join();
    Teams next = fits(teams.rebind(SHUT));
    TeamLookup.Known acme = (TeamLookup.Known) next.find("acme").join();
    assertSame(SHUT, acme.team().schema());
    assertSame(LOCKED, ((TeamLookup.Known) teams.find("acme").join()).team().schema());
  }

  @Test
  void rebind_oneInForceDoesNotFit_isNamed() {
    Teams teams = teams(ROOMY);
    source.put("acme", "locked: true");
    teams.find("acme").join();
    assertEquals("acme", ((Rebinding.Misfit) teams.rebind(SHUT)).teamId());
  }

  @Test
  void rebind_oneThatIsNotInMemory_doesNotMatter() {
    Teams teams = teams(ROOMY);
    source.put("acme", "locked: true");
    assertSame(TeamLookup.UNKNOWN, fits(teams.rebind(SHUT)).find("acme").join());
  }

  @Test
  void rebind_theFileFitsAlready_isTaken() {
    Teams teams = teams(ROOMY);
    source.put("acme", "locked: true");
    teams.find("acme").join();
    source.put("acme", "shut: true");
    teams.take("acme");
    assertEquals(1, teams.pinned());
    Teams next = fits(teams.rebind(SHUT));
    assertInstanceOf(TeamLookup.Known.class, next.find("acme").join());
    assertEquals(0, next.pinned());
    assertEquals(Map.of(), next.refused());
  }

  @Test
  void rebind_theFileIsGoneForAMoment_theTeamInForceStays() {
    Teams teams = teams(ROOMY);
    source.put("acme", "");
    teams.find("acme").join();
    source.hide("acme");
    Teams next = fits(teams.rebind(SHUT));
    assertInstanceOf(TeamLookup.Known.class, next.find("acme").join());
  }

  @Test
  void find_sourceAway_isUnavailableUntilItIsBack() {
    Teams teams = teams(ROOMY);
    source.put("acme", "locked: true");
    source.away(true);
    assertSame(TeamLookup.UNAVAILABLE, teams.find("acme").join());
    assertEquals(List.of(), teams.takeDoubtful());
    source.away(false);
    assertInstanceOf(TeamLookup.Known.class, teams.find("acme").join());
  }

  @Test
  void take_sourceAway_keepsTheTeamInForceAndReadsItLater() {
    Teams teams = teams(ROOMY);
    source.put("acme", "locked: true");
    TeamLookup before = teams.find("acme").join();
    source.put("acme", "locked: false");
    source.away(true);
    teams.take("acme");
    assertSame(before, teams.find("acme").join());
    assertEquals(0, teams.pinned());
    assertTrue(teams.behind());
    assertEquals(List.of("acme"), teams.takeDoubtful());
    source.away(false);
    teams.take("acme");
    assertNotSame(before, teams.find("acme").join());
    assertFalse(teams.behind());
  }

  @Test
  void held_teams_areThoseInMemoryAndThoseRefused() {
    Teams teams = teams(ROOMY);
    source.put("acme", "locked: true");
    source.put("bolt", "lokced: true");
    source.put("cold", "locked: true");
    teams.find("acme").join();
    teams.take("bolt");
    assertEquals(Set.of("acme", "bolt"), teams.held());
  }

  private Teams teams(long maxWeight) {
    return new Teams(source, LOCKED, maxWeight, Runnable::run);
  }

  private static Teams fits(Rebinding rebinding) {
    return assertInstanceOf(Rebinding.Fits.class, rebinding).teams();
  }

  private static Schema schema(String setting) {
    String text =
        """
        name: doors
        team: resource.properties.team
        resource: {properties: {team: {type: string}}}
        settings: {%s: {type: boolean, default: false}}
        actions: {door.open: {}}
        """;
    SourceFile file = new SourceFile("schema.yaml", text.formatted(setting));
    List<dev.portreeve.engine.yaml.Diagnostic> problems = new ArrayList<>();
    return SchemaReader.read(file, problems)
        .orElseThrow(() -> new IllegalStateException(problems.toString()));
  }
}
