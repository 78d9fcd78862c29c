package dev.portreeve.engine.packages;

/** One version glob with wildcards, and what lies behind it. */
record GlobNode(Glob glob, TrieLeaf leaf) implements TrieNode {
  @Override
  public int first(String text, long span, String version, long versionSpan) {
    return glob.matches(text, span) ? leaf.first(version, versionSpan) : NONE;
  }
}
