package dev.portreeve.engine.explain;

import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Lookup;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.Variables;
import dev.portreeve.engine.oracle.VariableFields;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.FromDirectory;
import dev.portreeve.engine.schema.Setting;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the values of what one check reads, and where they come from. */
final class OriginReader {
  private final Frame frame;
  private final @Nullable Team team;
  private final VariableFields fields;

  OriginReader(Frame frame, @Nullable Team team) {
    this.frame = frame;
    this.team = team;
    this.fields = new VariableFields(frame, team);
  }

  /** What a field holds; empty for a name that is none. */
  Optional<Reading> reading(String name) {
    return fields
        .read(name)
        .map(
            value ->
                value instanceof FactProblem problem
                    ? problem(name, problem)
                    : new Reading(name, PlainValue.of(value), origin(name)));
  }

  /** Whether a field was given; empty for a name that is none. */
  Optional<Reading> asked(String name) {
    String shown = "has(" + name + ")";
    return fields
        .has(name)
        .map(
            value ->
                value instanceof FactProblem problem
                    ? problem(shown, problem)
                    : new Reading(shown, value, Reading.Origin.COMPUTED));
  }

  private static Reading problem(String name, FactProblem problem) {
    return switch (problem.kind()) {
      case MISSING -> new Reading(name, problem.path(), Reading.Origin.MISSING);
      case INVALID -> new Reading(name, problem.path(), Reading.Origin.INVALID);
      case FAILED -> new Reading(name, "", Reading.Origin.INVALID);
    };
  }

  private Reading.Origin origin(String name) {
    String[] parts = name.split("\\.", 3);
    for (Entity entity : Entity.values()) {
      if (entity.variable().equals(parts[0])) {
        return frame.schema().fact(entity, parts[1]).map(this::origin).orElse(Reading.Origin.GIVEN);
      }
    }
    return switch (parts[0]) {
      case Variables.SETTINGS ->
          frame.schema().setting(parts[1]).map(this::origin).orElse(Reading.Origin.DEFAULT);
      case Variables.TEAM -> Reading.Origin.TEAM;
      default -> Reading.Origin.COMPUTED;
    };
  }

  private Reading.Origin origin(Fact fact) {
    boolean given = frame.value(fact.slot()) != null;
    if (fact.directory().isPresent()) {
      FromDirectory.Mode mode = fact.directory().get().mode();
      boolean asked = !given || mode != FromDirectory.Mode.FILL;
      if (asked && Lookup.fromDirectory(frame, team, fact) != null) {
        return Reading.Origin.DIRECTORY;
      }
      given &= mode != FromDirectory.Mode.ONLY;
    }
    if (given) {
      return Reading.Origin.GIVEN;
    }
    return fact.absent() instanceof Fact.Absent.Now ? Reading.Origin.NOW : Reading.Origin.DEFAULT;
  }

  private Reading.Origin origin(Setting setting) {
    Team known = team;
    if (known == null || !known.stored().has(setting.index())) {
      return Reading.Origin.DEFAULT;
    }
    return known.control(setting.index()) ? Reading.Origin.STORED : Reading.Origin.NOT_ON_PLAN;
  }
}
