package dev.portreeve.policy.packages;

/**
 * All version globs that go with a name glob.
 *
 * @param whole the least index of a pattern that takes every version, or {@link Node#NONE}
 * @param least the least index of all
 */
record ManyVersions(Node globs, int whole, int least) implements Leaf {
  @Override
  public int first(String version, long versionSpan) {
    if (versionSpan >= 0) {
      return globs.first(version, versionSpan, version, versionSpan);
    }
    return versionSpan == Span.ANY ? least : whole;
  }
}
