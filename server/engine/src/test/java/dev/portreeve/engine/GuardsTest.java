package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decided before an action's own policy, by compiled code and by the oracle alike. */
class GuardsTest {
  private static final TestSet BARE =
      TestSet.of(
              """
              name: doors
              subject: {properties: {banned: {type: boolean, default: false}}}
              resource: {properties: {open: {type: boolean}}}
              actions:
                door.open: {resource: [door]}
                door.shut: {resource: [door, window]}
                window.open: {resource: [window]}
              """)
          .policy("door.open", "  match: [{output: permit('own')}]")
          .policy("door.shut", "  match: [{output: permit('own')}]")
          .policy("window.open", "  match: [{output: permit('own')}]");

  private static TestSet guarded(String rule) {
    return BARE.with("guards.yaml", "name: guards\nrule:\n" + rule);
  }

  private static Decision decide(Snapshot snapshot, String action, Map<String, Object> facts) {
    Frame frame = TestSet.frame(snapshot, action);
    frame.resource(action.startsWith("window") ? "window" : "door", "d1");
    facts.forEach(
        (name, value) -> {
          Entity entity = name.equals("banned") ? Entity.SUBJECT : Entity.RESOURCE;
          frame.fact(entity, name, value);
        });
    Decision oracle = snapshot.decide(frame.copy(), null, ConstantProbe.NONE);
    Decision compiled = snapshot.decide(frame);
    assertEquals(oracle, compiled);
    assertEquals(Map.of(), snapshot.fallbacks());
    return compiled;
  }

  private static String reason(TestSet set, String action, Map<String, Object> facts) {
    return decide(set.load(), action, facts).reason();
  }

  @Test
  void decide_guardHolds_ownPolicyIsNotAsked() {
    TestSet set = guarded("  match: [{condition: subject.banned, output: deny('banned')}]");
    assertEquals("banned", reason(set, "door.open", Map.of("banned", true)));
    assertEquals("own", reason(set, "door.open", Map.of("banned", false)));
  }

  @Test
  void decide_guardHolds_decisionBearsTheNameOfTheAction() {
    TestSet set =
        guarded("  match: [{condition: subject.banned, output: deny('banned')}]")
            .with("messages.yaml", "banned: {default: Go., door.shut: Go away.}\nown: Yes.");
    Decision decision = decide(set.load(), "door.shut", Map.of("banned", true));
    assertEquals("door.shut", decision.policy());
    assertEquals("Go away.", decision.message());
  }

  @Test
  void decide_guardExceptsTheAction_ownPolicyDecides() {
    TestSet set =
        guarded(
            """
              match:
                - condition: subject.banned
                  output: deny('banned')
                  except: [window.open]
            """);
    assertEquals("own", reason(set, "window.open", Map.of("banned", true)));
    assertEquals("banned", reason(set, "door.open", Map.of("banned", true)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          action.name == "door.open" && resource.open              ; door.open
          resource.open && "door.open" == action.name              ; door.open
          action.name in ["door.open"] && resource.open            ; door.open
          !(action.name != "door.open") && resource.open           ; door.open
          !(action.name != "door.open" || !resource.open)          ; door.open
          action.name == "door.open" ? resource.open : false       ; door.open
          resource.type == "window" && resource.open               ; window.open
          !(resource.type in ["door"] || resource.type != "window") && resource.open ; window.open
          """)
  void decide_guardNamesOneAction_othersDoNotReadItsFacts(String condition, String named) {
    TestSet set =
        guarded(
            "  match:\n    - condition: >-\n        " + condition + "\n      output: deny('no')");
    Snapshot snapshot = set.load();
    for (String action : List.of("door.open", "door.shut", "window.open")) {
      String told = action.equals(named) ? "missing_fact" : "own";
      assertEquals(told, decide(snapshot, action, Map.of()).reason(), action);
      String reason = action.equals(named) ? "no" : "own";
      assertEquals(reason, decide(snapshot, action, Map.of("open", true)).reason(), action);
    }
  }

  private static final TestSet TYPED =
      TestSet.of(
              """
              name: doors
              resource:
                types:
                  door: {properties: {open: {type: boolean}}}
                  window: {properties: {side: {type: string, enum: [left, right]}}}
              actions:
                door.open: {resource: [door]}
                window.open: {resource: [window]}
              """)
          .policy("door.open", "  match: [{output: permit('own')}]")
          .policy("window.open", "  match: [{output: permit('own')}]");

  private static TestSet typed(String match) {
    return TYPED.with("guards.yaml", "name: guards\nrule:\n  match:\n    - " + match);
  }

  @Test
  void load_guardReadsFactsOfTheActionsItNames_loads() {
    String condition = "'action.name == \"window.open\" && resource.side == \"left\"'";
    TestSet set = typed("{condition: " + condition + ", output: deny('left')}");
    assertEquals("left", reason(set, "window.open", Map.of("side", "left")));
    assertEquals("own", reason(set, "window.open", Map.of("side", "right")));
    assertEquals("own", reason(set, "door.open", Map.of()));
    String excepting = "{condition: resource.open, output: deny('no'), except: [window.open]}";
    assertEquals("no", reason(typed(excepting), "door.open", Map.of("open", true)));
  }

  @Test
  void load_guardReadsFactsThatAnActionItConcernsHasNot_refused() {
    assertEquals(
        List.of("guards.yaml:4:19: `resource.open` is no fact of `window.open`"),
        typed("{condition: resource.open, output: deny('no')}").problems());
  }

  @Test
  void load_guardComparesWithWhatIsNoAction_refused() {
    assertEquals(
        List.of("guards.yaml:4:35: `door.opem` is no value of `action.name`"),
        typed("{condition: 'action.name != \"door.opem\"', output: deny('no')}").problems());
  }

  @Test
  void decide_guardReadsMissingFact_missingFact() {
    TestSet set = guarded("  match: [{condition: resource.open, output: deny('no')}]");
    assertEquals("missing_fact", reason(set, "door.open", Map.of()));
  }

  @Test
  void decide_ownVariableNamedAsOneOfTheGuards_eachReadsItsOwn() {
    String banned = "  variables: [{name: v, expression: subject.banned}]\n";
    String open = "  variables: [{name: v, expression: resource.open}]\n";
    TestSet set =
        guarded(banned + "  match: [{condition: variables.v, output: deny('banned')}]")
            .policy(
                "door.open",
                open
                    + "  match: [{condition: variables.v, output: permit('a')}, {output: deny('b')}]");
    assertEquals("banned", reason(set, "door.open", Map.of("banned", true, "open", true)));
    assertEquals("a", reason(set, "door.open", Map.of("banned", false, "open", true)));
    assertEquals("b", reason(set, "door.open", Map.of("banned", false, "open", false)));
  }

  @Test
  void decide_nestedRuleEndsWithoutDecision_nextGuardThenOwnPolicy() {
    TestSet set =
        guarded(
            """
              match:
                - rule:
                    match:
                      - condition: resource.open
                        output: permit('open')
                        except: [door.shut]
                - condition: subject.banned
                  output: deny('banned')
            """);
    assertEquals("open", reason(set, "door.open", Map.of("open", true)));
    assertEquals("banned", reason(set, "door.open", Map.of("open", false, "banned", true)));
    assertEquals("own", reason(set, "door.open", Map.of("open", false, "banned", false)));
    assertEquals("own", reason(set, "door.shut", Map.of("open", true)));
  }

  @Test
  void decide_guardAlwaysDecidesOneAction_othersDecideThemselves() {
    TestSet set =
        guarded("  match: [{condition: 'action.name == \"door.open\"', output: deny('off')}]");
    assertEquals("off", reason(set, "door.open", Map.of()));
    assertEquals("own", reason(set, "door.shut", Map.of()));
  }

  @Test
  void load_guardsChanged_everyPolicyIsMadeAnew() {
    TestSet set = guarded("  match: [{condition: subject.banned, output: deny('banned')}]");
    Snapshot before = set.load();
    TestSet changed = guarded("  match: [{condition: subject.banned, output: deny('gone')}]");
    Snapshot after = ((LoadResult.Loaded) PolicySetLoader.load(changed.files(), before)).snapshot();
    assertNotEquals(before.version(), after.version());
    assertEquals("gone", decide(after, "door.open", Map.of("banned", true)).reason());
  }

  @Test
  void load_guardsUnchanged_areTakenOver() {
    TestSet set = guarded("  match: [{condition: subject.banned, output: deny('banned')}]");
    Snapshot before = set.load();
    TestSet changed = set.policy("door.open", "  match: [{output: permit('other')}]");
    Snapshot after = ((LoadResult.Loaded) PolicySetLoader.load(changed.files(), before)).snapshot();
    assertSame(before.guards(), after.guards());
    assertEquals("other", decide(after, "door.open", Map.of()).reason());
    assertEquals("banned", decide(after, "door.open", Map.of("banned", true)).reason());
  }
}
