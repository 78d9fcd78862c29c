package dev.portreeve.workbench.space;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.schema.Entity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is fixed of a check, by the names that policies use; the rest is left to defaults.
 *
 * @param values raw, in the order in which they were fixed
 */
public record Point(Map<String, Object> values) {
  /** In the place of a value: the fact or setting is not given. */
  public static final Object ABSENT = new Object();

  /** The team that every check names. */
  static final String TEAM = "some-team";

  public Point {
    values = new LinkedHashMap<>(values);
  }

  Point with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Point(more);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name, String otherwise) {
    return values.get(name) instanceof String text ? text : otherwise;
  }

  /** What stands below a variable, such as the facts of {@code subject}, by name. */
  Map<String, Object> below(String variable) {
    Map<String, Object> facts = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(variable + ".") && value != ABSENT) {
            put(facts, name.substring(variable.length() + 1), value);
          }
        });
    return facts;
  }

  @SuppressWarnings("unchecked") // only maps made here are looked into
  private static void put(Map<String, Object> map, String path, Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      map.put(path, value);
    } else if (map.computeIfAbsent(path.substring(0, dot), name -> new LinkedHashMap<>())
        instanceof Map<?, ?> inner) {
      put((Map<String, Object>) inner, path.substring(dot + 1), value);
    }
  }

  /** A value as it is shown: JSON, or that there is none. */
  public static String shown(Object value) {
    return value == ABSENT ? "not given" : value instanceof String text ? text : JsonText.of(value);
  }

  /** The AuthZEN request, as JSON writes it. */
  public Map<String, Object> request(String action, String teamFact) {
    Map<String, Object> request = new LinkedHashMap<>();
    for (Entity entity : Entity.values()) {
      Map<String, Object> facts = below(entity.variable());
      Map<String, Object> party = new LinkedHashMap<>();
      for (String own : List.of("type", "id")) {
        Object value = facts.remove(own);
        if (entity == Entity.SUBJECT || entity == Entity.RESOURCE) {
          party.put(own, value == null ? Checks.otherwise(own) : value);
        }
      }
      if (!teamFact.isEmpty() && teamFact.startsWith(entity.variable() + ".")) {
        facts.put(teamFact.substring(entity.variable().length() + 1), TEAM);
      }
      if (entity == Entity.CONTEXT) {
        if (!facts.isEmpty()) {
          request.put(entity.variable(), facts);
        }
        continue;
      }
      if (entity == Entity.ACTION) {
        party.put("name", action);
      }
      if (!facts.isEmpty()) {
        party.put("properties", facts);
      }
      request.put(entity.variable(), party);
    }
    return request;
  }

  /** What the team's file says beside defaults; nothing where it does not matter. */
  public Map<String, Object> team() {
    Map<String, Object> team = new LinkedHashMap<>(below("team"));
    Map<String, Object> settings = below("settings");
    if (!settings.isEmpty()) {
      team.put("settings", settings);
    }
    return team;
  }
}
