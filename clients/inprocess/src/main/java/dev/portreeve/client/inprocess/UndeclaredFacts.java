package dev.portreeve.client.inprocess;

import dev.portreeve.client.Check;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Suggestion;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the facts of a check that the schema does not declare, so that no policy reads them. */
final class UndeclaredFacts {
  private UndeclaredFacts() {}

  /** Tells of each fact, by its path and with the name that was probably meant. */
  static void find(Schema schema, Check check, Consumer<String> told) {
    look(schema, Entity.SUBJECT, check.subject().properties().keySet(), told);
    look(schema, Entity.ACTION, check.action().properties().keySet(), told);
    look(schema, Entity.RESOURCE, check.resource().properties().keySet(), told);
    look(schema, Entity.CONTEXT, check.context().keySet(), told);
  }

  private static void look(Schema schema, Entity entity, Set<String> names, Consumer<String> told) {
    for (String name : names) {
      if (schema.fact(entity, name).isEmpty()) {
        List<String> known =
            schema.facts().stream().filter(f -> f.entity() == entity).map(Fact::name).toList();
        String near = Suggestion.didYouMean(name, known);
        String help = near.isEmpty() ? "" : "; " + near;
        told.accept("the schema declares no `" + entity.path(name) + "`" + help);
      }
    }
  }
}
