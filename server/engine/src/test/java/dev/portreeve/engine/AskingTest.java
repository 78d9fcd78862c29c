package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.cases.LoadedSet;
import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The requests of the page for callers get the answers that it shows. */
class AskingTest {
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Snapshot SET = LoadedSet.in(Repository.set("postman")).snapshot();

  @TestFactory
  Stream<DynamicTest> decide_requestOfThePage_answersAsItSays() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Repository.set("postman").resolve("ASKING.md")));
    List<DynamicTest> tests = new ArrayList<>();
    Team team = null;
    Decision last = null;
    while (block.find()) {
      String text = block.group(2);
      switch (block.group(1)) {
        case "yaml" -> team = TestSet.team(SET, "harbour", text);
        case "json" -> last = SET.decide(frame(text), java.util.Objects.requireNonNull(team));
        case "answer" -> {
          Decision answer = java.util.Objects.requireNonNull(last);
          tests.add(
              DynamicTest.dynamicTest(
                  text.lines().findFirst().orElseThrow() + " " + answer.policy(),
                  () -> assertEquals(text, shown(answer))));
        }
        default -> throw new AssertionError("a block of " + block.group(1));
      }
    }
    assertTrue(tests.size() >= 10, "requests: " + tests.size());
    return tests.stream();
  }

  private static Frame frame(String json) {
    Map<?, ?> request =
        (Map<?, ?>)
            YamlReader.read(new SourceFile("request", json), 1 << 16, new ArrayList<>())
                .orElseThrow()
                .raw();
    Map<?, ?> subject = (Map<?, ?>) request.get("subject");
    Map<?, ?> action = (Map<?, ?>) request.get("action");
    Map<?, ?> resource = (Map<?, ?>) request.get("resource");
    Frame frame =
        Frame.of(SET.schema(), NOW)
            .subject((String) subject.get("type"), (String) subject.get("id"))
            .action((String) action.get("name"))
            .resource((String) resource.get("type"), (String) resource.get("id"));
    fill(frame, Entity.SUBJECT, subject.get("properties"));
    fill(frame, Entity.ACTION, action.get("properties"));
    fill(frame, Entity.RESOURCE, resource.get("properties"));
    fill(frame, Entity.CONTEXT, request.get("context"));
    return frame;
  }

  private static void fill(
      Frame frame, Entity entity, @org.jspecify.annotations.Nullable Object facts) {
    if (facts instanceof Map<?, ?> map) {
      map.forEach((name, raw) -> frame.fact(entity, (String) name, raw));
    }
  }

  private static String shown(Decision decision) {
    StringBuilder text = new StringBuilder(decision.outcome().code());
    text.append(' ').append(decision.reason()).append('\n');
    line(
        text,
        "obligation",
        decision.obligations().stream()
            .map(o -> String.valueOf(o.properties().getOrDefault("action", o.type())))
            .toList());
    line(text, "advice", decision.advice().stream().map(Advice::action).toList());
    boolean named = decision.approvers().stream().anyMatch(a -> a.kind() == Approver.Kind.USER);
    line(
        text,
        "approver",
        named ? decision.approvers().stream().map(Approver::name).toList() : List.of());
    return text.toString();
  }

  private static void line(StringBuilder text, String what, List<String> names) {
    if (!names.isEmpty()) {
      text.append(what).append(' ').append(String.join(" ", names)).append('\n');
    }
  }
}
