package dev.portreeve.engine.schema;

/** The four parts of an AuthZEN request, each of which carries facts. */
public enum Entity {
  SUBJECT("subject", "subject.properties."),
  ACTION("action", "action.properties."),
  RESOURCE("resource", "resource.properties."),
  CONTEXT("context", "context.");

  private final String variable;
  private final String prefix;

  Entity(String variable, String prefix) {
    this.variable = variable;
    this.prefix = prefix;
  }

  /** Its name in policies and requests. */
  public String variable() {
    return variable;
  }

  /** The path of one of its facts as the caller knows it: {@code subject.properties.groups}. */
  public String path(String fact) {
    return prefix + fact;
  }
}
