package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.workbench.output.Palette;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplSessionTest {
  private static LocalSet set;
  private ReplSession session;

  @BeforeAll
  static void load() throws Exception {
    Path library = Repository.root().resolve("server/cli/src/test/resources/sets/library");
    set = LocalSet.load(library, Optional.empty());
  }

  @BeforeEach
  void begin() {
    JsonObject request =
        new JsonObject(
            """
            {"subject": {"type": "user", "id": "rob", "properties": {"role": "reader"}},
             "action": {"name": "book.lend"},
             "resource": {"type": "book", "id": "b1", "properties": {"branch": "harbour"}}}
            """);
    session = new ReplSession(set, request, Palette.PLAIN);
  }

  @Test
  void expression_ofTheCheck_hasValueAndType() {
    assertEquals("true  (bool)", answered("subject.role == 'reader' && !is_librarian()"));
    assertEquals("[1, 2]  (list(int))", answered("[1, 2]"));
    assertEquals("\"city\"  (string)", answered("team.plan"));
    assertEquals("false  (bool)", answered("\"staff\" in subject.groups"));
    String decision = answered("permit(\"lent\").detail(\"most\", settings.most_books)");
    assertTrue(decision.startsWith("{\"decision\": true, \"outcome\": \"permit\""), decision);
    assertTrue(decision.endsWith("(decision)"), decision);
  }

  @Test
  void expression_thatIsWrong_saysWhereAndWhatWasMeant() {
    assertEquals(
        """
        expression:1:14: unknown field `rolle`
          !has(subject.rolle)
                       ^
          help: did you mean `role`?""",
        refused("!has(subject.rolle)"));
    String quoted = refused("\"staff\" in subject.grops");
    assertTrue(quoted.startsWith("expression:1:20: unknown field `grops`"), quoted);
    String type = refused("subject.role + 1");
    assertTrue(type.startsWith("expression:1:14: "), type);
  }

  @Test
  void expression_thatHasNoValueNow_saysWhy() {
    String missing = refused("subject.borrowed > 2");
    assertEquals("missing: subject.properties.borrowed  (bool)", missing);
    String failed = refused("1 / (size(subject.groups) - 0)");
    assertTrue(failed.startsWith("failed: "), failed);
  }

  @Test
  void fact_changed_isReadByWhatFollows() {
    assertEquals("", answered("subject.borrowed = 2"));
    assertEquals("", answered("resource.id = b7"));
    assertEquals("\"b7\"  (string)", answered("resource.id"));
    assertTrue(answered(":check").startsWith("permit lent"), answered(":check"));
    assertEquals("", answered("resource.branch = nowhere"));
    assertTrue(answered(":check").contains("unknown_team"));
    String unknown = refused("subject.borowed = 3");
    assertTrue(unknown.contains("did you mean `borrowed`"), unknown);
  }

  @Test
  void request_typed_isDecidedAndKept() {
    String decided =
        answered(
            """
            {"subject": {"type": "user", "id": "eve", "properties": {"role": "librarian", "x": 1}},
             "action": {"name": "book.lend"}, "resource": {"type": "book", "id": "b1",
             "properties": {"branch": "harbour"}}}""");
    assertTrue(decided.startsWith("warning: `subject.properties.x` is no fact"), decided);
    assertTrue(decided.contains("permit staff"), decided);
    assertTrue(decided.endsWith("decided by actions/book.lend.yaml:5"), decided);
    assertEquals("\"eve\"  (string)", answered("subject.id"));
    assertTrue(refused("{\"subject\": 1}").startsWith("refused: "), refused("{\"subject\": 1}"));
  }

  @Test
  void command_known_isDone() {
    assertTrue(answered(":explain").contains("actions/book.lend.yaml"));
    assertTrue(answered(":request").contains("harbour"));
    assertTrue(answered(":help").contains(":explain"));
    assertTrue(session.answer(":quit").last());
    assertEquals("`:quti` is no command: see :help", refused(":quti"));
  }

  @Test
  void completion_beginOfAName_findsFactsFunctionsAndCommands() {
    ReplCompleter completer = new ReplCompleter(set.snapshot());
    assertEquals(Set.of("subject.role"), completer.matching("subject.r").keySet());
    assertEquals(Set.of("is_librarian"), completer.matching("is_li").keySet());
    assertEquals(Set.of("settings.lend_rare_books"), completer.matching("settings.l").keySet());
    assertEquals(Set.of(":explain"), completer.matching(":e").keySet());
    assertFalse(completer.matching("").containsKey(":explain"));
  }

  @Test
  void openBrackets_outsideStrings_goOn() {
    assertTrue(OpenBrackets.in("size([1,"));
    assertTrue(OpenBrackets.in("\"\"\"two"));
    assertFalse(OpenBrackets.in("size(\"(\")"));
    assertFalse(OpenBrackets.in("\"(\\\"\""));
    assertFalse(OpenBrackets.in("\"open"));
    assertFalse(OpenBrackets.in("a)"));
  }

  /** The dialogue that the workflow's page shows is what is answered. */
  @Test
  void workflow_dialogue_isAsWritten() throws Exception {
    String page = Files.readString(Repository.root().resolve("policies/WORKFLOW.md"));
    String prompt = "todo> ";
    int begin = page.indexOf(prompt);
    String dialogue = page.substring(begin, page.indexOf("```", begin));
    LocalSet todo = LocalSet.load(Repository.set("todo"), Optional.empty());
    JsonObject request = ReplCommand.whole(todo.snapshot(), new JsonObject());
    ReplSession own = new ReplSession(todo, request, Palette.PLAIN);
    StringBuilder said = new StringBuilder();
    for (String line : dialogue.lines().filter(line -> line.startsWith(prompt)).toList()) {
      String reply = own.answer(line.substring(prompt.length())).text();
      said.append(line).append('\n').append(reply).append(reply.isEmpty() ? "" : "\n");
    }
    assertEquals(dialogue, said.toString());
  }

  private String answered(String typed) {
    ReplSession.Reply reply = session.answer(typed);
    assertTrue(reply.good(), reply.text());
    return reply.text();
  }

  private String refused(String typed) {
    ReplSession.Reply reply = session.answer(typed);
    assertFalse(reply.good(), reply.text());
    return reply.text();
  }
}
