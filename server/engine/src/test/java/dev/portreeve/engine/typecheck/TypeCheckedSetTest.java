package dev.portreeve.engine.typecheck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseSet;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.cases.Coverage;
import dev.portreeve.engine.cases.LoadedSet;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever a store holds, a set loads to the same; at most it takes longer. */
class TypeCheckedSetTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final LoadedSet POSTMAN = LoadedSet.in(Repository.set("postman"));
  private static final String EXPORT = "actions/collection.export.yaml";

  private final StoreInMemory store = StoreInMemory.empty();

  @Test
  void load_setKeptWhole_isTakenAndWrittenOnce() {
    for (LoadedSet set : LoadedSet.shipped()) {
      StoreInMemory own = StoreInMemory.empty();
      loaded(set.texts(), own);
      byte[] written = own.onlyFile();
      loaded(set.texts(), own);
      assertEquals(1, own.writes(), set.name());
      // good, the definitions and guards if there are any, and every policy
      Map<String, CacheSection> sections = CacheSections.read(written);
      int definitions = set.snapshot().definitions().isEmpty() ? 0 : 1;
      int guards = set.snapshot().guards().document().isPresent() ? 1 : 0;
      assertEquals(1 + definitions + guards + set.snapshot().policies().size(), sections.size());
    }
  }

  @Test
  void load_setKept_answersEveryCaseInBothForms() {
    loaded(POSTMAN.texts(), store);
    Snapshot snapshot = loaded(POSTMAN.texts(), store);
    assertEquals(POSTMAN.snapshot().version(), snapshot.version());
    assertEquals(POSTMAN.snapshot().requirements(), snapshot.requirements());
    for (Case one : POSTMAN.cases().cases()) {
      Team team = one.team().map(t -> bound(t, snapshot)).orElse(null);
      Frame frame = one.request().frame(snapshot.schema(), NOW);
      Decision decision = team == null ? snapshot.decide(frame) : snapshot.decide(frame, team);
      assertEquals(List.of(), one.want().check(decision), one.name());
      Frame again = one.request().frame(snapshot.schema(), NOW);
      assertEquals(decision, snapshot.decide(again, team, ConstantProbe.NONE), one.name());
    }
  }

  @Test
  void loadLate_setKept_readsAPolicyWhenItDecidesAndKeepsAll() {
    loaded(POSTMAN.texts(), store);
    byte[] kept = store.onlyFile();
    Snapshot late = snapshot(PolicySetLoader.loadLate(PolicySetFiles.of(POSTMAN.texts()), store));
    assertArrayEquals(kept, store.onlyFile());
    assertEquals(1, store.writes());
    assertEquals(POSTMAN.snapshot().version(), late.version());
    assertEquals(POSTMAN.snapshot().policies(), late.policies());
    for (Case one : POSTMAN.cases().cases()) {
      Team team = one.team().map(t -> bound(t, late)).orElse(null);
      Frame frame = one.request().frame(late.schema(), NOW);
      Decision decision = team == null ? late.decide(frame) : late.decide(frame, team);
      assertEquals(List.of(), one.want().check(decision), one.name());
    }
    assertEquals("collection.export", late.policy("collection.export").orElseThrow().name());
  }

  @Test
  void loadLate_anotherPolicyBroken_isRefused() {
    loaded(POSTMAN.texts(), store);
    Map<String, String> bad = new HashMap<>(POSTMAN.texts());
    bad.computeIfPresent(EXPORT, (path, text) -> text.replace("settings.", "setings."));
    assertInstanceOf(
        LoadResult.Refused.class, PolicySetLoader.loadLate(PolicySetFiles.of(bad), store));
  }

  @Test
  void load_setKept_positionsAreThere() {
    loaded(POSTMAN.texts(), store);
    Snapshot snapshot = loaded(POSTMAN.texts(), store);
    // without its proofs every part of a policy is told by its place and its text
    Map<String, String> texts = new HashMap<>(POSTMAN.texts());
    texts.keySet().removeIf(path -> path.startsWith("cases/collection."));
    List<Diagnostic> problems = new ArrayList<>();
    var cases = CaseSet.read(snapshot, texts, problems);
    var wanted = CaseSet.read(POSTMAN.snapshot(), texts, problems);
    List<Diagnostic> gaps = Coverage.gaps(snapshot, texts, cases);
    assertTrue(gaps.size() > 10, gaps.toString());
    assertEquals(Coverage.gaps(POSTMAN.snapshot(), texts, wanted), gaps);
  }

  @Test
  void load_fileDamaged_isIgnoredAndReplaced() {
    loaded(POSTMAN.texts(), store);
    byte[] good = store.onlyFile();
    List<byte[]> damaged = new ArrayList<>(List.of(new byte[0], new byte[] {-1, -1, -1, -1}));
    for (int part = 1; part < 4; part++) {
      damaged.add(Arrays.copyOf(good, good.length / 4 * part));
      byte[] changed = good.clone();
      changed[good.length / 4 * part] ^= 1;
      damaged.add(changed);
    }
    for (byte[] bytes : damaged) {
      store.replace(bytes);
      assertEquals(POSTMAN.snapshot().version(), loaded(POSTMAN.texts(), store).version());
      assertArrayEquals(good, store.onlyFile());
    }
  }

  @Test
  void load_fileOfAnotherKey_isIgnored() {
    LoadedSet other = LoadedSet.in(Repository.set("authzen"));
    StoreInMemory foreign = StoreInMemory.empty();
    loaded(other.texts(), foreign);
    loaded(POSTMAN.texts(), store);
    byte[] good = store.onlyFile();
    store.replace(foreign.onlyFile());
    loaded(POSTMAN.texts(), store);
    assertArrayEquals(good, store.onlyFile());
  }

  @Test
  void load_fileOfAnotherProgram_isNotTaken() {
    loaded(POSTMAN.texts(), store);
    StoreInMemory newer = store.of("a newer program");
    loaded(POSTMAN.texts(), newer);
    assertEquals(1, newer.writes());
    assertEquals(2, store.files().size());
  }

  @Test
  void load_onePolicyChanged_othersAreTakenOver() {
    loaded(POSTMAN.texts(), store);
    Map<String, CacheSection> before = CacheSections.read(store.onlyFile());
    Map<String, String> changed = new HashMap<>(POSTMAN.texts());
    changed.merge(EXPORT, "# changed\n", (text, more) -> more + text);
    loaded(changed, store);
    Map<String, CacheSection> after = CacheSections.read(store.onlyFile());
    assertNotEquals(before.keySet(), after.keySet());
    assertEquals(before.size(), after.size());
    after.keySet().removeAll(before.keySet());
    assertEquals(1, after.size());
  }

  @Test
  void keep_afterReloadOfOnePolicy_isAsIfItWereLoadedAfresh() {
    Snapshot first = loaded(POSTMAN.texts(), store);
    byte[] before = store.onlyFile();
    Map<String, String> changed = new HashMap<>(POSTMAN.texts());
    changed.merge(EXPORT, "# changed\n", (text, more) -> more + text);
    Snapshot second = reloaded(changed, first);
    assertArrayEquals(before, store.onlyFile());

    PolicySetLoader.keep(second, store);
    StoreInMemory afresh = StoreInMemory.empty();
    loaded(changed, afresh);
    assertArrayEquals(afresh.onlyFile(), store.onlyFile());

    int writes = store.writes();
    PolicySetLoader.keep(second, store);
    assertEquals(writes, store.writes());
    PolicySetLoader.keep(reloaded(POSTMAN.texts(), second), store);
    assertArrayEquals(before, store.onlyFile());
  }

  private Snapshot reloaded(Map<String, String> texts, Snapshot previous) {
    return snapshot(PolicySetLoader.load(PolicySetFiles.of(texts), previous, store));
  }

  @Test
  void load_badSet_sameProblemsAndNothingKept() {
    loaded(POSTMAN.texts(), store);
    byte[] good = store.onlyFile();
    Map<String, String> bad = new HashMap<>(POSTMAN.texts());
    bad.computeIfPresent(EXPORT, (path, text) -> text.replace("settings.", "setings."));
    bad.computeIfPresent("requirements.yaml", (path, text) -> text + "\nXX-01: {basis: none}\n");
    assertEquals(problems(bad, TypeCheckStore.NONE), problems(bad, store));
    bad.put("requirements.yaml", POSTMAN.texts().get("requirements.yaml"));
    assertEquals(problems(bad, TypeCheckStore.NONE), problems(bad, store));
    assertArrayEquals(good, store.onlyFile());
  }

  private static Team bound(CaseTeam team, Snapshot snapshot) {
    List<Diagnostic> problems = new ArrayList<>();
    SourceFile file = new SourceFile("teams/" + team.id() + ".yaml", team.text());
    return new TeamReader(snapshot.schema())
        .read(file, problems)
        .orElseThrow(() -> new AssertionError(problems));
  }

  private static Snapshot loaded(Map<String, String> texts, TypeCheckStore store) {
    return snapshot(PolicySetLoader.load(PolicySetFiles.of(texts), store));
  }

  private static Snapshot snapshot(LoadResult result) {
    return assertInstanceOf(LoadResult.Loaded.class, result, result.toString()).snapshot();
  }

  private static List<Diagnostic> problems(Map<String, String> texts, TypeCheckStore store) {
    LoadResult result = PolicySetLoader.load(PolicySetFiles.of(texts), store);
    return assertInstanceOf(LoadResult.Refused.class, result).problems();
  }
}
