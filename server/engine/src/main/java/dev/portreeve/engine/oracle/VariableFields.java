package dev.portreeve.engine.oracle;

import dev.portreeve.engine.facts.Change;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.Variables;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.type.Structure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What policies read of one check, by the names that they read it by. */
public final class VariableFields {
  private final Map<String, View> views;

  /**
   * @param team the one the frame names, or null when none is known
   */
  public VariableFields(Frame frame, @Nullable Team team) {
    this.views = views(frame, team);
  }

  /** What each variable is to one check. */
  static Map<String, View> views(Frame frame, @Nullable Team team) {
    Map<String, View> views = new HashMap<>();
    for (Entity entity : Entity.values()) {
      views.put(entity.variable(), new EntityView(entity, frame, team));
    }
    for (String variable : List.of(Variables.TEAM, Variables.SETTINGS, Variables.CONTROLS)) {
      views.put(variable, new TeamView(variable, frame, team));
    }
    frame
        .schema()
        .change()
        .ifPresent(
            spec ->
                views.put(
                    Variables.CHANGE,
                    new ChangeView(new Change(frame, team, spec), frame.schema())));
    return views;
  }

  /** The object that a value of an expression is, or empty when it is something else. */
  public static Optional<Structure> structure(Object value) {
    return value instanceof StructureView view ? Optional.of(view.structure()) : Optional.empty();
  }

  /**
   * The typed value of a field, or the {@link FactProblem} of reading it; empty for a name that is
   * no field of a variable.
   *
   * @param name as policies write it: {@code settings.vault_export.enabled}
   */
  public Optional<Object> read(String name) {
    String[] parts = name.split("\\.");
    Object value = views.get(parts[0]);
    for (int i = 1; i < parts.length && value != null && !(value instanceof FactProblem); i++) {
      value = member(value, parts[i], String.join(".", List.of(parts).subList(0, i + 1)));
    }
    return value instanceof View ? Optional.empty() : Optional.ofNullable(value);
  }

  /** Whether a field was given or stored, or the problem of finding out; empty likewise. */
  public Optional<Object> has(String name) {
    int dot = name.lastIndexOf('.');
    View view = views.get(name.substring(0, Math.max(0, dot)));
    if (view != null) {
      return Optional.of(view.has(name.substring(dot + 1)));
    }
    Object container = dot > 0 ? read(name.substring(0, dot)).orElse(null) : null;
    String member = name.substring(dot + 1);
    if (container instanceof Map<?, ?> map) {
      return Optional.of(map.containsKey(member));
    }
    return container instanceof Structure structure
        ? Optional.of(structure.has(structure.type().indexOf(member)))
        : Optional.empty();
  }

  private static @Nullable Object member(Object value, String field, String path) {
    if (value instanceof View view) {
      return view.read(field);
    }
    if (value instanceof Structure structure) {
      int at = structure.type().indexOf(field);
      Object member = at < 0 ? null : structure.value(at);
      return member != null ? member : FactProblem.missing(path);
    }
    if (value instanceof Map<?, ?> map) {
      return map.get(field);
    }
    return null;
  }
}
