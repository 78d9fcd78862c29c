package dev.portreeve.engine.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one kind of host: a segment of a path is one step, however many routes there are.
 */
final class RouteTree {
  private final Node root;

  RouteTree(Node root) {
    this.root = root;
  }

  /** A place that a path can lead to. Changed only while the tree is built. */
  static final class Node {
    final Map<String, Node> next = new HashMap<>();
    @Nullable Node other;
    final Map<String, Route> byMethod = new HashMap<>();
    @Nullable Route anyMethod;
  }

  /** The first route, in the order written, that the request matches, or null. */
  @Nullable Route match(String method, List<String> segments) {
    Node at = root;
    for (String segment : segments) {
      Node step = at.next.get(segment);
      at = step == null ? at.other : step;
      if (at == null) {
        return null;
      }
    }
    Route exact = at.byMethod.get(method);
    return exact == null ? at.anyMethod : exact;
  }
}
