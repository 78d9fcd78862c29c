package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.testing.TestSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Obligations and advice that say the text of the decision's reason, in both forms of a policy. */
class ReasonMessageTest {
  private static final TestSet SET =
      TestSet.of("name: doors\nactions: {door.open: {}, door.shut: {}}")
          .with("messages.yaml", "locked: {default: It is locked., door.shut: It stays open.}")
          .with(
              "definitions.yaml",
              """
              definitions:
                - name: say
                  type: advice
                  expression: 'advice("show_message", {"message": reason_message()})'
              """)
          .policy("door.shut", "  match: [{output: 'deny(\"locked\").advise(say())'}]");

  private static Decision decide(TestSet set, String action) {
    Snapshot snapshot = set.load();
    Frame frame = TestSet.frame(snapshot, action);
    Decision oracle = snapshot.decide(frame.copy(), null, ConstantProbe.NONE);
    assertEquals(oracle, snapshot.decide(frame));
    assertEquals(Map.of(), snapshot.fallbacks());
    return oracle;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deny('locked').advise(say())",
        "deny('locked').advise([say()])",
        "deny(subject.id == 'ana' ? 'locked' : '').advise(say())",
        "deny('locked').advise(subject.id == 'ana' ? say() : advice('x'))",
        "(subject.id == 'ana' ? deny('locked') : permit()).advise([say()] + [say()].filter(x, false))",
        "deny('locked').advise(say()).detail('id', subject.id)"
      })
  void decide_adviceHasReasonMessage_saysTheText(String output) {
    TestSet set = SET.policy("door.open", "  match: [{output: \"" + output + "\"}]");
    Decision decision = decide(set, "door.open");
    assertEquals("It is locked.", decision.message());
    assertEquals(Map.of("message", "It is locked."), decision.advice().get(0).members());
  }

  @Test
  void decide_obligationHasReasonMessage_saysTheText() {
    String output =
        "deny('locked').oblige(obligation('tell', {'id': subject.id, 'text': reason_message()}))";
    TestSet set = SET.policy("door.open", "  match: [{output: \"" + output + "\"}]");
    assertEquals(
        Map.of("action", "tell", "id", "ana", "text", "It is locked."),
        decide(set, "door.open").obligations().get(0).properties());
  }

  @Test
  void decide_textOfTheAction_standsAboveTheDefault() {
    TestSet set = SET.policy("door.open", "  match: [{output: permit()}]");
    Decision decision = decide(set, "door.shut");
    assertEquals(Map.of("message", "It stays open."), decision.advice().get(0).members());
  }

  @Test
  void load_reasonMessageTakenForText_refused() {
    TestSet set = SET.policy("door.open", "  match: [{output: \"deny('a' + reason_message())\"}]");
    List<String> problems = set.problems();
    assertTrue(
        problems.get(0).contains("cannot take string and reason_message"), problems::toString);
  }
}
