package dev.portreeve.engine.packages;

/** The only version glob that goes with a name glob; takes exact versions only. */
record OneVersion(Glob glob, int pattern) implements TrieLeaf {
  @Override
  public int first(String version, long versionSpan) {
    if (versionSpan >= 0) {
      boolean matches = glob.matches(version, versionSpan) && isExact(version, versionSpan);
      return matches ? pattern : TrieNode.NONE;
    }
    return versionSpan == Span.ANY || glob instanceof WholeGlob ? pattern : TrieNode.NONE;
  }

  private boolean isExact(String version, long span) {
    return glob instanceof LiteralGlob
        || ExactVersion.matches(version, Span.from(span), Span.to(span));
  }
}
