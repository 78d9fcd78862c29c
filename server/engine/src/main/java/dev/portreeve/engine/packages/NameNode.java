package dev.portreeve.engine.packages;

/** One name glob with wildcards; they would take a text that is no package name at all. */
record NameNode(Registry registry, Glob glob, TrieLeaf leaf) implements TrieNode {
  @Override
  public int first(String text, long span, String version, long versionSpan) {
    boolean matches =
        glob.matches(text, span) && registry.isName(text, Span.from(span), Span.to(span));
    return matches ? leaf.first(version, versionSpan) : NONE;
  }
}
