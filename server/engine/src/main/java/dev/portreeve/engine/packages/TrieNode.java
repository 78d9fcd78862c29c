package dev.portreeve.engine.packages;

/**
 * A part of a compiled pattern set. It looks for globs that match a text (a name, or a version) and
 * asks what lies behind each of them for the version.
 */
interface TrieNode {
  /** No pattern matched; greater than every index of a pattern. */
  int NONE = Integer.MAX_VALUE;

  /**
   * The least index of a pattern that matches, or {@link #NONE}.
   *
   * @param span the slice of {@code text} to match
   * @param versionSpan the slice of {@code version}, or {@link Span#UNKNOWN} or {@link Span#ANY}
   */
  int first(String text, long span, String version, long versionSpan);
}
