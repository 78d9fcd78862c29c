package dev.portreeve.engine.packages;

/**
 * All version globs that go with a name glob; they take exact versions only.
 *
 * @param whole the least index of a pattern that takes every version, or {@link TrieNode#NONE}
 * @param least the least index of all
 */
record ManyVersions(TrieNode globs, int whole, int least) implements TrieLeaf {
  @Override
  public int first(String version, long versionSpan) {
    if (versionSpan >= 0) {
      boolean exact = ExactVersion.matches(version, Span.from(versionSpan), Span.to(versionSpan));
      return exact ? globs.first(version, versionSpan, version, versionSpan) : TrieNode.NONE;
    }
    return versionSpan == Span.ANY ? least : whole;
  }
}
