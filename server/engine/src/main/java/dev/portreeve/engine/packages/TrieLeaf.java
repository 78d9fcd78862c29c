package dev.portreeve.engine.packages;

/** What lies behind a glob that has matched: the version globs of a name, or a pattern's index. */
interface TrieLeaf {
  /** The least index of a pattern that takes the version, or {@link TrieNode#NONE}. */
  int first(String version, long versionSpan);
}
