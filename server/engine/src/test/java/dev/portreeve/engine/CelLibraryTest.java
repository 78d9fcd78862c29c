package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.portreeve.engine.decision.Reasons;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CEL's extension libraries: the compiled form and the reference form say the same. */
class CelLibraryTest {
  private static final Map<String, Object> FACTS =
      Map.of("name", "Big-Door", "width", 7, "tags", List.of("b", "a", "b"));

  private static Snapshot load(String condition) {
    return Doors.SET.condition("door.open", condition).load();
  }

  private static String said(Snapshot snapshot, Map<String, Object> facts) {
    return BothForms.reason(snapshot, facts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource.name.lowerAscii() == 'big-door'",
        "resource.name.upperAscii() == 'BIG-DOOR'",
        "resource.name.charAt(0) == 'B'",
        "resource.name.indexOf('Door') == 4",
        "resource.name.lastIndexOf('o') == 6",
        "resource.name.substring(4) == 'Door'",
        "resource.name.substring(0, 3) == 'Big'",
        "resource.name.replace('-', '') == 'BigDoor'",
        "resource.name.split('-') == ['Big', 'Door']",
        "resource.name.split('-').join('+') == 'Big+Door'",
        "(' ' + resource.name + ' ').trim() == resource.name",
        "resource.name.reverse() == 'rooD-giB'",
        "strings.quote(resource.name) == '\"Big-Door\"'",
        "resource.tags.distinct() == ['b', 'a']",
        "resource.tags.sort() == ['a', 'b', 'b']",
        "resource.tags.reverse() == ['b', 'a', 'b']",
        "resource.tags.slice(1, 3) == ['a', 'b']",
        "[resource.tags, ['z']].flatten() == ['b', 'a', 'b', 'z']",
        "lists.range(resource.width) == [0, 1, 2, 3, 4, 5, 6]",
        "sets.contains(resource.tags, ['a', 'b'])",
        "sets.equivalent(resource.tags, ['a', 'b'])",
        "sets.intersects(resource.tags, ['b', 'z'])",
        "!sets.intersects(resource.tags, ['y', 'z'])",
        "math.greatest(resource.width, 3) == 7",
        "math.least(resource.width, 3) == 3",
        "math.abs(resource.width) == 7",
        "math.bitAnd(resource.width, 5) == 5",
        "math.sign(resource.width) == 1",
        "math.sqrt(resource.width) > 2.6",
        "regex.replace(resource.name, '[aeiou]', '') == 'Bg-Dr'",
        "regex.extractAll(resource.name, '[A-Z]') == ['B', 'D']",
        "cel.bind(short, resource.name.substring(4), short == 'Door' && size(short) == 4)",
        "cel.bind(one, 'Door', one in resource.name.split('-'))",
        "cel.bind(a, resource.width, cel.bind(b, a, a == b)) || false",
        "'b' in cel.bind(all, resource.tags, all)",
        "cel.bind(unread, resource.tags[resource.width], resource.width == 7)",
        "cel.bind(bad, resource.tags[resource.width], bad == 'x' || resource.width == 7)",
      })
  void decide_libraryFunction_compiledAndAsTheReference(String condition) {
    BothForms.assertHolds(Doors.SET, condition, FACTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource.tags.exists(i, tag, i == 1 && tag == 'a')",
        "resource.tags.all(i, tag, i < 3 && tag != '')",
        "resource.tags.existsOne(i, tag, tag == 'a')",
        "resource.tags.exists_one(i, tag, i == 2)",
        "resource.tags.transformList(i, tag, i) == [0, 1, 2]",
        "resource.tags.transformList(i, tag, i > 0, tag) == ['a', 'b']",
        "{'x': resource.width}.exists(key, value, key == 'x' && value == 7)",
        "{'x': resource.name, 'y': ''}.all(key, value, key == 'y' || value == 'Big-Door')",
        "{'x': resource.tags}.transformList(key, value, value) == [resource.tags]",
      })
  void decide_twoVariables_compiledAndAsTheReference(String condition) {
    BothForms.assertHolds(Doors.SET, condition, FACTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'x': resource.width}.transformMap(key, value, value == 7)['x']",
        "{'x': resource.width}.transformMap(key, value, value == 7, value) == {'x': 7}",
        "{'x': 'y'}.transformMapEntry(key, value, {value: key}) == {'y': 'x'}",
      })
  void decide_macroThatIsNotCompiled_byTheReference(String condition) {
    assertEquals("yes", said(load(condition), FACTS), condition);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource.name.charAt(resource.width + 30) == 'x'",
        "resource.name.substring(resource.width + 30) == ''",
        "size(lists.range(resource.width + 10000)) > 0",
        "size(resource.name.replace('', resource.name)) < 0 || resource.tags[resource.width] == ''",
        "cel.bind(bad, resource.tags[resource.width], bad == 'x')",
      })
  void decide_libraryFunctionFails_policyError(String condition) {
    assertEquals(Reasons.POLICY_ERROR, said(load(condition), FACTS), condition);
    assertEquals("yes", said(load("true || " + condition), FACTS), condition);
  }

  @Test
  void decide_replacementBeyondAllMeasure_policyErrorNotMemory() {
    Map<String, Object> facts = Map.of("name", "a".repeat(100_000));
    assertEquals(
        Reasons.POLICY_ERROR,
        said(load("size(resource.name.replace('a', resource.name)) > 0"), facts));
    assertEquals(
        Reasons.POLICY_ERROR,
        said(load("size(regex.replace(resource.name, 'a', resource.name)) > 0"), facts));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource.name.lowerAscii() == 'x'",
        "sets.contains(['a'], [resource.name])",
        "cel.bind(n, resource.name, n == 'x')",
        "resource.tags.exists(i, tag, tag == resource.name)",
        "[resource.name].join('-') == ''",
      })
  void decide_factOfLibraryCallMissing_missingFact(String condition) {
    assertEquals(Reasons.MISSING_FACT, said(load(condition), Map.of()), condition);
    assertEquals("no", said(load("(" + condition + ") && false"), Map.of()), condition);
  }

  @Test
  void load_misspeltLibraryName_suggestsIt() {
    assertAll(
        () -> assertSuggests("resource.name.lowerAscci() == ''", "lowerAscii"),
        () -> assertSuggests("sets.contain(resource.tags, [])", "sets.contains"),
        () -> assertSuggests("cel.bnd(x, 1, x == 1)", "cel.bind"));
  }

  private static void assertSuggests(String condition, String name) {
    List<String> problems = Doors.SET.condition("door.open", condition).problems();
    assertFalse(problems.isEmpty(), condition);
    String shown =
        ((LoadResult.Refused)
                PolicySetLoader.load(Doors.SET.condition("door.open", condition).files()))
            .problems()
            .toString();
    assertEquals(true, shown.contains("`" + name + "`"), shown);
  }

  @Test
  void load_definitionNamedLikeALibraryFunction_refused() {
    List<String> problems =
        Doors.SET
            .with(
                "definitions.yaml",
                "definitions: [{name: split, type: bool, expression: 'true'}]\n")
            .problems();
    assertEquals(
        true, problems.toString().contains("`split` is part of the language"), problems::toString);
  }

  @Test
  void load_constantCallWithoutValue_refused() {
    assertFalse(Doors.SET.condition("door.open", "'abc'.charAt(5) == 'a'").problems().isEmpty());
  }
}
