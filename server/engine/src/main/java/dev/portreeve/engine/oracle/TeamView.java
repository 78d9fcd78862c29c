package dev.portreeve.engine.oracle;

import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Lookup;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.Variables;
import dev.portreeve.engine.schema.Schema;
import org.jspecify.annotations.Nullable;

/** One of the variables that speak of the team: its attributes, settings or controls. */
@SuppressWarnings("Immutable") // see View
final class TeamView extends View {
  private final String variable;
  private final Frame frame;
  private final @Nullable Team team;

  TeamView(String variable, Frame frame, @Nullable Team team) {
    super(variable);
    this.variable = variable;
    this.frame = frame;
    this.team = team;
  }

  @Override
  Object read(String field) {
    if (team == null) {
      return Lookup.noTeam(frame);
    }
    Schema schema = frame.schema();
    Object value =
        switch (variable) {
          case Variables.TEAM ->
              field.equals("id")
                  ? team.id()
                  : team.attributes().value(schema.attributes().indexOf(field));
          case Variables.SETTINGS -> team.setting(schema.settingsType().indexOf(field));
          default -> team.control(schema.settingsType().indexOf(field));
        };
    return value != null ? value : FactProblem.missing(path(field));
  }

  @Override
  Object has(String field) {
    if (team == null) {
      return Lookup.noTeam(frame);
    }
    Schema schema = frame.schema();
    return switch (variable) {
      case Variables.TEAM ->
          field.equals("id") || team.attributes().has(schema.attributes().indexOf(field));
      case Variables.SETTINGS -> team.hasSetting(schema.settingsType().indexOf(field));
      default -> true;
    };
  }

  @Override
  String path(String field) {
    return variable + "." + field;
  }
}
