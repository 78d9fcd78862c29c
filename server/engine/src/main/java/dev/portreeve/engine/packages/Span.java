package dev.portreeve.engine.packages;

/**
 * The bounds of a slice of a string in one {@code long}, so that matching can hand slices on
 * without copying characters or making objects.
 */
final class Span {
  /** In place of a version: there is none, so only globs that take every version match. */
  static final long UNKNOWN = -1;

  /** In place of a version: every version glob counts as matching. */
  static final long ANY = -2;

  private Span() {}

  static long of(int from, int to) {
    return (long) from << 32 | to;
  }

  static int from(long span) {
    return (int) (span >> 32);
  }

  static int to(long span) {
    return (int) span;
  }
}
