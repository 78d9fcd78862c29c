package dev.portreeve.workbench.validation;

import java.util.Locale;

/** What kind of finding it is; its code is how reports and people name it. */
public enum FindingKind {
  PROBLEM("The set does not load, or a case or team file of it."),
  MATCH_NEVER_HOLDS("A match that can never decide, whatever a request says."),
  CONDITION_ALWAYS_TRUE("A condition that is true whenever it is tried."),
  UNUSED_MESSAGE("A message whose reason no policy gives."),
  UNUSED_DEFINITION("A definition that no policy calls."),
  UNUSED_FACT("A fact that no policy reads."),
  UNUSED_SETTING("A setting that no policy reads."),
  UNUSED_REQUIREMENT("A requirement that no match and no case cites."),
  BROAD_PATTERN("A package pattern that matches more than it seems to."),
  SETTING_NOT_ON_PLAN(
      "A stored setting that the team's plan does not have, so that it is ignored."),
  ROUTE("A route that is legal and may not do what it seems to."),
  NOT_COMPILED("A policy that is left to cel-java's runtime, which is slower.");

  private final String description;

  FindingKind(String description) {
    this.description = description;
  }

  /** {@code unused_fact}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One sentence. */
  public String description() {
    return description;
  }

  /** Whether the set can be used all the same. */
  public boolean warning() {
    return this != PROBLEM;
  }
}
