package dev.portreeve.engine.facts;

import java.util.Locale;

/** Tells by its name whether a file is a team's: {@code <id>.yaml}, not hidden. */
public final class TeamFileName {
  private static final String EXTENSION = ".yaml";

  private TeamFileName() {}

  /** Whether it is a team's. */
  public static boolean isTeam(String name) {
    return name.endsWith(EXTENSION) && !name.startsWith(".");
  }

  /** Whether somebody probably meant a team by a file that is none's: {@code acme.yml}. */
  public static boolean isMisnamed(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !isTeam(name)
        && !name.startsWith(".")
        && (lower.endsWith(".yml") || lower.endsWith(EXTENSION) || lower.endsWith(".json"));
  }

  /** The team's id. */
  public static String stem(String name) {
    return name.substring(0, name.length() - EXTENSION.length());
  }

  /** What a misnamed file should be called. */
  public static String meant(String name) {
    return name.substring(0, name.lastIndexOf('.')) + EXTENSION;
  }
}
