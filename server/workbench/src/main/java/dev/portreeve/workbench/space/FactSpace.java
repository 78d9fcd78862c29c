package dev.portreeve.workbench.space;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.Problem;
import dev.portreeve.engine.yaml.Suggestion;
import java.util.List;
import java.util.Set;

/**
 * The names of what the checks of one action may say, as an author writes them, and the values that
 * the action's policy may tell apart.
 */
public final class FactSpace {
  private static final Set<String> IDS = Set.of("subject.id", "resource.id");

  private final String action;
  private final Dimensions dimensions;
  private final Set<String> names;

  public FactSpace(Snapshot snapshot, String action) {
    this.action = action;
    this.dimensions = new Dimensions(List.of(snapshot), action);
    this.names = dimensions.names();
  }

  /**
   * The whole name of what an author means: {@code plan} is {@code team.plan}.
   *
   * @throws UnfitName when nothing or more than one thing is called that
   */
  public String named(String written) throws UnfitName {
    if (names.contains(written)) {
      return written;
    }
    List<String> ends = names.stream().filter(name -> name.endsWith("." + written)).toList();
    if (ends.size() == 1) {
      return ends.get(0);
    }
    if (ends.size() > 1) {
      throw new UnfitName("`" + written + "` may be " + String.join(" or ", ends));
    }
    List<String> inside = names.stream().filter(name -> name.startsWith(written + ".")).toList();
    if (!inside.isEmpty()) {
      throw new UnfitName("`" + written + "` has parts: name " + String.join(" or ", inside));
    }
    String near = Suggestion.didYouMean(written, names);
    throw new UnfitName(
        "`"
            + written
            + "` is nothing that a request, a team or a setting says about `"
            + action
            + "`"
            + (near.isEmpty() ? "" : "; " + near));
  }

  /**
   * The values of a name that the policy may tell apart.
   *
   * @throws UnfitName when they cannot be listed
   */
  public List<Object> values(String name) throws UnfitName {
    List<Object> values = dimensions.named(name).values();
    if (values.isEmpty()) {
      throw new UnfitName("the values of `" + name + "` cannot be listed: fix one as given");
    }
    return values;
  }

  /**
   * Looks whether a value is one of a name.
   *
   * @param raw as JSON has it
   * @throws UnfitName when it is none
   */
  public void check(String name, Object raw) throws UnfitName {
    if (name.equals("subject.type") || name.equals("resource.type")) {
      Entity entity = name.startsWith("subject") ? Entity.SUBJECT : Entity.RESOURCE;
      List<String> types = dimensions.types(entity);
      boolean any = types.contains(Checks.otherwise("type"));
      if (any ? !(raw instanceof String) : !types.contains(String.valueOf(raw))) {
        throw new UnfitName(unfit(name, raw) + "the types are " + String.join(", ", types));
      }
    } else if (IDS.contains(name)) {
      if (!(raw instanceof String)) {
        throw new UnfitName(unfit(name, raw) + "an id is a string");
      }
    } else if (dimensions.type(name).orElseThrow().accept(raw) instanceof InvalidValue invalid) {
      Problem problem = invalid.problems().get(0);
      String help = problem.help().isEmpty() ? "" : "; " + problem.help();
      throw new UnfitName(unfit(name, raw) + problem.message() + help);
    }
  }

  private static String unfit(String name, Object raw) {
    return "`" + name + "` cannot be " + Point.shown(raw) + ": ";
  }
}
