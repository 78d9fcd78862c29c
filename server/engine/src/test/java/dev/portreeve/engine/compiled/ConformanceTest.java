package dev.portreeve.engine.compiled;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CEL's own conformance vectors, decided by compiled code and by the oracle. */
class ConformanceTest {
  private static final Path FILE = Path.of("src/test/resources/conformance/vectors.yaml");
  private static final String ERROR = "error";

  /** A division by zero that no reader can see, which would refuse the set. */
  private static final String ZERO = "/ size(subject.id == 'ana' ? '' : 'x')";

  /**
   * One vector.
   *
   * @param want CEL's text of the value, or {@code error}
   * @param fallback why it does not compile, or empty
   */
  private record Vector(String name, String expression, String want, String fallback) {
    String condition() {
      String asked = want.equals(ERROR) ? expression : expression.replaceAll("/ 0(?![.0-9])", ZERO);
      return "(" + asked + ") == (" + (want.equals(ERROR) ? asked : want) + ")";
    }

    String reason() {
      return want.equals(ERROR) ? "policy_error" : "yes";
    }
  }

  /** The vectors of one of the files they come from. */
  private record Section(String name, List<Vector> vectors) {
    @Override
    public String toString() {
      return name;
    }
  }

  @SuppressWarnings("unchecked") // the file's shape
  private static List<Section> sections() {
    try {
      SourceFile file = new SourceFile(FILE.toString(), Files.readString(FILE));
      Object raw = YamlReader.read(file, 1 << 20, new ArrayList<>()).orElseThrow().raw();
      List<Section> sections = new ArrayList<>();
      ((Map<String, List<List<Object>>>) raw)
          .forEach(
              (name, rows) ->
                  sections.add(
                      new Section(name, rows.stream().map(ConformanceTest::vector).toList())));
      return sections;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Vector vector(List<Object> row) {
    String fallback = row.size() > 3 ? (String) row.get(3) : "";
    return new Vector(
        (String) row.get(0), (String) row.get(1), String.valueOf(row.get(2)), fallback);
  }

  @ParameterizedTest
  @MethodSource("sections")
  void decide_vector_asSpecified(Section section) {
    StringBuilder schema = new StringBuilder("name: vectors\nactions:\n");
    for (int i = 0; i < section.vectors().size(); i++) {
      schema.append("  v").append(i).append(": {}\n");
    }
    TestSet set = TestSet.of(schema.toString());
    for (int i = 0; i < section.vectors().size(); i++) {
      set = set.condition("v" + i, section.vectors().get(i).condition());
    }
    Set<String> refused = refused(set);
    for (String action : refused) {
      set = set.policy(action, "  match:\n    - output: permit()\n");
    }
    Snapshot snapshot = set.load();
    assertAll(
        Stream.iterate(0, i -> i < section.vectors().size(), i -> i + 1)
            .map(
                i ->
                    () -> {
                      Vector vector = section.vectors().get(i);
                      if (refused.contains("v" + i)) {
                        assertEquals(ERROR, vector.want(), vector::toString);
                      } else {
                        check(snapshot, "v" + i, vector);
                      }
                    }));
  }

  /** The policies that do not even load, since what they ask can be seen to have no value. */
  private static Set<String> refused(TestSet set) {
    Set<String> refused = new HashSet<>();
    if (PolicySetLoader.load(set.files()) instanceof LoadResult.Refused result) {
      result.problems().forEach(problem -> refused.add(problem.file().stem()));
    }
    return refused;
  }

  private static void check(Snapshot snapshot, String action, Vector vector) {
    Frame frame = TestSet.frame(snapshot, action);
    assertEquals(vector.reason(), snapshot.decide(frame).reason(), vector::toString);
    assertEquals(
        vector.reason(),
        snapshot.decide(frame, null, ConstantProbe.NONE).reason(),
        vector::toString);
    assertEquals(
        vector.fallback(), snapshot.fallbacks().getOrDefault(action, ""), vector::toString);
  }

  @Test
  void vectors_ofTheCompiledSubset_areMany() {
    long compiled =
        sections().stream()
            .flatMap(section -> section.vectors().stream())
            .filter(vector -> vector.fallback().isEmpty())
            .count();
    assertTrue(compiled >= 150, compiled + " vectors");
  }
}
