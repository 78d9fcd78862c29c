package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final TestSet SET =
      TestSet.of(
              """
              name: doors
              team: resource.properties.team
              subject: {types: [user, robot], properties: {age: {type: integer}}}
              action: {properties: {tool: {type: string}, role: {type: string, enum: [a, b]}}}
              resource: {properties: {team: {type: string}}}
              team_attributes: {plan: {type: string, enum: [free, paid]}}
              actions:
                door.open: {resource: [door, gate], action: {tool: {enum: [key, card]}}}
                door.paint: {}
              """)
          .condition("door.open", "has(action.tool) && action.tool == 'key' || team.plan == 'paid'")
          .condition("door.paint", "action.tool == 'brush'")
          .with("messages.yaml", "'yes': Yes.\n'no': No.\nunknown_team: No such team.\n");

  private static final Snapshot SNAPSHOT = SET.load();
  private static final Team TEAM = TestSet.team(SNAPSHOT, "acme", "plan: paid\n");

  private static Frame frame(String action) {
    return TestSet.frame(SNAPSHOT, action);
  }

  /** What a check is answered; the engine and the oracle must agree. */
  private static String decide(Frame frame) {
    Decision decision = SNAPSHOT.decide(frame.copy());
    assertEquals(SNAPSHOT.decide(frame.copy(), null, ConstantProbe.NONE), decision);
    return said(decision);
  }

  private static String said(Decision decision) {
    assertEquals("deny", decision.permitted() ? "permit" : decision.outcome().code());
    Object field = decision.details().getOrDefault("field", "");
    return (decision.reason() + " " + field + String.join(" ", decision.missing())).strip();
  }

  @Test
  void decide_unknownAction_denied() {
    assertEquals("unknown_action", decide(frame("door.slam")));
    assertEquals("unknown_action", decide(frame("")));
  }

  @Test
  void decide_teamNamedButNotKnown_deniedBeforeAnyPolicy() {
    Frame frame = frame("door.paint").fact(Entity.RESOURCE, "team", "ghost");
    assertEquals("unknown_team", decide(frame));
    assertEquals("No such team.", SNAPSHOT.decide(frame).message());
    assertEquals("unknown_team", decide(frame.action("door.slam")));
    assertEquals("", SNAPSHOT.decide(frame).policy());
  }

  @Test
  void decide_subjectOrResourceOfAnotherType_invalidFact() {
    assertEquals("invalid_fact subject.type", decide(frame("door.open").subject("cat", "tom")));
    assertEquals("invalid_fact resource.type", decide(frame("door.open").resource("car", "c")));
    assertEquals(
        "missing_fact action.properties.tool", decide(frame("door.paint").resource("car", "c")));
  }

  @Test
  void decide_dryRunIllTyped_invalidFact() {
    Frame frame = frame("door.open").fact(Entity.CONTEXT, "dry_run", "yes");
    assertEquals("invalid_fact context.dry_run", decide(frame));
  }

  @Test
  void decide_factNarrowedForTheAction_invalidThereOnly() {
    Frame frame = frame("door.open").fact(Entity.ACTION, "tool", "brush");
    assertEquals("invalid_fact action.properties.tool", decide(frame));
    assertEquals(
        "yes", SNAPSHOT.decide(frame("door.paint").fact(Entity.ACTION, "tool", "brush")).reason());
    assertEquals(
        "yes", SNAPSHOT.decide(frame("door.open").fact(Entity.ACTION, "tool", "key")).reason());
  }

  @Test
  void decide_sameFrameTwice_sameAnswer() {
    Frame frame = frame("door.open").fact(Entity.ACTION, "tool", "brush");
    assertEquals(SNAPSHOT.decide(frame), SNAPSHOT.decide(frame));
  }

  @Test
  void decide_undeclaredFacts_makeNoDifference() {
    Frame frame =
        frame("door.open").fact(Entity.SUBJECT, "shoe", 1).fact(Entity.ACTION, "tool", "key");
    assertEquals("yes", SNAPSHOT.decide(frame).reason());
  }

  @Test
  void decide_illTypedFactThatNobodyReads_makesNoDifference() {
    Frame frame = frame("door.open").fact(Entity.SUBJECT, "age", "old");
    assertEquals("yes", SNAPSHOT.decide(frame, TEAM).reason());
  }

  @Test
  void decide_decisionWithoutComputedParts_isOneObject() {
    Frame frame = frame("door.open").fact(Entity.ACTION, "tool", "key");
    assertSame(SNAPSHOT.decide(frame, TEAM), SNAPSHOT.decide(frame.copy(), TEAM));
  }

  @Test
  void version_sameTexts_same() {
    Map<String, String> reversed = new TreeMap<>(java.util.Comparator.reverseOrder());
    reversed.putAll(SET.texts());
    assertEquals(SNAPSHOT.version(), PolicySetFiles.of(reversed).hash());
    assertEquals(64, SNAPSHOT.version().length());
  }

  @Test
  void version_anotherTextOrPath_another() {
    String schema = SET.texts().get("schema.yaml");
    List<TestSet> others =
        List.of(
            SET.with("schema.yaml", schema + " "),
            SET.with("requirements.yaml", "D-1: {basis: source, text: One.}\n"),
            SET.with("actions/x.yaml", ""));
    for (TestSet other : others) {
      assertNotEquals(SNAPSHOT.version(), other.files().hash());
    }
  }

  @Test
  void version_filesThatDecideNothing_same() {
    TestSet more =
        SET.with("teams/acme.yaml", "plan: paid")
            .with("cases/x.yaml", "")
            .with("README.md", "x")
            .with("actions/.x.yaml.swp", "x")
            .with("actions/.hidden.yaml", "x")
            .with("actions/deep/x.yaml", "x");
    assertEquals(SNAPSHOT.version(), more.files().hash());
  }

  private static Snapshot reload(TestSet set) {
    LoadResult result = PolicySetLoader.load(set.files(), SNAPSHOT);
    return ((LoadResult.Loaded) result).snapshot();
  }

  @Test
  void load_onePolicyChanged_takesOverTheOthers() {
    Snapshot next = reload(SET.condition("door.paint", "action.tool == 'roller'"));
    assertSame(SNAPSHOT.entry("door.open"), next.entry("door.open"));
    assertNotSame(SNAPSHOT.entry("door.paint"), next.entry("door.paint"));
    assertSame(SNAPSHOT.schema(), next.schema());
    assertEquals(
        "no", next.decide(frame("door.paint").fact(Entity.ACTION, "tool", "brush")).reason());
  }

  @Test
  void load_sharedFileChanged_takesOverNothing() {
    Snapshot next = reload(SET.with("messages.yaml", "'yes': Aye.\n'no': Nay.\n"));
    assertNotSame(SNAPSHOT.entry("door.open"), next.entry("door.open"));
    Frame frame = frame("door.paint").fact(Entity.ACTION, "tool", "brush");
    assertEquals("Aye.", next.decide(frame).message());
    assertEquals("Yes.", SNAPSHOT.decide(frame).message());
  }

  @Test
  void load_emptyFileWhereNoneWas_refused() {
    LoadResult result = PolicySetLoader.load(SET.with("requirements.yaml", "").files(), SNAPSHOT);
    assertEquals(
        List.of("requirements.yaml:1:1: the file is empty"),
        ((LoadResult.Refused) result).problems().stream().map(p -> p.headline()).toList());
  }

  @Test
  void load_brokenPolicy_refusedWholeAndTheOldOneStays() {
    LoadResult result =
        PolicySetLoader.load(SET.condition("door.paint", "action.tol == ''").files(), SNAPSHOT);
    assertEquals(
        List.of("actions/door.paint.yaml:5:16: unknown field `tol`"),
        ((LoadResult.Refused) result).problems().stream().map(p -> p.headline()).toList());
    assertEquals("unknown_action", decide(frame("door.slam")));
  }

  @Test
  void load_noSchema_refused() {
    LoadResult result = PolicySetLoader.load(PolicySetFiles.of(Map.of()));
    assertEquals(
        List.of("schema.yaml:1:1: the set has no schema.yaml"),
        ((LoadResult.Refused) result).problems().stream().map(p -> p.headline()).toList());
  }
}
