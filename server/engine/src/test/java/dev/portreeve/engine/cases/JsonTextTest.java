package dev.portreeve.engine.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void of_everyKind_readsBackAsItself() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("a \"quoted\" key", "back\\slash, \u0001, tab\t, \u2028, \ud83d\ude42, é: #");
    value.put("list", Arrays.asList(1L, 2.5, true, JsonNull.INSTANCE, List.of(), Map.of()));
    value.put("map", Map.of("on", "no"));
    String text = JsonText.of(value);
    List<dev.portreeve.engine.yaml.Diagnostic> problems = new ArrayList<>();
    Object back =
        YamlReader.read(new SourceFile("x.yaml", text), 1000, problems)
            .orElseThrow(() -> new AssertionError(problems + text))
            .raw();
    assertEquals(value, back);
  }
}
