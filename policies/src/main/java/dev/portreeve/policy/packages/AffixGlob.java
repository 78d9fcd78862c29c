package dev.portreeve.policy.packages;

/** A glob with one star or one double star: a prefix, anything, a suffix. */
record AffixGlob(String source, int from, int star, int starEnd, int to) implements Glob {
  @Override
  public boolean matches(String text, long span) {
    int prefix = star - from;
    int suffix = to - starEnd;
    int textFrom = Span.from(span);
    int textTo = Span.to(span);
    return textTo - textFrom >= prefix + suffix
        && text.regionMatches(textFrom, source, from, prefix)
        && text.regionMatches(textTo - suffix, source, starEnd, suffix)
        && (starEnd - star > 1 || !hasSlash(text, textFrom + prefix, textTo - suffix));
  }

  private static boolean hasSlash(String text, int from, int to) {
    int slash = text.indexOf('/', from);
    return slash >= 0 && slash < to;
  }
}
