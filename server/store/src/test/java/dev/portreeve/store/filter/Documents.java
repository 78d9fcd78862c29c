package dev.portreeve.store.filter;

import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.engine.yaml.JsonNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A set with a policy for each thing that a condition can ask, and rows that try all of it. */
final class Documents {
  private static final String SCHEMA =
      """
      name: documents
      subject:
        properties:
          groups: {type: array, items: {type: string}, default: []}
          level: {type: integer}
          clearance: {type: string, enum: [low, mid, high], default: low}
      resource:
        types:
          doc:
            properties:
              status: {type: string, enum: [draft, open, closed]}
              kind: {type: string, enum: [memo, book], default: memo}
              owner: {type: string}
              editor: {type: string, default: nobody}
              title: {type: string}
              size: {type: integer}
              level: {type: integer, minimum: 0, maximum: 10}
              score: {type: number}
              share: {type: number, minimum: 0, maximum: 1}
              locked: {type: boolean, default: false}
              secret: {type: boolean}
              due: {type: string, format: date-time}
              made: {type: string, format: date-time, default: now}
              tags: {type: array, items: {type: string}, default: []}
              parts: {type: array, items: {type: integer}}
              moods: {type: array, items: {type: string, enum: [red, blue]}}
              code: {type: string, pattern: "^[a-z]+$"}
      context:
        properties:
          time: {type: string, format: date-time, default: now}
          limit: {type: integer}
      actions:
      """;

  /** Each is the condition of a policy of its own. */
  static final List<String> CONDITIONS =
      List.of(
          "resource.owner == subject.id",
          "resource.owner != subject.id",
          "!(resource.owner == subject.id)",
          "resource.id == 'd3' || resource.id in ['d5', 'd7']",
          "resource.status == 'draft'",
          "resource.status != 'draft'",
          "!(resource.status in ['draft', 'open'])",
          "resource.status < 'draft' || resource.status > 'closed' && resource.status != 'open'",
          "resource.kind == 'memo'",
          "resource.kind != 'memo' || resource.locked",
          "has(resource.owner) && resource.owner != 'ana'",
          "!has(resource.owner)",
          "resource.locked",
          "!resource.locked",
          "resource.secret == resource.locked",
          "!resource.secret || resource.owner == subject.id",
          "resource.size > 3",
          "resource.size <= 3 && resource.size >= -2",
          "!(resource.size < 3)",
          "resource.size == resource.level",
          "resource.size < resource.level",
          "resource.level != 4",
          "resource.level < subject.level",
          "context.limit < resource.size",
          "resource.score >= 0.5",
          "resource.score != 0.5",
          "resource.share > 0.25",
          "resource.score < resource.share",
          "resource.title < 'm'",
          "resource.title >= resource.owner",
          "resource.title.startsWith('a_')",
          "!resource.title.startsWith('a_')",
          "resource.title.endsWith('%z')",
          "!resource.title.endsWith('z')",
          "resource.title.contains('É')",
          "!resource.title.contains(\"o'\")",
          "size(resource.title) > 3",
          "resource.status.startsWith('d') || resource.status.contains('los')",
          "resource.due < context.time",
          "resource.due >= context.time",
          "resource.due != timestamp('2026-03-01T12:00:00.5Z')",
          "resource.due == timestamp('2026-03-01T12:00:00Z')",
          "resource.due - duration('0s') == resource.due || true",
          "resource.due < timestamp('2026-03-01T12:00:00.0000005Z')",
          "resource.made <= context.time",
          "'x' in resource.tags",
          "!('x' in resource.tags)",
          "resource.owner in resource.tags",
          "!(resource.owner in resource.tags)",
          "size(resource.tags) >= 2",
          "3 in resource.parts",
          "'red' in resource.moods",
          "!('red' in resource.moods)",
          "resource.code == 'abc'",
          "resource.owner in subject.groups",
          "!(resource.owner in subject.groups)",
          "subject.groups.exists(g, g == resource.owner || g == resource.editor)",
          "subject.groups.all(g, g != resource.owner)",
          "subject.id in [resource.owner, resource.editor]",
          "!(subject.id in [resource.owner, resource.editor])",
          "(has(resource.owner) ? resource.owner : resource.editor) == subject.id",
          "resource.?owner.orValue('zoe') != subject.id",
          "(resource.locked ? resource.size : resource.level) > 4",
          "{'low': 0, 'mid': 1, 'high': 2}[subject.clearance]"
              + " >= {'draft': 0, 'open': 1, 'closed': 2}[resource.status]",
          "resource.status + '-' + resource.kind == 'open-memo'",
          "cel.bind(o, resource.owner, o == subject.id || o == 'bob')",
          "resource.size > 3 && resource.owner == 'ana' || resource.secret",
          "(resource.size > 3 || resource.owner == 'ana') && !resource.secret",
          "subject.level + 1 > 3 && resource.owner == 'ana'",
          "resource.type == 'doc' && resource.owner == 'bob'");

  private static final List<String> PEOPLE = List.of("ana", "bob", "zoe", "ANA", "an");
  private static final List<String> TITLES =
      List.of("", "a_b", "axb", "a%z", "A_b", "ÉTÉ", "été", "o'neill", "zzzz", "𝄞𝄞", "m\\%z");

  private final Random random;

  Documents(Random random) {
    this.random = random;
  }

  static String action(int condition) {
    return "c" + condition;
  }

  static TestSet set() {
    StringBuilder schema = new StringBuilder(SCHEMA);
    for (int i = 0; i < CONDITIONS.size(); i++) {
      schema.append("  ").append(action(i)).append(": {resource: [doc]}\n");
    }
    TestSet set = TestSet.of(schema.toString());
    for (int i = 0; i < CONDITIONS.size(); i++) {
      set = set.condition(action(i), CONDITIONS.get(i));
    }
    return set;
  }

  List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> facts = new LinkedHashMap<>();
      put(facts, "status", "draft", "open", "closed", "bogus");
      put(facts, "kind", "memo", "book", "leaflet");
      put(facts, "owner", PEOPLE.toArray());
      put(facts, "editor", PEOPLE.toArray());
      put(facts, "title", TITLES.toArray());
      put(facts, "size", -3L, 0L, 3L, 4L, 9L);
      put(facts, "level", -1L, 0L, 3L, 4L, 9L, 11L);
      put(facts, "score", -0.5, 0.0, 0.5, 0.75);
      put(facts, "share", -0.5, 0.25, 0.5, 1.0, 1.5);
      put(facts, "locked", true, false);
      put(facts, "secret", true, false);
      put(facts, "due", moments());
      put(facts, "made", moments());
      put(facts, "tags", List.of(), List.of("x"), List.of("x", "ana"), withNull("x"));
      put(facts, "parts", List.of(), List.of(3L), List.of(1L, 3L));
      put(facts, "moods", List.of("red"), List.of("blue", "red"), List.of("red", "green"));
      put(facts, "code", "abc", "ABC", "ab1");
      rows.add(new Row("d" + i, facts));
    }
    return rows;
  }

  private static Object[] moments() {
    return new Object[] {
      Instant.parse("2026-03-01T12:00:00Z"),
      Instant.parse("2026-03-01T11:59:59.999Z"),
      Instant.parse("2026-03-01T12:00:00.500Z"),
      Instant.parse("1969-01-01T00:00:00.001Z")
    };
  }

  private static List<Object> withNull(Object other) {
    return List.of(other, JsonNull.INSTANCE);
  }

  /** One of the values, or none. */
  private void put(Map<String, Object> facts, String fact, Object... values) {
    int chosen = random.nextInt(values.length + 1);
    if (chosen < values.length) {
      facts.put(fact, values[chosen]);
    }
  }
}
