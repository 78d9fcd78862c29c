package dev.portreeve.engine.cases;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that a set's answers may hold, as JSON for whoever holds a service against it: reasons,
 * obligations, advice and details with their members, and the actions that give them. Derived from
 * the answers to the set's cases, which reach every match of every policy.
 */
public final class AnswerTable {
  /* A case that does not say when it happens must not depend on it. */
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Map<String, Map<String, Set<String>>> reasons = new TreeMap<>();
  private final Map<String, Part> obligations = new TreeMap<>();
  private final Map<String, Part> advice = new TreeMap<>();
  private final Map<String, Part> details = new TreeMap<>();

  /**
   * What is known of one kind of part.
   *
   * @param members by name; whether each of them is always there
   * @param types of the members
   * @param actions that give it
   */
  private record Part(
      Map<String, Boolean> members, Map<String, String> types, Set<String> actions) {

    static Part of(Map<String, Object> members) {
      Map<String, Boolean> always = new TreeMap<>();
      members.keySet().forEach(name -> always.put(name, true));
      return new Part(always, new TreeMap<>(), new TreeSet<>());
    }

    void add(String action, Map<String, Object> seen) {
      actions.add(action);
      seen.forEach((name, value) -> types.put(name, type(value)));
      members.replaceAll((name, always) -> always && seen.containsKey(name));
      seen.keySet().forEach(name -> members.putIfAbsent(name, false));
    }

    private static String type(Object value) {
      if (value instanceof Boolean) {
        return "boolean";
      }
      if (value instanceof List<?>) {
        return "array";
      }
      return value instanceof Number ? "number" : "string";
    }

    Map<String, Object> json() {
      Map<String, Object> properties = new LinkedHashMap<>();
      List<String> required = new ArrayList<>();
      members.forEach(
          (name, always) -> {
            properties.put(name, types.getOrDefault(name, "string"));
            if (always) {
              required.add(name);
            }
          });
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("members", properties);
      json.put("always", required);
      json.put("actions", List.copyOf(actions));
      return json;
    }
  }

  private AnswerTable() {}

  /** The table, one reason or part a line. */
  public static String of(Snapshot snapshot, CaseSet cases) {
    AnswerTable table = new AnswerTable();
    for (Case one : cases.cases()) {
      Frame frame = one.request().frame(snapshot.schema(), NOW);
      Team team = one.team().map(CaseTeam::team).orElse(null);
      table.add(
          one.request().action(),
          team == null ? snapshot.decide(frame) : snapshot.decide(frame, team));
    }
    return table.json();
  }

  private void add(String action, Decision decision) {
    reasons
        .computeIfAbsent(decision.reason(), reason -> new TreeMap<>())
        .computeIfAbsent(decision.outcome().code(), outcome -> new TreeSet<>())
        .add(action);
    for (Obligation obligation : decision.obligations()) {
      Map<String, Object> members = new LinkedHashMap<>(obligation.properties());
      Object name = members.remove("action");
      add(obligations, name == null ? obligation.type() : (String) name, action, members);
    }
    for (Advice one : decision.advice()) {
      add(advice, one.action(), action, one.members());
    }
    decision.details().forEach((name, value) -> add(details, name, action, Map.of("value", value)));
  }

  private static void add(
      Map<String, Part> parts, String name, String action, Map<String, Object> members) {
    parts.computeIfAbsent(name, n -> Part.of(members)).add(action, members);
  }

  private String json() {
    StringBuilder text = new StringBuilder("{\n");
    Map<String, Object> byReason = new TreeMap<>(reasons);
    block(text, "reasons", byReason);
    block(text.append(",\n"), "obligations", jsons(obligations));
    block(text.append(",\n"), "advice", jsons(advice));
    block(text.append(",\n"), "details", jsons(details));
    return text.append("\n}\n").toString();
  }

  private static Map<String, Object> jsons(Map<String, Part> parts) {
    Map<String, Object> all = new TreeMap<>();
    parts.forEach((name, part) -> all.put(name, part.json()));
    return all;
  }

  private static void block(StringBuilder text, String name, Map<String, Object> entries) {
    text.append("  \"").append(name).append("\": {");
    String separator = "\n    ";
    for (Map.Entry<String, Object> entry : entries.entrySet()) {
      text.append(separator).append(JsonText.of(entry.getKey())).append(": ");
      text.append(JsonText.of(plain(entry.getValue())));
      separator = ",\n    ";
    }
    text.append("\n  }");
  }

  private static Object plain(Object value) {
    if (value instanceof Set<?> set) {
      return List.copyOf(set);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      map.forEach((key, inner) -> plain.put(String.valueOf(key), plain(inner)));
      return plain;
    }
    return value;
  }
}
