package dev.portreeve.engine.packages;

/** A glob with one star or one double star: a prefix, anything, a suffix. */
final class AffixGlob implements Glob {
  private final String source;
  private final int from;
  private final int star;
  private final int starEnd;
  private final int to;

  /* A name has one slash at most, so that a glob with one has none left for its star. */
  private final boolean crossesSlash;

  AffixGlob(String source, int from, int star, int starEnd, int to) {
    this.source = source;
    this.from = from;
    this.star = star;
    this.starEnd = starEnd;
    this.to = to;
    crossesSlash = starEnd - star > 1 || hasSlash(source, from, to);
  }

  @Override
  public boolean matches(String text, long span) {
    int prefix = star - from;
    int suffix = to - starEnd;
    int textFrom = Span.from(span);
    int textTo = Span.to(span);
    return textTo - textFrom >= prefix + suffix
        && text.regionMatches(textFrom, source, from, prefix)
        && text.regionMatches(textTo - suffix, source, starEnd, suffix)
        && (crossesSlash || !hasSlash(text, textFrom + prefix, textTo - suffix));
  }

  private static boolean hasSlash(String text, int from, int to) {
    int slash = text.indexOf('/', from);
    return slash >= 0 && slash < to;
  }
}
