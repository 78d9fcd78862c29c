package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.cases.CaseSet;
import dev.portreeve.engine.cases.Coverage;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.engine.yaml.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One policy for several actions. */
class GroupsTest {
  private static final String SCHEMA =
      """
      name: keys
      subject: {types: [user]}
      resource:
        types: [door]
        properties: {mine: {type: boolean}, locked: {type: boolean}}
      groups: {key: [key.view, key.revoke]}
      actions:
        key.view: {resource: [door]}
        key.revoke: {resource: [door], action: {reason: {type: string}}}
        key.make: {resource: [door]}
      """;
  private static final String KEY =
      """
        match:
          - condition: action.name == "key.revoke" && resource.locked
            output: deny("locked")
          - condition: resource.mine
            output: permit("own")
          - output: deny("no")
      """;
  private static final TestSet SET =
      TestSet.of(SCHEMA)
          .policy("key", KEY)
          .policy("key.make", "  match:\n    - output: permit()\n");

  private static Decision decide(Snapshot snapshot, String action, Map<String, Object> facts) {
    Frame frame = TestSet.frame(snapshot, action);
    facts.forEach((name, value) -> frame.fact(Entity.RESOURCE, name, value));
    Decision decision = snapshot.decide(frame);
    assertEquals(snapshot.decide(frame, null, ConstantProbe.NONE), decision);
    return decision;
  }

  @Test
  void decide_actionOfAGroup_byThePolicyOfTheGroup() {
    Snapshot snapshot = SET.load();
    assertEquals(Set.of("key.view", "key.revoke", "key.make"), snapshot.policies());
    Decision viewed = decide(snapshot, "key.view", Map.of("mine", true));
    assertEquals("own", viewed.reason());
    assertEquals("key.view", viewed.policy());
    Map<String, Object> locked = Map.of("mine", true, "locked", true);
    assertEquals("own", decide(snapshot, "key.view", locked).reason());
    assertEquals("locked", decide(snapshot, "key.revoke", locked).reason());
    assertEquals("missing_fact", decide(snapshot, "key.revoke", Map.of("mine", true)).reason());
    assertEquals("unknown_action", decide(snapshot, "key", Map.of()).reason());
  }

  @Test
  void load_reloadWithNothingChanged_keepsWhatEachActionHas() {
    Snapshot first = SET.load();
    TestSet changed = SET.policy("key.make", "  match:\n    - output: deny()\n");
    Snapshot second = ((LoadResult.Loaded) PolicySetLoader.load(changed.files(), first)).snapshot();
    Map<String, Object> mine = Map.of("mine", true);
    assertEquals("own", decide(second, "key.view", mine).reason());
    assertEquals("missing_fact", decide(second, "key.revoke", mine).reason());
    assertEquals(false, decide(second, "key.make", mine).permitted());
  }

  @Test
  void gaps_casesOfTheGroup_runForEachOfItsActions() {
    TestSet set =
        SET.with(
                "cases/key.make.yaml",
                """
                action: key.make
                defaults: {subject: {id: ana}, resource: {id: k1}}
                cases: [{name: a, want: {outcome: permit, reason: none}}]
                """)
            .with(
                "cases/key.yaml",
                """
                action: key
                defaults: {subject: {id: ana}, resource: {id: k1, mine: true, locked: false}}
                cases:
                  - {name: own, want: {outcome: permit, reason: own}}
                  - {name: other, resource: {mine: false}, want: {outcome: deny, reason: no}}
                """);
    assertEquals(5, cases(set).cases().size());
    assertEquals(List.of("actions/key.yaml:4:7: no case takes this match"), gaps(set));
    TestSet proven =
        set.with(
            "cases/key.revoke.yaml",
            """
            action: key.revoke
            cases:
              - name: a locked key
                subject: {id: ana}
                resource: {id: k1, mine: true, locked: true}
                want: {outcome: deny, reason: locked}
            """);
    assertEquals(List.of(), gaps(proven));
  }

  private static CaseSet cases(TestSet set) {
    List<Diagnostic> problems = new ArrayList<>();
    CaseSet cases = CaseSet.read(set.load(), set.texts(), problems);
    assertEquals(List.of(), problems);
    return cases;
  }

  private static List<String> gaps(TestSet set) {
    return Coverage.gaps(set.load(), set.texts(), cases(set)).stream()
        .map(Diagnostic::headline)
        .toList();
  }

  private static void assertRefused(TestSet set, String problem) {
    String problems = set.problems().toString();
    assertTrue(problems.contains(problem), problems);
  }

  @Test
  void load_groupsThatCannotBe_refused() {
    assertRefused(
        SET.policy("key.view", "  match:\n    - output: permit()\n"),
        "`key.view` is decided by the policy of its group, `key`");
    assertRefused(
        TestSet.of(SCHEMA).policy("key.make", "  match:\n    - output: permit()\n"),
        "action `key.view` has no policy");
    assertRefused(
        SET.with("schema.yaml", SCHEMA.replace("key.revoke]", "key.revok]")),
        "`key.revok` is not an action of the schema");
    assertRefused(
        SET.with("schema.yaml", SCHEMA.replace("key.revoke]", "key.revoke], more: [key.view]")),
        "`key.view` is in the group `key` already");
    assertRefused(
        SET.with("schema.yaml", SCHEMA.replace("{key:", "{key.make: [], key:")),
        "`key.make` is an action");
    assertRefused(
        SET.policy("key", KEY.replace("key.revoke", "key.make")), "this match concerns no action");
  }

  @Test
  void load_factThatOneActionOfTheGroupLacks_refusedUnlessThatActionIsLeftOut() {
    String reading = KEY.replace("resource.locked", "action.reason == ''");
    SET.policy("key", reading).load();
    List<String> problems =
        SET.policy("key", reading.replace("action.name == \"key.revoke\" && ", "")).problems();
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.get(0).contains("reason"), problems::toString);
  }
}
