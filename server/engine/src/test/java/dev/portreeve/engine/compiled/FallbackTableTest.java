package dev.portreeve.engine.compiled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.testing.TestSet;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documentation says is not compiled is not, and is decided all the same. */
class FallbackTableTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\|[^|]*\\| `(.*)` \\|$");
  private static final String SCHEMA =
      """
      name: fallbacks
      action: {properties: {tools: {type: array, items: {type: object, properties: {kind: {type: string}}}}}}
      resource:
        properties:
          width: {type: integer}
          name: {type: string}
          locked: {type: boolean}
          tags: {type: array, items: {type: string}}
      context: {properties: {time: {type: string, format: date-time, default: now}}}
      actions:
      """;

  private static List<String> examples() throws IOException {
    String text = Files.readString(Repository.root().resolve("policies/README.md"));
    String section = text.substring(text.indexOf("### What is compiled"));
    Matcher rows = ROW.matcher(section.substring(0, section.indexOf("\n`change` ")));
    List<String> examples = new ArrayList<>();
    while (rows.find()) {
      examples.add(rows.group(1));
    }
    return examples;
  }

  @Test
  void load_whatTheTableNames_loadsAndIsNotCompiled() throws IOException {
    List<String> examples = examples();
    assertFalse(examples.size() < 9, examples::toString);
    StringBuilder schema = new StringBuilder(SCHEMA);
    for (int i = 0; i < examples.size(); i++) {
      schema.append("  e").append(i).append(": {}\n");
    }
    TestSet set = TestSet.of(schema.toString());
    for (int i = 0; i < examples.size(); i++) {
      set = set.condition("e" + i, examples.get(i));
    }
    Map<String, String> fallbacks = set.load().fallbacks();
    assertEquals(examples.size(), fallbacks.size(), fallbacks::toString);
  }
}
