package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts, attributes and settings that are maps with anybody's keys. */
class MapFactsTest {
  private static final TestSet SET =
      TestSet.of(
          """
          name: labels
          team: resource.properties.team
          subject: {types: [user]}
          resource:
            properties:
              team: {type: string}
              labels: {type: object, additionalProperties: {type: string}}
              kinds: {type: object, additionalProperties: {type: string, enum: [red, blue]}}
              limits: {type: object, additionalProperties: {type: integer, minimum: 0}, default: {a: 1}}
              lists: {type: object, additionalProperties: {type: array, items: {type: string}}}
          team_attributes:
            regions: {type: object, additionalProperties: {type: boolean}, default: {eu: true}}
          settings:
            quotas: {type: object, additionalProperties: {type: number}, default: {}}
          actions: {door.open: {resource: [door]}}
          """);
  private static final Map<String, Object> FACTS =
      Map.of(
          "labels", Map.of("env", "prod", "a/b", "c"),
          "kinds", Map.of("door", "red"),
          "lists", Map.of("x", List.of("y", "z")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource.labels.env == 'prod'",
        "resource.labels['env'] == 'prod'",
        "resource.labels['a/b'] == 'c'",
        "'env' in resource.labels && !('b' in resource.labels)",
        "has(resource.labels.env) && !has(resource.labels.b)",
        "size(resource.labels) == 2",
        "resource.labels.exists(key, resource.labels[key] == 'c')",
        "resource.labels.all(key, key in ['env', 'a/b'])",
        "resource.labels.exists_one(key, key.startsWith('a/'))",
        "resource.labels.filter(key, key == 'env') == ['env']",
        "size(resource.labels.map(key, resource.labels[key])) == 2",
        "resource.labels == {'env': 'prod', 'a/b': 'c'}",
        "resource.kinds.door == 'red'",
        "resource.limits.a + 1 > 0 || resource.limits['a'] == 1",
        "resource.limits.a > 0",
        "'z' in resource.lists.x && resource.lists['x'][0] == 'y'",
        "{'one': 1, 'two': size(resource.labels)}['two'] == 2",
        "resource.kinds.door in {'red': 1}",
      })
  void decide_mapRead_compiledAndAsTheReference(String condition) {
    Snapshot snapshot = SET.condition("door.open", condition).load();
    assertEquals("yes", BothForms.reason(snapshot, FACTS), condition);
    boolean arithmetic = condition.contains(" + ");
    assertEquals(arithmetic, !snapshot.fallbacks().isEmpty(), condition);
  }

  @Test
  void decide_keyThatIsNotThere_policyErrorThatOrAbsorbs() {
    Snapshot snapshot = SET.condition("door.open", "resource.labels.zone == 'a'").load();
    assertEquals(Reasons.POLICY_ERROR, BothForms.reason(snapshot, FACTS));
    Snapshot absorbing =
        SET.condition("door.open", "resource.labels['zone'] == 'a' || size(resource.labels) == 2")
            .load();
    assertEquals("yes", BothForms.reason(absorbing, FACTS));
    Snapshot asking =
        SET.condition("door.open", "has(resource.labels.zone) && resource.labels.zone == 'a'")
            .load();
    assertEquals("no", BothForms.reason(asking, FACTS));
  }

  @Test
  void decide_mapMissing_missingFact() {
    for (String condition :
        List.of("'a' in resource.labels", "resource.labels.a == ''", "has(resource.labels.a)")) {
      Snapshot snapshot = SET.condition("door.open", condition).load();
      assertEquals(Reasons.MISSING_FACT, BothForms.reason(snapshot, Map.of()), condition);
    }
  }

  @Test
  void decide_valueIllTyped_invalidFactWithItsKey() {
    Snapshot snapshot = SET.condition("door.open", "'a' in resource.limits").load();
    Map<String, Object> limits = new LinkedHashMap<>(Map.of("a", 1, "b", -1));
    assertEquals(Reasons.INVALID_FACT, BothForms.reason(snapshot, Map.of("limits", limits)));
    var frame = TestSet.frame(snapshot, "door.open").fact(Entity.RESOURCE, "limits", limits);
    assertEquals(
        Map.of(Reasons.FIELD, "resource.properties.limits.b"), snapshot.decide(frame).details());
  }

  @Test
  void decide_mapsOfTeamAndSettings_read() {
    Snapshot snapshot =
        SET.condition(
                "door.open",
                "team.regions.eu && !team.regions['us'] && settings.quotas['a'] == 1.5"
                    + " && !has(settings.quotas.b)")
            .load();
    Team team =
        TestSet.team(
            snapshot,
            "acme",
            "id: acme\nregions: {eu: true, us: false}\nsettings: {quotas: {a: 1.5}}\n");
    var frame = TestSet.frame(snapshot, "door.open").fact(Entity.RESOURCE, "team", "acme");
    assertEquals("yes", snapshot.decide(frame, team).reason());
    assertEquals(Map.of(), snapshot.fallbacks());
  }

  @Test
  void load_literalOutsideTheEnumOfValues_refused() {
    for (String read : List.of("resource.kinds.door", "resource.kinds['door']")) {
      List<String> problems = SET.condition("door.open", read + " == 'green'").problems();
      assertEquals(1, problems.size(), problems::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: object, additionalProperties: true}",
        "{type: object, additionalProperties: {type: object, properties: {a: {type: string}}}}",
        "{type: object, additionalProperties: {}}",
        "{type: object, properties: {a: {type: string}}, additionalProperties: {type: string}}",
        "{type: string, additionalProperties: {type: string}}",
        "{type: object, additionalProperties: {type: strng}}",
        "{type: object, additionalProperties: {type: string}, default: {a: 1}}",
      })
  void load_mapDeclaredOtherwise_refused(String type) {
    String schema =
        "name: x\nresource: {properties: {labels: " + type + "}}\nactions: {door.open: {}}\n";
    TestSet set = TestSet.of(schema).condition("door.open", "subject.id == ''");
    assertEquals(false, set.problems().isEmpty(), type);
  }
}
