package dev.portreeve.policy.packages;

import java.util.List;

/** A few nodes, asked one after the other. */
final class ListNode implements Node {
  /** As many globs as are sooner asked than looked up. */
  static final int FEW = 4;

  static final Node EMPTY = new ListNode(new Node[0]);

  private final Node[] nodes;

  private ListNode(Node[] nodes) {
    this.nodes = nodes;
  }

  static Node of(List<? extends Node> nodes) {
    return switch (nodes.size()) {
      case 0 -> EMPTY;
      case 1 -> nodes.get(0);
      default -> new ListNode(nodes.toArray(new Node[0]));
    };
  }

  @Override
  public int first(String text, long span, String version, long versionSpan) {
    int first = NONE;
    for (Node node : nodes) {
      first = Math.min(first, node.first(text, span, version, versionSpan));
    }
    return first;
  }
}
