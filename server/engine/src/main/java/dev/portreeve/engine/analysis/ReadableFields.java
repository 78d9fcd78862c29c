package dev.portreeve.engine.analysis;

import dev.portreeve.engine.facts.Change;
import dev.portreeve.engine.lang.Variables;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.ChangeSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.StringType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the variables that policies read can hold, for one action or, in definitions, for any. */
final class ReadableFields {
  private final Schema schema;
  private final Optional<ActionSpec> action;

  ReadableFields(Schema schema, Optional<ActionSpec> action) {
    this.schema = schema;
    this.action = action;
  }

  Schema schema() {
    return schema;
  }

  Optional<ActionSpec> action() {
    return action;
  }

  /** The facts that reading a field of a variable reads. */
  List<Fact> facts(String variable, String field) {
    if (variable.equals(Variables.CHANGE) && schema.change().isPresent()) {
      ChangeSpec change = schema.change().get();
      return List.of(change.setting(), change.value(), change.add(), change.remove());
    }
    return entity(variable)
        .flatMap(entity -> schema.fact(entity, field))
        .map(List::of)
        .orElse(List.of());
  }

  /** Whether the action has the fact; in definitions every fact counts. */
  boolean has(Fact fact) {
    return action.isEmpty() || schema.typeOf(action.get(), fact).isPresent();
  }

  /** What a field of a variable can hold. */
  Shape field(String variable, String field) {
    String name = variable + "." + field;
    Optional<Entity> entity = entity(variable);
    if (entity.isPresent()) {
      Optional<Fact> fact = schema.fact(entity.get(), field);
      return fact.isPresent() ? fact(fact.get(), name) : identifier(name);
    }
    return switch (variable) {
      case Variables.TEAM -> Shape.member(new Shape.Members(schema.attributes(), variable), field);
      case Variables.SETTINGS ->
          Shape.member(new Shape.Members(schema.settingsType(), variable), field);
      case Variables.CHANGE -> change(field, name);
      default -> Shape.OPEN;
    };
  }

  private static Optional<Entity> entity(String variable) {
    for (Entity entity : Entity.values()) {
      if (entity.variable().equals(variable)) {
        return Optional.of(entity);
      }
    }
    return Optional.empty();
  }

  private Shape fact(Fact fact, String name) {
    return Shape.of(action.flatMap(a -> schema.typeOf(a, fact)).orElse(fact.type()), name);
  }

  private Shape identifier(String name) {
    return switch (name) {
      case "subject.type" -> Shape.declared(name, schema.subjectTypes());
      case "resource.type" -> Shape.declared(name, resourceTypes());
      case "action.name" -> Shape.declared(name, new TreeSet<>(schema.actions().keySet()));
      default -> Shape.OPEN;
    };
  }

  /** The types a resource can have, or none when it can have any. */
  private Set<String> resourceTypes() {
    if (action.isPresent() && !action.get().resourceTypes().isEmpty()) {
      return new LinkedHashSet<>(action.get().resourceTypes());
    }
    if (action.isPresent() || !schema.resourceTypes().isEmpty()) {
      return new LinkedHashSet<>(schema.resourceTypes());
    }
    Set<String> all = new TreeSet<>();
    for (ActionSpec each : schema.actions().values()) {
      if (each.resourceTypes().isEmpty()) {
        return Set.of();
      }
      all.addAll(each.resourceTypes());
    }
    return all;
  }

  private Shape change(String field, String name) {
    return switch (field) {
      case "kind" -> Shape.declared(name, Change.KINDS);
      case "problem" -> Shape.declared(name, Change.PROBLEMS);
      case "entry_problem" -> Shape.declared(name, Change.ENTRY_PROBLEMS);
      case "setting" -> Shape.declared(name, settingKeys());
      case "roles" -> new Shape.Elements(Shape.declared(name, settingRoles()));
      case Variables.SETTINGS -> new Shape.Members(schema.settingsType(), Variables.SETTINGS);
      default -> Shape.OPEN;
    };
  }

  private List<String> settingKeys() {
    return schema
        .change()
        .map(change -> change.setting().type())
        .filter(type -> type instanceof StringType text && !text.values().isEmpty())
        .map(type -> ((StringType) type).values())
        .orElseGet(() -> schema.settings().stream().map(Setting::key).toList());
  }

  private Set<String> settingRoles() {
    Set<String> roles = new LinkedHashSet<>();
    schema.settings().forEach(setting -> roles.addAll(setting.roles()));
    return roles;
  }
}
