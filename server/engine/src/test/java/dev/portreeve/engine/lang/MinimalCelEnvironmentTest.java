package dev.portreeve.engine.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.SchemaReader;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a narrow environment makes of a text is what the whole one makes of it. */
class MinimalCelEnvironmentTest {
  private static final Path POSTMAN = Repository.set("postman");
  private static final Path VECTORS = Path.of("src/test/resources/conformance/vectors.yaml");

  private static SourceFile file(Path path) throws IOException {
    return new SourceFile(path.toString(), Files.readString(path));
  }

  private static Environment environment() throws IOException {
    List<Diagnostic> problems = new ArrayList<>();
    Schema schema = SchemaReader.read(file(POSTMAN.resolve("schema.yaml")), problems).orElseThrow();
    SourceFile definitions = file(POSTMAN.resolve("definitions.yaml"));
    Environment environment =
        DefinitionsReader.read(schema, definitions, new SourcePlaces(), problems);
    assertEquals(List.of(), problems);
    return environment;
  }

  /** All of it that matters of a checked expression. */
  private static Map<String, Object> shown(CelAbstractSyntaxTree tree) {
    return Map.of(
        "expression", tree.getExpr(),
        "types", tree.getTypeMap(),
        "references", tree.getReferenceMap());
  }

  @Test
  void narrow_shippedPolicies_compileToTheSameTrees() throws Exception {
    Environment environment = environment();
    int trees = 0;
    try (Stream<Path> paths = Files.list(POSTMAN.resolve("actions"))) {
      for (Path path : paths.sorted().toList()) {
        SourceFile file = file(path);
        Cel narrow = environment.narrow(file.text());
        for (String expression : expressions(file)) {
          if (!expression.contains(Variables.PREFIX)) {
            assertEquals(
                shown(environment.cel().compile(expression).getAst()),
                shown(narrow.compile(expression).getAst()),
                file.name());
            trees++;
          }
        }
      }
    }
    assertTrue(trees > 200, "only " + trees);
  }

  private static List<String> expressions(SourceFile file) {
    List<String> expressions = new ArrayList<>();
    collect(YamlReader.read(file, 1 << 20, new ArrayList<>()).orElseThrow().raw(), expressions);
    return expressions;
  }

  private static void collect(Object raw, List<String> expressions) {
    if (raw instanceof Map<?, ?> map) {
      for (String key : List.of("condition", "output", "expression")) {
        if (map.get(key) instanceof String expression) {
          expressions.add(expression);
        }
      }
      map.values().forEach(value -> collect(value, expressions));
    } else if (raw instanceof List<?> list) {
      list.forEach(element -> collect(element, expressions));
    }
  }

  @Test
  void narrow_conformanceVectors_sameTrees() throws Exception {
    Environment environment = environment();
    Object raw = YamlReader.read(file(VECTORS), 1 << 20, new ArrayList<>()).orElseThrow().raw();
    int trees = 0;
    for (Object rows : ((Map<?, ?>) raw).values()) {
      for (Object row : (List<?>) rows) {
        String expression = (String) ((List<?>) row).get(1);
        CelAbstractSyntaxTree whole = environment.cel().compile(expression).getAst();
        CelAbstractSyntaxTree narrow = environment.narrow(expression).compile(expression).getAst();
        assertEquals(shown(whole), shown(narrow), expression);
        trees++;
      }
    }
    assertTrue(trees > 150, "only " + trees);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1 < 2 && !(3 >= 4u) || -2.5 - 1.0 * 2.0 / 4.0 != 0.0",
        "5 % 2 == 1 ? 'a' + 'b' : string(7)",
        "{'a': 1}['a'] in [1, 2].map(x, x * x)",
        "[1, 2].filter(x, x > 1).exists_one(x, x <= 2)",
        "type(1) == int && dyn('a') == b'a'",
        "timestamp('2026-01-01T00:00:00Z').getFullYear() - duration('1h').getHours() > size('abc')",
        "'abc'.matches('a.*') && 'abc'.startsWith('a') && 'abc'.endsWith('c') && bool('true')",
        "'a,b'.split(',').join('-') == 'a-b' && sets.contains([1], [1]) && math.greatest(1, 2) =="
            + " 2",
        "cel.bind(x, [3, 1].sort(), x[0]) == 1 && [1].exists(i, v, i == 0 && v == 1)",
        "[1, 2].transformList(i, v, v > 1, v) == [2] && {'a': 1}.transformMap(k, v, v)['a'] == 1",
        "{'a': 'b'}.transformMapEntry(k, v, {v: k}) == {'b': 'a'} && [1].existsOne(i, v, v == 1)",
        "cidr('10.0.0.0/8').containsIP(ip('10.1.1.1')) && regex.replace('a', 'a', 'b') == 'b'"
      })
  void narrow_functionsOfCel_compile(String expression) throws Exception {
    Environment environment = environment();
    assertEquals(
        shown(environment.cel().compile(expression).getAst()),
        shown(environment.narrow(expression).compile(expression).getAst()));
  }

  @Test
  void narrow_unknownName_doesNotCompile() throws Exception {
    Cel narrow = environment().narrow("sise(subject.id) > 1");
    assertTrue(narrow.compile("sise(subject.id) > 1").hasError());
  }
}
