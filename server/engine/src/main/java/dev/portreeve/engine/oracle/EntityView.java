package dev.portreeve.engine.oracle;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Lookup;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import org.jspecify.annotations.Nullable;

/** The subject, action, resource or context of the check. */
@SuppressWarnings("Immutable") // see View
final class EntityView extends View {
  private final Entity entity;
  private final Frame frame;
  private final @Nullable Team team;

  EntityView(Entity entity, Frame frame, @Nullable Team team) {
    super(entity.variable());
    this.entity = entity;
    this.frame = frame;
    this.team = team;
  }

  @Override
  Object read(String field) {
    return switch (entity.variable() + "." + field) {
      case "subject.type" -> frame.subjectType();
      case "subject.id" -> frame.subjectId();
      case "action.name" -> frame.actionName();
      case "resource.type" -> frame.resourceType();
      case "resource.id" -> frame.resourceId();
      default -> Lookup.fact(frame, team, frame.schema().fact(entity, field).orElseThrow());
    };
  }

  @Override
  Object has(String field) {
    return frame
        .schema()
        .fact(entity, field)
        .map(fact -> Lookup.hasFact(frame, team, fact))
        .orElse(true);
  }

  @Override
  String path(String field) {
    return entity.path(field);
  }
}
