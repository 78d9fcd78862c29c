package dev.portreeve.policy.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.policy.source.JsonNull;
import dev.portreeve.policy.source.SourceFile;
import dev.portreeve.policy.source.YamlReader;
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
    List<dev.portreeve.policy.source.Diagnostic> problems = new ArrayList<>();
    Object back =
        YamlReader.read(new SourceFile("x.yaml", text), 1000, problems)
            .orElseThrow(() -> new AssertionError(problems + text))
            .raw();
    assertEquals(value, back);
  }
}
