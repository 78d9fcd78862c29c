package dev.portreeve.engine.packages;

/** The end of a match: name and version of this pattern have matched. */
record MatchedEntry(int pattern) implements TrieLeaf {
  @Override
  public int first(String version, long versionSpan) {
    return pattern;
  }
}
