package dev.portreeve.policy.packages;

/** The end of a match: name and version of this pattern have matched. */
record Hit(int pattern) implements Leaf {
  @Override
  public int first(String version, long versionSpan) {
    return pattern;
  }
}
