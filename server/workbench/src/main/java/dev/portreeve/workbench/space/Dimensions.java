package dev.portreeve.workbench.space;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.lang.Variables;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.FromDirectory;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the checks of one action differ in, by the names that policies use, under one or more
 * versions of a set.
 */
final class Dimensions {
  private final List<Snapshot> versions;
  private final String action;
  private final CandidateValues candidates;
  private final Map<String, Dimension> known = new LinkedHashMap<>();
  private final Map<String, List<Dimension>> byField = new HashMap<>();
  private final Set<String> open = new TreeSet<>();

  Dimensions(List<Snapshot> versions, String action) {
    this.versions = List.copyOf(versions);
    this.action = action;
    this.candidates = new CandidateValues(versions, action);
  }

  /** What was not, or not wholly, gone through. */
  Set<String> open() {
    return open;
  }

  /** What a field that is read depends on. */
  List<Dimension> of(String field) {
    return byField.computeIfAbsent(field, this::find);
  }

  private List<Dimension> find(String field) {
    List<Dimension> found = new ArrayList<>();
    for (String name : names(field)) {
      Dimension dimension = named(name);
      if (!dimension.whole()) {
        open.add(name);
      }
      if (!dimension.values().isEmpty()) {
        found.add(dimension);
      }
    }
    return found;
  }

  /** What a name that stands for no object depends on: its own values. */
  Dimension named(String name) {
    return known.computeIfAbsent(name, this::make);
  }

  /** The names of whatever the checks of the action may say, in the order of the schema. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(List.of("subject.type", "subject.id"));
    names.addAll(List.of("resource.type", "resource.id"));
    for (Snapshot version : versions) {
      Schema schema = version.schema();
      Optional<ActionSpec> spec = schema.action(action);
      for (Fact fact : schema.facts()) {
        boolean had = spec.flatMap(known -> schema.typeOf(known, fact)).isPresent();
        if (had && !fact.name().equals(Schema.DRY_RUN) && !directoryOnly(fact.variable())) {
          names.addAll(leaves(fact.variable()));
        }
      }
      for (Field field : schema.attributes().fields()) {
        names.addAll(leaves(Variables.TEAM + "." + field.name()));
      }
      for (Setting setting : schema.settings()) {
        names.addAll(leaves(Variables.SETTINGS + "." + setting.key()));
      }
    }
    names.removeIf(this::isTeam);
    return names;
  }

  private Set<String> names(String field) {
    Set<String> names = new LinkedHashSet<>();
    String[] parts = field.split("\\.", 3);
    if (parts.length < 2 || field.equals("action.name")) {
      return names;
    }
    switch (parts[0]) {
      case Variables.CONTROLS -> names.add("team.plan");
      case Variables.SETTINGS -> {
        boolean gated =
            versions.stream()
                .flatMap(version -> version.schema().setting(parts[1]).stream())
                .anyMatch(setting -> !setting.plans().isEmpty());
        if (gated) {
          names.add("team.plan");
        }
        names.addAll(leaves(field));
      }
      case Variables.CHANGE -> open.add(field);
      default -> names.addAll(leaves(field));
    }
    names.removeIf(this::isTeam);
    return names;
  }

  private boolean isTeam(String name) {
    return versions.stream()
        .flatMap(version -> version.schema().team().stream())
        .anyMatch(fact -> fact.variable().equals(name));
  }

  /** The field, or everything inside it when it is an object. */
  private List<String> leaves(String field) {
    List<String> found = new ArrayList<>();
    Optional<ValueType> type = type(field);
    if (type.isPresent() && type.get() instanceof StructType struct) {
      for (Field inner : struct.fields()) {
        found.addAll(leaves(field + "." + inner.name()));
      }
    } else {
      found.add(field);
    }
    return found;
  }

  private Dimension make(String name) {
    List<Object> values = new ArrayList<>();
    boolean whole = true;
    if (name.equals("subject.type")) {
      values.addAll(types(Entity.SUBJECT));
    } else if (name.equals("resource.type")) {
      values.addAll(types(Entity.RESOURCE));
    } else if (name.equals("subject.id") || name.equals("resource.id")) {
      candidates.texts(name, values);
      whole = false;
    } else {
      Optional<ValueType> type = type(name);
      if (type.isEmpty()) {
        return new Dimension(name, List.of(), false);
      }
      whole = !directoryOnly(name) && candidates.add(name, type.get(), values);
      if (!values.isEmpty() && candidates.askedFor(name)) {
        values.add(0, Point.ABSENT);
      }
    }
    return new Dimension(name, List.copyOf(new LinkedHashSet<>(values)), whole);
  }

  /** The types that subjects or resources of the action may have. */
  List<String> types(Entity entity) {
    Set<String> types = new LinkedHashSet<>();
    for (Snapshot version : versions) {
      Schema schema = version.schema();
      Optional<ActionSpec> spec = schema.action(action);
      spec.ifPresent(known -> types.addAll(schema.types(known, entity)));
    }
    return types.isEmpty() ? List.of(Checks.otherwise("type")) : List.copyOf(types);
  }

  private boolean directoryOnly(String name) {
    return versions.stream()
        .flatMap(version -> fact(version.schema(), name).stream())
        .anyMatch(
            fact ->
                fact.directory().map(from -> from.mode() == FromDirectory.Mode.ONLY).orElse(false));
  }

  /** The type of a fact, an attribute of the team or a setting, or of a part of one. */
  Optional<ValueType> type(String name) {
    return versions.stream().flatMap(version -> type(version.schema(), name).stream()).findFirst();
  }

  private Optional<ValueType> type(Schema schema, String name) {
    String[] parts = name.split("\\.", -1);
    Optional<ValueType> type;
    switch (parts[0]) {
      case Variables.SETTINGS -> type = schema.setting(parts[1]).map(Setting::type);
      case Variables.TEAM -> {
        int at = schema.attributes().indexOf(parts[1]);
        type = at < 0 ? Optional.empty() : Optional.of(schema.attributes().field(at).type());
      }
      default ->
          type =
              fact(schema, name)
                  .flatMap(
                      fact -> schema.action(action).flatMap(spec -> schema.typeOf(spec, fact)));
    }
    for (int i = 2; i < parts.length && type.isPresent(); i++) {
      String part = parts[i];
      type =
          type.get() instanceof StructType struct && struct.indexOf(part) >= 0
              ? Optional.of(struct.field(struct.indexOf(part)).type())
              : Optional.empty();
    }
    return type;
  }

  private static Optional<Fact> fact(Schema schema, String name) {
    String[] parts = name.split("\\.", -1);
    for (Entity entity : Entity.values()) {
      if (entity.variable().equals(parts[0])) {
        return schema.fact(entity, parts[1]);
      }
    }
    return Optional.empty();
  }
}
