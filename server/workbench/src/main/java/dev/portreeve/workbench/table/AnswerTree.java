package dev.portreeve.workbench.table;

import dev.portreeve.workbench.space.Leaf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What decides between the answers of some checks: the tree in which they were gone through,
 * without the forks on which nothing depends.
 */
final class AnswerTree {
  /* Two checks that differ in one thing and are told otherwise depend on it. Each pair of branches
  that contradict each other in one thing alone holds such two checks, and no others do. Of very many
  branches not every pair is looked at; then every fork counts, which may be one too many. */
  private static final int MOST_PAIRED = 600;

  private final Node root;

  private AnswerTree(Node root) {
    this.root = root;
  }

  private sealed interface Node {
    record Tip(Object answer) implements Node {}

    record Fork(String name, Map<Object, Node> byValue) implements Node {}
  }

  private record Branch(Map<String, Object> values, Object answer) {}

  /**
   * The tree of some leaves.
   *
   * @param leaves of one exploration, at least one
   * @param answer what is told apart
   */
  static AnswerTree of(List<Leaf> leaves, Function<Leaf, Object> answer) {
    return new AnswerTree(node(leaves, 0, answer));
  }

  /* Leaves that agree in what they fix first were told apart next by the same fact. */
  private static Node node(List<Leaf> leaves, int depth, Function<Leaf, Object> answer) {
    List<String> names = List.copyOf(leaves.get(0).point().values().keySet());
    if (depth == names.size()) {
      return new Node.Tip(answer.apply(leaves.get(0)));
    }
    String name = names.get(depth);
    Map<Object, List<Leaf>> byValue = new LinkedHashMap<>();
    for (Leaf leaf : leaves) {
      Object value = leaf.point().values().getOrDefault(name, "");
      byValue.computeIfAbsent(value, unused -> new ArrayList<>()).add(leaf);
    }
    Map<Object, Node> below = new LinkedHashMap<>();
    byValue.forEach((value, some) -> below.put(value, node(some, depth + 1, answer)));
    Set<Node> different = new HashSet<>(below.values());
    return different.size() == 1 ? different.iterator().next() : new Node.Fork(name, below);
  }

  /** The facts on which the answer depends, in the order in which they are asked for. */
  List<String> dependsOn() {
    List<Branch> branches = new ArrayList<>();
    Set<String> forks = new LinkedHashSet<>();
    walk(root, new LinkedHashMap<>(), branches, forks);
    if (branches.size() > MOST_PAIRED) {
      return List.copyOf(forks);
    }
    Set<String> decisive = new HashSet<>();
    for (int i = 0; i < branches.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (!branches.get(i).answer().equals(branches.get(j).answer())) {
          contradiction(branches.get(i).values(), branches.get(j).values(), decisive);
        }
      }
    }
    forks.retainAll(decisive);
    return List.copyOf(forks);
  }

  /** Adds the one thing in which two branches contradict each other, if it is one. */
  private static void contradiction(
      Map<String, Object> one, Map<String, Object> other, Set<String> found) {
    String only = "";
    for (Map.Entry<String, Object> fixed : one.entrySet()) {
      Object value = other.getOrDefault(fixed.getKey(), fixed.getValue());
      if (!value.equals(fixed.getValue())) {
        if (!only.isEmpty()) {
          return;
        }
        only = fixed.getKey();
      }
    }
    found.add(only);
  }

  private static void walk(
      Node node, Map<String, Object> fixed, List<Branch> branches, Set<String> forks) {
    if (node instanceof Node.Tip tip) {
      branches.add(new Branch(Map.copyOf(fixed), tip.answer()));
      return;
    }
    Node.Fork fork = (Node.Fork) node;
    forks.add(fork.name());
    fork.byValue()
        .forEach(
            (value, below) -> {
              fixed.put(fork.name(), value);
              walk(below, fixed, branches, forks);
              fixed.remove(fork.name());
            });
  }
}
