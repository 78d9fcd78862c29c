package dev.portreeve.engine.packages;

import java.util.List;

/** A few nodes, asked one after the other. */
final class ListNode implements TrieNode {
  /** As many globs as are sooner asked than looked up. */
  static final int FEW = 4;

  static final TrieNode EMPTY = new ListNode(new TrieNode[0]);

  private final TrieNode[] nodes;

  private ListNode(TrieNode[] nodes) {
    this.nodes = nodes;
  }

  static TrieNode of(List<? extends TrieNode> nodes) {
    return switch (nodes.size()) {
      case 0 -> EMPTY;
      case 1 -> nodes.get(0);
      default -> new ListNode(nodes.toArray(new TrieNode[0]));
    };
  }

  @Override
  public int first(String text, long span, String version, long versionSpan) {
    int first = NONE;
    for (TrieNode node : nodes) {
      first = Math.min(first, node.first(text, span, version, versionSpan));
    }
    return first;
  }
}
