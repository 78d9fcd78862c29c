package dev.portreeve.workbench.explanation;

import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.explain.PlainValue;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.oracle.VariableFields;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.MapType;
import dev.portreeve.engine.type.NumberType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What could be otherwise about a check: every fact, team attribute and setting that its policy
 * reads, with each other value that could matter. Booleans and enumerations have few; numbers and
 * strings take what the policy compares them with, and its neighbours.
 */
final class Alternatives {
  private static final int MAX_VALUES = 40;

  private final Situation situation;
  private final Schema schema;
  private final PolicyLiterals literals;
  private final VariableFields fields;
  private final List<Alternative> found = new ArrayList<>();
  private final Set<String> open = new LinkedHashSet<>();

  Alternatives(Situation situation, Policy policy) {
    this.situation = situation;
    this.schema = situation.snapshot().schema();
    this.literals = new PolicyLiterals(situation.snapshot(), policy);
    this.fields =
        new VariableFields(situation.frame(), situation.team().map(CaseTeam::team).orElse(null));
    Set<String> whole = new LinkedHashSet<>();
    for (String field : literals.fields()) {
      whole.add(field.startsWith("controls.") ? "settings" + field.substring(8) : field);
    }
    whole.forEach(this::add);
  }

  List<Alternative> all() {
    return found;
  }

  /** The fields of which not every value that could matter is among the alternatives. */
  Set<String> open() {
    return open;
  }

  private void add(String name) {
    String[] parts = name.split("\\.", 3);
    if (parts.length < 2) {
      return;
    }
    String[] inner = parts.length == 3 ? parts[2].split("\\.") : new String[0];
    for (Entity entity : Entity.values()) {
      if (entity.variable().equals(parts[0])) {
        schema.fact(entity, parts[1]).ifPresent(fact -> fact(name, fact, inner));
        return;
      }
    }
    if (situation.team().isEmpty()) {
      return;
    }
    if (parts[0].equals("settings")) {
      schema.setting(parts[1]).ifPresent(setting -> setting(name, setting, inner));
      team("team.plan", "plan");
    } else if (parts[0].equals("team")) {
      team(name, parts[1]);
    }
  }

  private void fact(String name, Fact fact, String[] inner) {
    boolean carrier = schema.team().map(fact::equals).orElse(false);
    if (carrier || Schema.BUILT_IN.contains(fact.name())) {
      return;
    }
    String whole = fact.variable();
    alternatives(
        name,
        inside(fact.type(), inner),
        (before, to) ->
            Optional.of(before.withFact(fact.slot(), put(current(whole), inner, 0, to))));
  }

  private void setting(String name, Setting setting, String[] inner) {
    alternatives(
        name,
        inside(setting.type(), inner),
        (before, to) -> {
          Map<String, Object> raw = new LinkedHashMap<>(before.team().orElseThrow().raw());
          Map<String, Object> stored = copy(raw.get("settings"));
          Object now = stored.getOrDefault(setting.key(), current("settings." + setting.key()));
          stored.put(setting.key(), put(now, inner, 0, to));
          raw.put("settings", stored);
          return before.withTeam(raw);
        });
  }

  private void team(String name, String attribute) {
    int at = schema.attributes().indexOf(attribute);
    boolean known = found.stream().anyMatch(one -> one.name().equals(name));
    if (at >= 0 && !known) {
      alternatives(
          name,
          schema.attributes().field(at).type(),
          (before, to) -> {
            Map<String, Object> raw = new LinkedHashMap<>(before.team().orElseThrow().raw());
            raw.put(attribute, to);
            return before.withTeam(raw);
          });
    }
  }

  private void alternatives(
      String name, ValueType type, BiFunction<Situation, Object, Optional<Situation>> change) {
    Object now = current(name);
    for (Object to : values(name, type, now)) {
      if (!to.equals(now)) {
        found.add(new Alternative(name, supposition(name, now, to), to, s -> change.apply(s, to)));
      }
    }
  }

  private static String supposition(String name, Object now, Object to) {
    if (now instanceof List<?> before && to instanceof List<?> after) {
      for (Object item : after) {
        if (!before.contains(item)) {
          return "`" + name + "` had " + JsonText.of(item);
        }
      }
      for (Object item : before) {
        if (!after.contains(item)) {
          return "`" + name + "` did not have " + JsonText.of(item);
        }
      }
    }
    return "`" + name + "` were " + JsonText.of(to);
  }

  private List<Object> values(String name, ValueType type, Object now) {
    List<Object> values = new ArrayList<>();
    if (type instanceof BooleanType) {
      values.addAll(List.of(true, false));
    } else if (type instanceof StringType text) {
      values.addAll(text.values().isEmpty() ? texts(name) : text.values());
    } else if (type instanceof IntegerType || type instanceof NumberType) {
      values.addAll(numbers(name));
    } else if (type instanceof ListType list && list.items() instanceof StringType items) {
      values.addAll(lists(now, items.values().isEmpty() ? texts(name) : items.values()));
    } else {
      open.add(name);
    }
    values.removeIf(value -> type.accept(value) instanceof InvalidValue);
    return values;
  }

  private List<Object> lists(Object now, List<?> items) {
    List<?> before = now instanceof List<?> list ? list : List.of();
    List<Object> lists = new ArrayList<>();
    for (Object item : items) {
      if (!before.contains(item)) {
        List<Object> more = new ArrayList<>(before);
        more.add(item);
        lists.add(more);
      }
    }
    for (Object item : before) {
      List<Object> less = new ArrayList<>(before);
      less.remove(item);
      lists.add(less);
    }
    return lists;
  }

  private List<String> texts(String name) {
    open.add(name);
    return literals.literals(name).stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .limit(MAX_VALUES)
        .toList();
  }

  private Set<Object> numbers(String name) {
    open.add(name);
    Set<Object> numbers = new LinkedHashSet<>();
    Set<Object> compared = new LinkedHashSet<>(literals.literals(name));
    literals.neighbours(name).forEach(other -> fields.read(other).ifPresent(compared::add));
    for (Object value : compared) {
      if (value instanceof Long whole) {
        numbers.addAll(List.of(whole, whole - 1, whole + 1));
      } else if (value instanceof Double number) {
        numbers.addAll(List.of(number, number - 1, number + 1));
      }
    }
    return numbers;
  }

  private static ValueType inside(ValueType type, String[] inner) {
    ValueType found = type;
    for (String part : inner) {
      if (found instanceof StructType struct && struct.indexOf(part) >= 0) {
        Field field = struct.field(struct.indexOf(part));
        found = field.type();
      } else if (found instanceof MapType map) {
        found = map.values();
      }
    }
    return found;
  }

  /** The plain value of a field, or empty text where there is none. */
  private Object current(String name) {
    Object value = fields.read(name).orElse("");
    return value instanceof FactProblem ? "" : PlainValue.of(value);
  }

  private static Object put(Object around, String[] inner, int depth, Object value) {
    if (depth == inner.length) {
      return value;
    }
    Map<String, Object> map = copy(around);
    map.put(inner[depth], put(map.getOrDefault(inner[depth], Map.of()), inner, depth + 1, value));
    return map;
  }

  private static Map<String, Object> copy(@org.jspecify.annotations.Nullable Object map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (map instanceof Map<?, ?> members) {
      members.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }
}
