package dev.portreeve.engine.lang;

import dev.portreeve.engine.yaml.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What to tell an author of a name that an expression may not use.
 *
 * @param message lower case, one line, no full stop
 * @param help what to do, or empty
 */
record UnknownName(String message, String help) {
  /** What other policy languages call the functions that make decisions. */
  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("allow", "permit"),
          Map.entry("allowed", "permit"),
          Map.entry("accept", "permit"),
          Map.entry("grant", "permit"),
          Map.entry("forbid", "deny"),
          Map.entry("disallow", "deny"),
          Map.entry("reject", "deny"),
          Map.entry("refuse", "deny"),
          Map.entry("block", "deny"),
          Map.entry("approval", "needs_approval"),
          Map.entry("ask_approval", "needs_approval"),
          Map.entry("require_approval", "needs_approval"));

  private static final List<String> OF_TEAMS =
      List.of(Variables.TEAM, Variables.SETTINGS, Variables.CONTROLS, Variables.CHANGE);

  /**
   * @param called whether parentheses follow the name
   * @param names what the expression may name
   */
  static UnknownName of(
      String name, boolean called, Environment environment, Collection<String> names) {
    if (OF_TEAMS.contains(name) && environment.types().variable(name).isEmpty()) {
      return ofTeams(name, environment);
    }
    Optional<DirectoryFunction> asking = DirectoryFunction.of(name);
    if (asking.isPresent() && called) {
      String entity = asking.get().entity().variable();
      return new UnknownName(
          "the set has no directory of " + entity + "s for `" + name + "` to ask",
          "mark facts of the " + entity + " as `directory` in schema.yaml");
    }
    String unknown = "unknown name `" + name + "`";
    if (!called && names.contains(name)) {
      return new UnknownName(
          "`" + name + "` is a function", "call it: `" + call(name, environment) + "`");
    }
    List<String> library = CelLibrary.namesIn(name);
    if (!called && !library.isEmpty()) {
      return new UnknownName(
          "`" + name + "` has no such function", "it has `" + String.join("`, `", library) + "`");
    }
    if (FOREIGN.containsKey(name)) {
      return new UnknownName(unknown, "did you mean `" + FOREIGN.get(name) + "`?");
    }
    return new UnknownName(unknown, near(name, called, environment, names));
  }

  private static UnknownName ofTeams(String name, Environment environment) {
    boolean teams = environment.types().variable(Variables.TEAM).isPresent();
    return new UnknownName(
        "the set has no `" + name + "`",
        teams
            ? "write under `change:` in schema.yaml which facts propose a change of a setting"
            : "it is a set without teams; `team:` in schema.yaml names the fact that carries the"
                + " team's id");
  }

  private static String near(
      String name, boolean called, Environment environment, Collection<String> names) {
    List<String> candidates =
        names.stream()
            .filter(n -> !OF_TEAMS.contains(n) || environment.types().variable(n).isPresent())
            .toList();
    String near = Suggestion.nearest(name, candidates);
    if (near.isEmpty()) {
      return "";
    }
    boolean function = environment.functions().contains(near);
    return "did you mean `" + (function && !called ? call(near, environment) : near) + "`?";
  }

  /** A call of a function with the names of its parameters, as far as they are known. */
  private static String call(String name, Environment environment) {
    return environment.definitions().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .map(
            one ->
                one.parameters().stream()
                    .map(Definition.Parameter::name)
                    .collect(Collectors.joining(", ", name + "(", ")")))
        .orElse(name + "(...)");
  }
}
