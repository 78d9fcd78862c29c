package dev.portreeve.source.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/** The texts of a small policy set of which every answer tells the number. */
public final class GenerationSet {
  public static final String ONE = "one.read";
  public static final String TWO = "two.read";
  public static final String TEAM = "team.read";

  private GenerationSet() {}

  /** A set that loads; its reasons are {@code g} and the number. */
  public static Map<String, String> valid(int number) {
    return texts("g" + number, "");
  }

  /** A set that does not load, by one of its files only. */
  public static Map<String, String> broken(int number) {
    return texts("broken" + number, number % 4 == 1 ? "    - condition: nobody.knows\n" : "  oops");
  }

  /**
   * The same set with teams: {@link #TEAM} is permitted as {@code open} or denied as {@code
   * locked}, as the team's file says.
   */
  public static Map<String, String> withTeams(Map<String, String> set) {
    Map<String, String> texts = new LinkedHashMap<>(set);
    texts.put(
        "schema.yaml",
        """
        name: generations
        team: resource.properties.team
        resource: {properties: {size: {type: integer, default: 0}, team: {type: string}}}
        settings: {locked: {type: boolean, default: false}}
        actions: {one.read: {}, two.read: {}, team.read: {}}
        """);
    texts.merge("messages.yaml", "locked: Locked.\nopen: Open.\n", String::concat);
    texts.put(
        "actions/team.read.yaml",
        """
        name: team.read
        rule:
          match:
            - condition: settings.locked
              output: deny("locked")
            - output: permit("open")
        """);
    return texts;
  }

  /** The file of a team. */
  public static String team(String id, boolean locked) {
    return "id: " + id + "\nsettings: {locked: " + locked + "}\n";
  }

  private static Map<String, String> texts(String reason, String trouble) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(
        "schema.yaml",
        """
        name: generations
        resource: {properties: {size: {type: integer, default: 0}}}
        actions: {one.read: {}, two.read: {}}
        """);
    texts.put("messages.yaml", reason + ": This is " + reason + ".\n");
    texts.put("actions/one.read.yaml", policy(ONE, reason));
    texts.put("actions/two.read.yaml", policy(TWO, reason) + trouble);
    return texts;
  }

  private static String policy(String action, String reason) {
    return "name: %s\nrule:\n  match:\n    - output: permit(\"%s\")\n".formatted(action, reason);
  }
}
