package dev.portreeve.policy.packages;

/** What lies behind a glob that has matched: the version globs of a name, or a pattern's index. */
interface Leaf {
  /** The least index of a pattern that takes the version, or {@link Node#NONE}. */
  int first(String version, long versionSpan);
}
