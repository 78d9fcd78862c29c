package dev.portreeve.policy.packages;

/** One version glob with wildcards, and what lies behind it. */
record GlobNode(Glob glob, Leaf leaf) implements Node {
  @Override
  public int first(String text, long span, String version, long versionSpan) {
    return glob.matches(text, span) ? leaf.first(version, versionSpan) : NONE;
  }
}
