package dev.portreeve.engine.packages;

/** A glob on its way into the index: its text, its compiled form and what lies behind it. */
record KeyedGlob(LiteralGlob text, Glob glob, TrieLeaf leaf) {
  static KeyedGlob of(String source, int from, int to, TrieLeaf leaf) {
    return new KeyedGlob(new LiteralGlob(source, from, to), Glob.compile(source, from, to), leaf);
  }

  /** The text before the first wildcard. */
  LiteralGlob prefix() {
    int end = GlobSyntax.nextWildcard(text.source(), text.from(), text.to());
    return new LiteralGlob(text.source(), text.from(), end);
  }

  /** The text after the last wildcard. */
  LiteralGlob suffix() {
    int from = text.from();
    int wildcard = GlobSyntax.nextWildcard(text.source(), from, text.to());
    while (wildcard < text.to()) {
      from = GlobSyntax.wildcardEnd(text.source(), wildcard, text.to());
      wildcard = GlobSyntax.nextWildcard(text.source(), from, text.to());
    }
    return new LiteralGlob(text.source(), from, text.to());
  }
}
