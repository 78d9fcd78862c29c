package dev.portreeve.engine.lang;

import java.util.List;

/** The names of the variables that policies read beside those of the entities. */
public final class Variables {
  public static final String TEAM = "team";
  public static final String SETTINGS = "settings";
  public static final String CONTROLS = "controls";
  public static final String CHANGE = "change";

  /** What precedes the name of a policy's own variable. */
  public static final String PREFIX = "variables.";

  /** Every variable that a schema may give a policy, in the order of the documentation. */
  static final List<String> ALL =
      List.of("subject", "action", "resource", "context", TEAM, SETTINGS, CONTROLS, CHANGE);

  private Variables() {}

  /** Whether a name is that of a variable which a schema gives every policy. */
  public static boolean isRoot(String name) {
    return ALL.contains(name);
  }
}
