package dev.portreeve.engine.packages;

/** A glob without wildcards: a slice of a pattern that the text must equal. */
record LiteralGlob(String source, int from, int to) implements Glob {
  String text() {
    return source.substring(from, to);
  }

  int length() {
    return to - from;
  }

  @Override
  public boolean matches(String text, long span) {
    return Span.to(span) - Span.from(span) == length()
        && text.regionMatches(Span.from(span), source, from, length());
  }
}
