package dev.portreeve.engine.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.cases.LoadedSet;
import dev.portreeve.engine.lang.Requirements;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every sentence of the two documents is decided by a requirement or said to decide nothing. */
class SourcesTest {
  private static final Path SET = Repository.set("postman");
  private static final List<Sentence> SENTENCES = new ArrayList<>();

  /**
   * What one sentence says.
   *
   * @param at document, heading and ordinal within it
   * @param node the members written
   */
  private record Sentence(String at, Map<?, ?> node) {}

  @BeforeAll
  static void read() throws IOException {
    SourceFile file = new SourceFile("sources.yaml", Files.readString(SET.resolve("sources.yaml")));
    YamlNode root = YamlReader.read(file, 1 << 20, new ArrayList<>()).orElseThrow();
    Map<?, ?> documents = (Map<?, ?>) ((Map<?, ?>) root.raw()).get("documents");
    documents.forEach(
        (key, document) -> {
          for (Object one : (List<?>) ((Map<?, ?>) document).get("headings")) {
            Map<?, ?> heading = (Map<?, ?>) one;
            List<?> says = (List<?>) heading.get("says");
            String name = key + " " + heading.get("heading");
            assertEquals(
                ((Number) heading.get("sentences")).intValue(),
                says.size(),
                "sentences of " + name);
            for (int i = 0; i < says.size(); i++) {
              SENTENCES.add(new Sentence(name + " " + (i + 1), (Map<?, ?>) says.get(i)));
            }
          }
        });
  }

  @Test
  void sentence_each_hasRequirementsOrDecidesNothing() {
    assertTrue(SENTENCES.size() > 200, "sentences: " + SENTENCES.size());
    for (Sentence sentence : SENTENCES) {
      Map<?, ?> node = sentence.node();
      boolean decides = node.get("requirements") instanceof List<?> ids && !ids.isEmpty();
      assertTrue(node.get("says") instanceof String text && !text.isBlank(), sentence::at);
      assertEquals(2, node.size(), sentence::at);
      assertTrue(decides != "nothing".equals(node.get("decides")), sentence::at);
    }
  }

  @Test
  void requirement_ofASource_restsOnASentence() {
    Requirements requirements = LoadedSet.in(SET).snapshot().requirements();
    Set<String> cited = new HashSet<>();
    for (Sentence sentence : SENTENCES) {
      if (sentence.node().get("requirements") instanceof List<?> ids) {
        ids.forEach(id -> cited.add(String.valueOf(id)));
      }
    }
    List<String> unfounded = new ArrayList<>();
    requirements
        .byId()
        .forEach(
            (id, requirement) -> {
              if (requirement.basis() == Requirements.Basis.SOURCE && !cited.contains(id)) {
                unfounded.add(id);
              }
            });
    assertEquals(List.of(), unfounded, "requirements that no sentence carries");
    cited.removeAll(requirements.byId().keySet());
    assertEquals(Set.of(), cited, "requirements that there are not");
  }
}
