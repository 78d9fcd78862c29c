package dev.portreeve.engine.compiled;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How often each memo of a policy is used, and which of them an expression needs. */
final class UseCounts {
  private static final int MANY = 2;

  private final PolicyScope scope;
  private final IdentityHashMap<LocalVariable, Integer> counts = new IdentityHashMap<>();
  private int nodes;

  UseCounts(PolicyScope scope) {
    this.scope = scope;
  }

  /** Counts the uses in an expression, and in the memos it is the first to use. */
  void add(LoweredNode node) {
    add(node, 1);
  }

  /**
   * @param times how often the node counts: one that is worked out for each element of a list
   *     counts as many
   */
  private void add(LoweredNode node, int times) {
    nodes++;
    if (node instanceof LoweredNode.Local local && scope.memo(local.var()).isPresent()) {
      boolean first = counts.merge(local.var(), times, Integer::sum) == times;
      if (first) {
        add(scope.memo(local.var()).orElseThrow().value(), 1);
      }
    }
    boolean loop = node instanceof LoweredNode.Quantify || node instanceof LoweredNode.Collect;
    List<LoweredNode> parts = node.parts();
    for (int i = 0; i < parts.size(); i++) {
      add(parts.get(i), loop && i > 0 ? MANY : times);
    }
  }

  /** How many nodes there are in all that was added. */
  int nodes() {
    return nodes;
  }

  int count(LocalVariable var) {
    return counts.getOrDefault(var, 0);
  }

  /** The memos to work out before an expression, each after those it uses itself. */
  Set<PolicyScope.Memo> needed(LoweredNode node) {
    Set<PolicyScope.Memo> needed = new LinkedHashSet<>();
    collect(node, needed);
    return needed;
  }

  private void collect(LoweredNode node, Set<PolicyScope.Memo> needed) {
    if (node instanceof LoweredNode.Local local && scope.memo(local.var()).isPresent()) {
      PolicyScope.Memo memo = scope.memo(local.var()).orElseThrow();
      collect(memo.value(), needed);
      if (count(local.var()) > 1) {
        needed.add(memo);
      }
    }
    node.parts().forEach(part -> collect(part, needed));
  }
}
