package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.engine.yaml.JsonNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every runnable form of a policy owes, above all where facts are missing or ill-typed. */
abstract class DeciderContract {
  /** The decision of the form under test. */
  abstract Decision decide(Snapshot snapshot, Frame frame, @Nullable Team team);

  private Decision decide(String condition, Map<String, Object> resource) {
    return decide(Doors.SET.condition("door.open", condition), resource, null);
  }

  private Decision decide(TestSet set, Map<String, Object> resource, @Nullable String teamText) {
    Snapshot snapshot = set.load();
    Frame frame = TestSet.frame(snapshot, "door.open");
    resource.forEach((name, value) -> frame.fact(Entity.RESOURCE, name, value));
    Team team = teamText == null ? null : TestSet.team(snapshot, "acme", teamText);
    return decide(snapshot, frame, team);
  }

  private static String said(Decision decision) {
    return switch (decision.reason()) {
      case Reasons.MISSING_FACT -> "missing " + String.join(" ", decision.missing());
      case Reasons.INVALID_FACT -> "invalid " + decision.details().get(Reasons.FIELD);
      default -> decision.reason();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          true || resource.locked                        ; yes
          resource.locked || true                        ; yes
          false && resource.locked                       ; no
          resource.locked && false                       ; no
          resource.locked || false                       ; missing resource.properties.locked
          false || resource.locked                       ; missing resource.properties.locked
          resource.locked && true                        ; missing resource.properties.locked
          resource.locked || resource.locked == true             ; missing resource.properties.locked
          !(resource.locked || resource.locked == true)          ; missing resource.properties.locked
          !(resource.locked && resource.locked == true)          ; missing resource.properties.locked
          !resource.locked                               ; missing resource.properties.locked
          !!resource.locked || true                      ; yes
          !(resource.locked || false) || true            ; yes
          (resource.locked || false) && false            ; no
          resource.locked == true                        ; missing resource.properties.locked
          (resource.locked || resource.locked == true) == true   ; missing resource.properties.locked
          (resource.locked ? true : true)                ; missing resource.properties.locked
          (true ? true : resource.locked)                ; yes
          (false ? resource.locked : true)               ; yes
          (true ? resource.locked : true)                ; missing resource.properties.locked
          [1, 2].exists(x, x == 2 || resource.locked)    ; yes
          [1, 2].all(x, x == 2 && resource.locked)       ; no
          [1, 2].exists(x, x == 3 || resource.locked)    ; missing resource.properties.locked
          [1, 2].exists_one(x, resource.locked)          ; missing resource.properties.locked
          size([1, 2].filter(x, resource.locked)) == 0   ; missing resource.properties.locked
          size([1].map(x, resource.width)) == 1          ; missing resource.properties.width
          resource.width > 3                             ; missing resource.properties.width
          resource.width + 1 > 3                         ; missing resource.properties.width
          -resource.width > 3                            ; missing resource.properties.width
          resource.width in [1, 2]                       ; missing resource.properties.width
          3 in [resource.width, 3]                       ; missing resource.properties.width
          size(resource.name) == 0                       ; missing resource.properties.name
          resource.name.startsWith('a')                  ; missing resource.properties.name
          'abc'.startsWith(resource.name)                ; missing resource.properties.name
          'a' + resource.name == 'ab'                    ; missing resource.properties.name
          string(resource.width) == '3'                  ; missing resource.properties.width
          package_name(resource.name) == ''              ; missing resource.properties.name
          package_name('npm:' + resource.name) == ''     ; missing resource.properties.name
          {'a': resource.width}['a'] == 1                ; missing resource.properties.width
          ['a', 'b'][resource.width] == 'a'              ; missing resource.properties.width
          is_locked()                                    ; missing resource.properties.locked
          is_locked() || true                            ; yes
          !(is_locked() || is_locked() == true)                  ; missing resource.properties.locked
          action.tool.kind == 'x'                        ; missing action.properties.tool
          context.built < context.time                   ; missing context.built
          """)
  void decide_factMissing_absorbedOrMissingFact(String condition, String expected) {
    assertEquals(expected, said(decide(condition, Map.of())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          resource.width > 3                         ; invalid resource.properties.width
          true || resource.width > 3                 ; yes
          resource.width > 3 && false                ; no
          !(resource.width > 3 || resource.locked)   ; invalid resource.properties.width
          !(resource.locked || resource.width > 3)   ; missing resource.properties.locked
          has(resource.width)                        ; yes
          has(resource.locked)                       ; no
          has(resource.width) && resource.width > 3  ; invalid resource.properties.width
          has(resource.tags)                         ; no
          'a' in resource.tags                       ; yes
          resource.name == ''                        ; invalid resource.properties.name
          """)
  void decide_factIllTyped_absorbedOrInvalidFact(String condition, String expected) {
    assertEquals(
        expected, said(decide(condition, Map.of("width", "wide", "name", JsonNull.INSTANCE))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 / (resource.width - resource.width) == 1",
        "1 % (resource.width - resource.width) == 1",
        "resource.width + 9223372036854775807 > 0",
        "resource.tags[resource.width] == 'a'",
        "{'a': 1}[resource.name] == 1",
        "int(resource.name) == 1",
        "timestamp(resource.name) == context.time",
        "!(1 / (resource.width - 7) == 1 || 1 / (resource.width - 7) == 2)"
      })
  void decide_expressionFails_policyError(String condition) {
    assertEquals(Reasons.POLICY_ERROR, said(decide(condition, Map.of("width", 7, "name", "zz"))));
    assertEquals("yes", said(decide("true || " + condition, Map.of("width", 7, "name", "zz"))));
    assertEquals(
        "no", said(decide("(" + condition + ") && false", Map.of("width", 7, "name", "z"))));
  }

  @ParameterizedTest
  @CsvSource({"npm:@x/y, yes", "npm:@z/y, no", "npm:y, no"})
  void decide_scopeInListOfAnything_comparedWithItsTexts(String name, String expected) {
    for (String list : List.of("context.things", "[1, '@x']", "['@x']")) {
      String condition = "package_scope(resource.name) in " + list;
      assertEquals(expected, said(decide(condition, Map.of("name", name))), condition);
    }
  }

  @Test
  void decide_argumentMissing_callIsMissingFact() {
    String team = "id: acme\nplan: free\nmembers: {ana: {keys: [k1]}}\n";
    TestSet holds = Doors.SET.condition("door.open", "holds(resource.name)");
    assertEquals("missing resource.properties.name", said(decide(holds, Map.of(), team)));
    assertEquals("yes", said(decide(holds, Map.of("name", "k1"), team)));
    TestSet ignores = Doors.SET.condition("door.open", "ignores(resource.locked)");
    assertEquals("missing resource.properties.locked", said(decide(ignores, Map.of(), team)));
    TestSet nested =
        Doors.SET.condition("door.open", "ignores(holds(resource.name) || is_locked())");
    assertEquals("missing resource.properties.name", said(decide(nested, Map.of(), team)));
  }

  @Test
  void decide_structMembers_readWithTheirDefaults() {
    Snapshot snapshot =
        Doors.SET
            .condition(
                "door.open",
                "action.tool.size == 3 && !has(action.tool.kind) && has(action.tool)"
                    + " && action.tools.exists(t, t.kind == 'saw')")
            .load();
    Frame frame =
        TestSet.frame(snapshot, "door.open")
            .fact(Entity.ACTION, "tool", Map.of())
            .fact(Entity.ACTION, "tools", List.of(Map.of("kind", "saw"), Map.of()));
    assertEquals("yes", said(decide(snapshot, frame, null)));
    Frame other =
        TestSet.frame(snapshot, "door.open")
            .fact(Entity.ACTION, "tool", Map.of())
            .fact(Entity.ACTION, "tools", List.of(Map.of(), Map.of("kind", "axe")));
    assertEquals("missing action.properties.tools.kind", said(decide(snapshot, other, null)));
    Frame illTyped =
        TestSet.frame(snapshot, "door.open").fact(Entity.ACTION, "tool", Map.of("size", "big"));
    assertEquals("invalid action.properties.tool.size", said(decide(snapshot, illTyped, null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          'k1' in subject.keys           ; yes
          has(subject.keys)              ; yes
          'all' in subject.groups        ; yes
          has(subject.groups)            ; no
          team.plan == 'paid'            ; yes
          team.id == 'acme'              ; yes
          team.nickname == 'none'        ; yes
          has(team.nickname)             ; no
          has(team.plan)                 ; yes
          settings.alarm                 ; yes
          has(settings.alarm)            ; yes
          controls.alarm                 ; yes
          settings.limit > 3             ; missing settings.limit
          has(settings.limit)            ; no
          settings.visitors.mode == 'all'; yes
          has(settings.visitors)         ; no
          has(settings.visitors.mode)    ; no
          settings.visitors.host == 'x'  ; missing settings.visitors.host
          """)
  void decide_team_readsWhatGoverns(String condition, String expected) {
    String team = "id: acme\nplan: paid\nsettings: {alarm: true}\nmembers: {ana: {keys: [k1]}}\n";
    assertEquals(
        expected, said(decide(Doors.SET.condition("door.open", condition), Map.of(), team)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          settings.alarm                 ; no
          has(settings.alarm)            ; no
          controls.alarm                 ; no
          'k1' in subject.keys           ; missing subject.properties.keys
          has(subject.keys)              ; no
          """)
  void decide_teamWithoutControlOrMember_readsDefaults(String condition, String expected) {
    String team = "id: acme\nplan: free\nsettings: {alarm: true}\n";
    assertEquals(
        expected, said(decide(Doors.SET.condition("door.open", condition), Map.of(), team)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "team.plan == 'paid'",
        "has(team.nickname)",
        "settings.alarm",
        "has(settings.alarm)",
        "controls.alarm",
        "'k1' in subject.keys",
        "has(subject.keys)",
        "'all' in subject.groups"
      })
  void decide_noTeam_missesTheFactThatNamesIt(String condition) {
    assertEquals("missing resource.properties.team", said(decide(condition, Map.of())));
    assertEquals("invalid resource.properties.team", said(decide(condition, Map.of("team", 7))));
    assertEquals("yes", said(decide(condition + " || true", Map.of())));
  }

  @Test
  void decide_now_isTheMomentOfTheCheck() {
    String condition = "context.time == timestamp('2026-03-01T12:00:00Z') && !has(context.time)";
    assertEquals("yes", said(decide(condition, Map.of())));
  }

  @Test
  void decide_variable_evaluatedOnlyWhereRead() {
    TestSet set =
        Doors.SET.policy(
            "door.open",
            """
              variables:
                - {name: shut, expression: resource.locked}
                - {name: wide, expression: "variables.shut || resource.width > 3"}
              match:
                - condition: resource.open
                  output: permit("open")
                - condition: variables.wide
                  output: permit("wide")
                - output: deny("narrow")
            """);
    assertEquals("open", said(decide(set, Map.of("open", true), null)));
    assertEquals(
        "missing resource.properties.locked", said(decide(set, Map.of("open", false), null)));
    assertEquals("wide", said(decide(set, Map.of("open", false, "width", 4), null)));
    assertEquals(
        "narrow", said(decide(set, Map.of("open", false, "width", 3, "locked", false), null)));
  }

  @Test
  void decide_nestedRules_firstMatchThatHoldsDecides() {
    TestSet set =
        Doors.SET.policy(
            "door.open",
            """
              match:
                - condition: resource.open
                  rule:
                    variables:
                      - {name: wide, expression: resource.width > 3}
                    match:
                      - condition: variables.wide
                        output: permit("wide")
                      - output: permit("narrow")
                - rule:
                    match:
                      - condition: resource.locked
                        output: deny("locked")
                - output: permit("fell through")
            """);
    assertEquals("wide", said(decide(set, Map.of("open", true, "width", 4), null)));
    assertEquals("narrow", said(decide(set, Map.of("open", true, "width", 3), null)));
    assertEquals("locked", said(decide(set, Map.of("open", false, "locked", true), null)));
    assertEquals("fell through", said(decide(set, Map.of("open", false, "locked", false), null)));
  }

  @Test
  void decide_outputReadsMissingFact_missingFact() {
    TestSet set =
        Doors.SET.policy(
            "door.open",
            """
              match:
                - condition: resource.open
                  output: permit(resource.name)
                - output: 'permit("shut").oblige(obligation("close", {"door": resource.name}))'
            """);
    assertEquals("called", said(decide(set, Map.of("open", true, "name", "called"), null)));
    assertEquals("missing resource.properties.name", said(decide(set, Map.of("open", true), null)));
    assertEquals(
        "missing resource.properties.name", said(decide(set, Map.of("open", false), null)));
  }

  @Test
  void decide_everyPartOfADecision_inOrder() {
    TestSet set =
        Doors.SET
            .policy(
                "door.open",
                """
                  match:
                    - output: >-
                        needs_approval("ask", [role("admin"), user(subject.id), role("admin"),
                        group("qa")])
                        .oblige(obligation("knock", {"times": 2, "hard": true, "tags": resource.tags}))
                        .oblige([notification("bob", "hi"), obligation("wait")])
                        .advise([advice("smile"), advice("wave", {"who": resource.id})])
                        .advise(advice("go")).detail("field", "x").detail("n", 2)
                """)
            .with("messages.yaml", "ask: {default: Ask., door.open: Ask at the door.}\n");
    Decision decision = decide(set, Map.of(), null);
    assertEquals("needs_approval ask Ask at the door. door.open", words(decision));
    assertEquals(
        "[ROLE admin, USER ana, GROUP qa]",
        decision.approvers().stream().map(a -> a.kind() + " " + a.name()).toList().toString());
    assertEquals(
        "[{action=knock, times=2, hard=true, tags=[a, b]}, {to=bob, body=hi}, {action=wait}]",
        decision.obligations().stream().map(o -> o.properties()).toList().toString());
    assertEquals(
        "[smile{}, wave{who=d1}, go{}]",
        decision.advice().stream().map(a -> a.action() + a.members()).toList().toString());
    assertEquals("{field=x, n=2}", decision.details().toString());
  }

  private static String words(Decision decision) {
    return String.join(
        " ", decision.outcome().code(), decision.reason(), decision.message(), decision.policy());
  }

  @Test
  void decide_engineReason_hasPolicyAndMessage() {
    TestSet set =
        Doors.SET
            .condition("door.open", "resource.locked")
            .with("messages.yaml", "'yes': Y.\n'no': N.\nmissing_fact: Say more.\n");
    assertEquals("deny missing_fact Say more. door.open", words(decide(set, Map.of(), null)));
  }

  @Test
  void decide_causeNamed_choosesAmongTheTextsOfTheReason() {
    TestSet set =
        Doors.SET
            .policy(
                "door.open",
                """
                  match:
                    - condition: resource.open
                      output: 'deny("shut").because("jammed").advise(advice("push"))'
                    - output: 'deny("shut").because(resource.locked ? "locked" : "")'
                """)
            .with(
                "messages.yaml",
                "shut: {default: Shut., door.open: No., because: {jammed: Jammed., locked: Locked.}}");
    assertEquals("deny shut Jammed. door.open", words(decide(set, Map.of("open", true), null)));
    assertEquals(
        "deny shut Locked. door.open",
        words(decide(set, Map.of("open", false, "locked", true), null)));
    assertEquals(
        "deny shut No. door.open",
        words(decide(set, Map.of("open", false, "locked", false), null)));
  }
}
