package dev.portreeve.engine.lang;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions that are long, deep or written with unusual characters. */
class LimitsTest {
  private static final TestSet SET =
      TestSet.of(
          """
          name: doors
          subject:
            properties:
              n: {type: integer}
              s: {type: string}
              b: {type: boolean}
              l: {type: array, items: {type: integer}, default: []}
          actions: {door.open: {}}
          """);

  private static final int LONGEST = 20_000;

  private static String repeat(String part, int times, String joint) {
    return String.join(joint, Collections.nCopies(times, part));
  }

  @ParameterizedTest
  @CsvSource({
    "(, true, )",
    "!(, true, )",
    "[, 1, ]",
    "[1].exists(x\\, , true, )",
    "size([, '', ])"
  })
  void load_nestedTooDeep_refusedInOneLine(String open, String middle, String close) {
    String written = open.replace("\\", "");
    String deep = written.repeat(2000) + (middle == null ? "" : middle) + close.repeat(2000);
    expectRefused(deep.length() > LONGEST ? deep.substring(0, LONGEST - 1) : deep);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "subject.n | ' + '",
        "subject.s | ' + '",
        "subject.b | ' == '",
        "subject.b | ' ? true : '",
        "1 | ' - '",
        "'[0]' | ''",
        "n | '.'",
        "subject.b | ' && '"
      })
  void load_endlessChains_refusedInOneLine(String part, String joint) {
    String chain = repeat(part, 4000, joint);
    expectRefused(chain.substring(0, Math.min(chain.length(), LONGEST * 2)));
  }

  private static void expectRefused(String condition) {
    List<String> problems = SET.condition("door.open", condition).problems();
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.get(0).startsWith("actions/door.open.yaml:5:"), problems::toString);
    assertTrue(
        problems.get(0).endsWith("more than 100 deep")
            || problems.get(0).endsWith("longer than 20000 characters")
            || problems.get(0).contains(" unexpected "),
        problems::toString);
  }

  @Test
  void load_longList_decides() {
    String list = repeat("1", 5000, ", ");
    Snapshot snapshot = SET.condition("door.open", "subject.n in [" + list + ", 7]").load();
    assertEquals("yes", decide(snapshot, 7));
    assertEquals("no", decide(snapshot, 8));
  }

  @Test
  void load_longChainOfOr_decides() {
    String chain =
        IntStream.range(100, 250).mapToObj(n -> "subject.n == " + n).collect(joining(" || "));
    Snapshot snapshot = SET.condition("door.open", chain + " || subject.n == 7").load();
    assertEquals("yes", decide(snapshot, 7));
    assertEquals("no", decide(snapshot, 8));
  }

  @Test
  @Timeout(30)
  void load_directivesInEachOther_loads() {
    String advice = "advice(\"a\", {\"b\": ".repeat(45) + "1" + "})".repeat(45);
    SET.policy("door.open", "  match:\n    - output: 'permit(\"yes\").advise(" + advice + ")'\n")
        .load();
  }

  @Test
  void load_manyMatches_firstThatHoldsDecides() {
    StringBuilder rule = new StringBuilder("  match:\n");
    for (int i = 0; i < 200; i++) {
      rule.append("    - condition: subject.n == ").append(i).append("\n");
      rule.append("      output: permit(\"r").append(i).append("\")\n");
    }
    Snapshot snapshot = SET.policy("door.open", rule + "    - output: deny(\"none\")\n").load();
    assertEquals("r199", decide(snapshot, 199));
    assertEquals("none", decide(snapshot, 200));
  }

  private static String decide(Snapshot snapshot, int n) {
    Frame frame = TestSet.frame(snapshot, "door.open").fact(Entity.SUBJECT, "n", n);
    Decision decision = snapshot.decide(frame);
    assertEquals(snapshot.decide(frame, null, ConstantProbe.NONE), decision);
    return decision.reason();
  }

  @Test
  void load_windowsLineEnds_sameAsOthers() {
    TestSet unix =
        SET.policy(
            "door.open",
            """
              match:
                - condition: >-
                    subject.n == 7
                    && subject.n != 8
                  output: permit("yes")
                - condition: |
                    subject.n == 8
                    || subject.n == 9
                  output: deny("eight")
                - output: deny("no")
            """);
    TestSet windows = unix;
    for (Map.Entry<String, String> file : unix.texts().entrySet()) {
      windows = windows.with(file.getKey(), file.getValue().replace("\n", "\r\n"));
    }
    Snapshot snapshot = windows.load();
    assertEquals("yes", decide(snapshot, 7));
    assertEquals("eight", decide(snapshot, 9));
    assertEquals("no", decide(snapshot, 1));
  }

  @Test
  void load_windowsLineEnds_problemsInPlace() {
    TestSet windows =
        SET.with(
            "actions/door.open.yaml",
            """
            name: door.open
            rule:
              match:
                - condition: >-
                    subject.b
                    && subject.x
                  output: permit("yes")
                - output: dney("no")
            """
                .replace("\n", "\r\n"));
    assertEquals(
        List.of(
            "actions/door.open.yaml:6:20: unknown field `x`",
            "actions/door.open.yaml:8:15: unknown name `dney`"),
        windows.problems());
  }

  @Test
  void load_byteOrderMark_makesNoDifference() {
    TestSet marked = SET.condition("door.open", "subject.n == 7");
    for (Map.Entry<String, String> file : marked.texts().entrySet()) {
      marked = marked.with(file.getKey(), "\ufeff" + file.getValue());
    }
    assertEquals("yes", decide(marked.load(), 7));
  }

  @Test
  void load_astralCharacters_columnsCountCodePoints() {
    String odd = "'\ud83d\ude42\ud83d\ude42' == subject.s && subject.x";
    assertEquals(
        List.of("actions/door.open.yaml:5:38: unknown field `x`"),
        SET.condition("door.open", odd).problems());
    TestSet quoted =
        SET.policy(
            "door.open",
            """
              match:
                - condition: "'\ud83d\ude42\\"' == subject.s && subject.x"
                  output: permit("yes")
                - output: deny("no")
            """);
    assertEquals(List.of("actions/door.open.yaml:4:49: unknown field `x`"), quoted.problems());
  }

  @Test
  void decide_astralCharacters_comparedWhole() {
    Snapshot snapshot =
        SET.condition("door.open", "subject.s == '\ud83d\ude42' && size(subject.s) == 1").load();
    Frame frame = TestSet.frame(snapshot, "door.open").fact(Entity.SUBJECT, "s", "\ud83d\ude42");
    assertEquals("yes", snapshot.decide(frame).reason());
    assertEquals("yes", snapshot.decide(frame, null, ConstantProbe.NONE).reason());
  }
}
