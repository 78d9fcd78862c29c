package dev.portreeve.engine.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.testing.Golden;
import dev.portreeve.engine.testing.Repository;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AnswerTableTest {
  private static final Path SET = Repository.set("postman");
  private static final Pattern LITERAL = Pattern.compile("(?:obligation|advice)\\(\"([a-z_]+)\"");

  @Test
  void of_shippedSet_isWhatItsFileSays() {
    LoadedSet set = LoadedSet.in(SET);
    Golden.check(SET.resolve("answers.json"), AnswerTable.of(set.snapshot(), set.cases()));
  }

  @Test
  void of_everyObligationAndAdviceThatIsWritten_isInTheTable() {
    LoadedSet set = LoadedSet.in(SET);
    String table = AnswerTable.of(set.snapshot(), set.cases());
    Set<String> absent = new TreeSet<>();
    set.texts()
        .forEach(
            (path, text) -> {
              Matcher literal = LITERAL.matcher(text);
              while (path.endsWith(".yaml") && literal.find()) {
                if (!table.contains("\"" + literal.group(1) + "\": {\"members\"")) {
                  absent.add(literal.group(1));
                }
              }
            });
    assertEquals(Set.of(), absent);
  }
}
