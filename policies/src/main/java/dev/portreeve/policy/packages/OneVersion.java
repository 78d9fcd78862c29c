package dev.portreeve.policy.packages;

/** The only version glob that goes with a name glob. */
record OneVersion(Glob glob, int pattern) implements Leaf {
  @Override
  public int first(String version, long versionSpan) {
    if (versionSpan >= 0) {
      return glob.matches(version, versionSpan) ? pattern : Node.NONE;
    }
    return versionSpan == Span.ANY || glob instanceof WholeGlob ? pattern : Node.NONE;
  }
}
