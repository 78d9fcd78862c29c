package dev.portreeve.engine.packages;

import java.util.Map;

/**
 * An immutable table from hashes of texts to nodes. It holds no texts: texts of one hash share a
 * node, and a node looks at the text itself.
 */
final class NodeTable {
  /* A slot whose hash is 0 is free. */
  private final long[] hashes;
  private final TrieNode[] nodes;

  /** Builds the table from nodes by their texts' {@link SliceHash}. */
  NodeTable(Map<Long, TrieNode> byHash) {
    int capacity = Integer.highestOneBit(byHash.size() + byHash.size() / 2 + 1) * 2;
    hashes = new long[capacity];
    nodes = new TrieNode[capacity];
    byHash.forEach(
        (hash, node) -> {
          long mixed = mixed(hash);
          int slot = slot(mixed);
          while (hashes[slot] != 0) {
            slot = slot + 1 & hashes.length - 1;
          }
          hashes[slot] = mixed;
          nodes[slot] = node;
        });
  }

  /** The node for the hash, or {@link ListNode#EMPTY}. */
  TrieNode find(long hash) {
    long mixed = mixed(hash);
    for (int slot = slot(mixed); hashes[slot] != 0; slot = slot + 1 & hashes.length - 1) {
      if (hashes[slot] == mixed) {
        return nodes[slot];
      }
    }
    return ListNode.EMPTY;
  }

  private int slot(long mixed) {
    return (int) mixed & hashes.length - 1;
  }

  private static long mixed(long hash) {
    long mixed = SliceHash.mix(hash);
    return mixed == 0 ? 1 : mixed;
  }
}
