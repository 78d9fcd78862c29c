package dev.portreeve.engine.yaml;

/** The JSON null, which is a value of no type; distinct from a member that is left out. */
public enum JsonNull {
  INSTANCE
}
