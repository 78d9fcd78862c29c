package dev.portreeve.engine.packages;

/** One glob without wildcards, and what lies behind it. */
record LiteralNode(String source, int from, int to, TrieLeaf leaf) implements TrieNode {
  LiteralNode(LiteralGlob glob, TrieLeaf leaf) {
    this(glob.source(), glob.from(), glob.to(), leaf);
  }

  @Override
  public int first(String text, long span, String version, long versionSpan) {
    int length = to - from;
    boolean matches =
        Span.to(span) - Span.from(span) == length
            && text.regionMatches(Span.from(span), source, from, length);
    return matches ? leaf.first(version, versionSpan) : NONE;
  }
}
