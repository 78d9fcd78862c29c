package dev.portreeve.engine.search;

import org.jspecify.annotations.Nullable;

/**
 * The candidates of two sources in one order; what both have comes once, and by itself: the right
 * one knows better of it.
 */
final class MergedCandidates implements Candidates {
  private final Candidates left;
  private final Candidates right;
  private @Nullable String nextLeft;
  private @Nullable String nextRight;
  private int nextGroup;
  private int group = ALONE;

  MergedCandidates(Candidates left, Candidates right) {
    this.left = left;
    this.right = right;
    this.nextLeft = left.next();
    this.nextGroup = nextLeft == null ? ALONE : left.group();
    this.nextRight = right.next();
  }

  @Override
  public @Nullable String next() {
    String fromLeft = nextLeft;
    String fromRight = nextRight;
    int order = fromLeft == null ? 1 : fromRight == null ? -1 : fromLeft.compareTo(fromRight);
    group = order < 0 ? nextGroup : ALONE;
    if (order <= 0) {
      nextLeft = left.next();
      nextGroup = nextLeft == null ? ALONE : left.group();
    }
    if (order >= 0) {
      nextRight = right.next();
    }
    return order <= 0 ? fromLeft : fromRight;
  }

  @Override
  public int group() {
    return group;
  }

  @Override
  public int groups() {
    return left.groups();
  }
}
