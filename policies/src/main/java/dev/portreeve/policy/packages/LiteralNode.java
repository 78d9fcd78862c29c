package dev.portreeve.policy.packages;

import java.util.List;

/** All globs without wildcards: one look-up, however many they are. */
final class LiteralNode implements Node {
  private final SliceTable<Leaf> table;

  LiteralNode(List<LiteralGlob> globs, List<Leaf> leaves) {
    long[] hashes = new long[globs.size()];
    for (int i = 0; i < hashes.length; i++) {
      LiteralGlob glob = globs.get(i);
      hashes[i] = SliceHash.of(glob.source(), glob.from(), 1, glob.to() - glob.from());
    }
    table = new SliceTable<>(globs, hashes, leaves.toArray(new Leaf[0]));
  }

  @Override
  public int first(String text, long span, String version, long versionSpan) {
    int from = Span.from(span);
    long hash = SliceHash.of(text, from, 1, Span.to(span) - from);
    int entry = table.find(hash, text, span);
    return entry == SliceTable.NO_ENTRY ? NONE : table.value(entry).first(version, versionSpan);
  }
}
