package dev.portreeve.workbench.replay;

import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.DecisionMap;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.explain.PlainValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two decisions in the form of a log, so that they can be compared in whatever the log shows.
 *
 * @param recorded what was decided
 * @param again what is decided now
 */
record RecordedResult(Decision recorded, Decision again) {
  private static final String DETAILS = "details";

  /** What can be compared without. */
  private static final List<String> OPTIONAL =
      List.of("reason", "obligations", "advice", "approvers", "missing", DETAILS);

  /** The decision of a record beside the one that is made now. */
  static RecordedResult of(LogRecord record, Decision now) throws NotReplayed {
    Map<?, ?> shown =
        record.result().orElseThrow(() -> new NotReplayed(Obstacle.REDACTED, "result"));
    if (outcome(shown).isEmpty()) {
      throw new NotReplayed(Obstacle.REDACTED, "result.outcome");
    }
    Set<String> hidden = hidden(record);
    if (!record.invalid().isEmpty()) {
      hidden.add(DETAILS); // they may tell what the record does not: what was wrong inside a fact
    }
    return new RecordedResult(decision(shown, hidden), decision(DecisionMap.of(now), hidden));
  }

  private static Set<String> hidden(LogRecord record) {
    Set<String> hidden = new TreeSet<>();
    List<String> pointers = new ArrayList<>(record.masked());
    pointers.addAll(record.erased());
    for (String pointer : pointers) {
      String[] parts = pointer.split("/", -1);
      boolean result = parts.length > 2 && Set.of("result", "*").contains(parts[1]);
      if (result) {
        hidden.addAll(parts[2].equals("*") ? OPTIONAL : List.of(parts[2]));
      }
    }
    return hidden;
  }

  private static Optional<Outcome> outcome(Map<?, ?> result) {
    for (Outcome outcome : Outcome.values()) {
      if (outcome.code().equals(result.get("outcome"))) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }

  private static Decision decision(Map<?, ?> result, Set<String> hidden) {
    Map<String, Object> shown = new LinkedHashMap<>();
    result.forEach(
        (name, value) -> {
          if (!hidden.contains(String.valueOf(name))) {
            shown.put(String.valueOf(name), plain(value));
          }
        });
    return new Decision(
        outcome(shown).orElseThrow(),
        text(shown, "reason"),
        "",
        text(shown, "policy"),
        maps(shown, "obligations").stream().map(RecordedResult::obligation).toList(),
        maps(shown, "advice").stream().map(RecordedResult::advice).toList(),
        maps(shown, "approvers").stream().flatMap(one -> approver(one).stream()).toList(),
        items(shown, "missing").stream().map(String::valueOf).toList(),
        shown.get(DETAILS) instanceof Map<?, ?> details ? members(details) : Map.of());
  }

  private static Obligation obligation(Map<?, ?> map) {
    return new Obligation(
        String.valueOf(map.get("type")),
        map.get("properties") instanceof Map<?, ?> properties ? members(properties) : Map.of());
  }

  private static Advice advice(Map<?, ?> map) {
    Map<String, Object> members = members(map);
    Object action = members.remove("action");
    return new Advice(String.valueOf(action), members);
  }

  private static Optional<Approver> approver(Map<?, ?> map) {
    for (Approver.Kind kind : Approver.Kind.values()) {
      if (map.get(kind.code()) instanceof String name) {
        return Optional.of(new Approver(kind, name));
      }
    }
    return Optional.empty();
  }

  private static Map<String, Object> members(Map<?, ?> map) {
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach((name, value) -> members.put(String.valueOf(name), value));
    return members;
  }

  private static List<Map<?, ?>> maps(Map<String, Object> result, String name) {
    List<Map<?, ?>> maps = new ArrayList<>();
    for (Object item : items(result, name)) {
      if (item instanceof Map<?, ?> map) {
        maps.add(map);
      }
    }
    return maps;
  }

  private static List<?> items(Map<String, Object> result, String name) {
    return result.get(name) instanceof List<?> list ? list : List.of();
  }

  private static String text(Map<String, Object> result, String name) {
    return result.get(name) instanceof String text ? text : "";
  }

  /** A value as it is after it was written as JSON and read again. */
  private static Object plain(Object value) {
    if (value instanceof Integer whole) {
      return whole.longValue();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(RecordedResult::plain).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      map.forEach((name, inner) -> plain.put(String.valueOf(name), plain(inner)));
      return plain;
    }
    return value instanceof String || value instanceof Boolean || value instanceof Number
        ? value
        : PlainValue.of(value);
  }
}
