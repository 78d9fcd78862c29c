package dev.portreeve.workbench.explanation;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what a request says and no policy can read: on the wire it is ignored. */
public final class UnknownFacts {
  /* Members of a context that the server reads itself. */
  private static final Set<String> OF_THE_SERVER =
      Set.of("explain", "decision_id", "unknown_facts");

  private UnknownFacts() {}

  /**
   * One line for each fact that the schema does not know.
   *
   * @param request the AuthZEN request as plain maps
   */
  public static List<String> of(Schema schema, Map<String, ?> request) {
    List<String> found = new ArrayList<>();
    for (Entity entity : Entity.values()) {
      Object part = request.get(entity.variable());
      Object facts =
          entity != Entity.CONTEXT && part instanceof Map<?, ?> map ? map.get("properties") : part;
      if (facts instanceof Map<?, ?> given) {
        given.keySet().forEach(name -> look(schema, entity, String.valueOf(name), found));
      }
    }
    return found;
  }

  private static void look(Schema schema, Entity entity, String name, List<String> found) {
    boolean own = entity == Entity.CONTEXT && OF_THE_SERVER.contains(name);
    if (own || schema.fact(entity, name).isPresent()) {
      return;
    }
    List<String> known =
        schema.facts().stream().filter(f -> f.entity() == entity).map(Fact::name).toList();
    String near = Suggestion.didYouMean(name, known);
    String help = near.isEmpty() ? "" : "; " + near;
    found.add("`" + entity.path(name) + "` is no fact of the schema, so it is ignored" + help);
  }
}
