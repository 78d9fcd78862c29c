package dev.portreeve.engine.schema;

import dev.portreeve.engine.yaml.Suggestion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A member of a request that the schema does not declare, so that no policy can read it.
 *
 * @param path of the member as the caller knows it: {@code subject.properties.signedIn}
 * @param meant the path that was probably meant; empty when nothing is close
 */
public record UnknownFact(String path, String meant) {
  /* Comparing names takes time with the product of their lengths. */
  private static final int LONGEST_COMPARED = 64;

  /** What to tell somebody: lower case, one line, no full stop. */
  public String problem() {
    String undeclared = "`" + path + "` is not declared in the schema of the policy set";
    return meant.isEmpty() ? undeclared : undeclared + ": did you mean `" + meant + "`?";
  }

  /** What an answer says of it: the {@code field} and, where something is close, what was meant. */
  public Map<String, String> told() {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("field", path);
    if (!meant.isEmpty()) {
      told.put("did_you_mean", meant);
    }
    return told;
  }

  /**
   * The path of the fact that a name probably means: of the entity that it is said of, or of that
   * name of another one; empty when there is none.
   */
  public static String meantFact(Schema schema, Entity entity, String name) {
    List<String> own =
        schema.facts().stream().filter(f -> f.entity() == entity).map(Fact::name).toList();
    String near = meantName(own, name);
    if (!near.isEmpty()) {
      return entity.path(near);
    }
    return schema.facts().stream()
        .filter(fact -> fact.name().equals(name))
        .map(Fact::path)
        .findFirst()
        .orElse("");
  }

  /**
   * The known name that is probably meant, where {@code signedIn} is as close to {@code signed_in}
   * as can be; empty when none is close.
   */
  public static String meantName(Collection<String> known, String name) {
    if (name.length() > LONGEST_COMPARED) {
      return "";
    }
    String snake = snake(name);
    return known.contains(snake) ? snake : Suggestion.nearest(name, known);
  }

  private static String snake(String name) {
    StringBuilder snake = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char unit = name.charAt(i);
      if (Character.isUpperCase(unit) && i > 0) {
        snake.append('_');
      }
      snake.append(unit == '-' ? '_' : unit);
    }
    return snake.toString().toLowerCase(Locale.ROOT);
  }
}
