package dev.portreeve.engine.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds a tree in which every path has one way, so that nothing is ever tried twice. */
final class RouteTreeBuilder {
  /*
   * A literal and a variable can both go on from the same place, and the route that wins may lie
   * behind either. So a node stands for all the places that a path may have reached in all the
   * routes at once (the subset construction): its children are known when it is built, and the
   * winner of each end is chosen then.
   */
  static final int MAX_NODES = 50_000;

  private static final PathTemplate.Part END = new PathTemplate.Part.End();

  private final List<Route> routes;
  private final Map<List<Place>, RouteTree.Node> nodes = new HashMap<>();
  private final Set<Route> reached = new HashSet<>();
  private final Set<Route> partial = new LinkedHashSet<>();
  private boolean tooLarge;

  /** How many segments of a route have been read. */
  private record Place(int route, int read) {}

  /**
   * @param routes in the order written
   */
  RouteTreeBuilder(List<Route> routes) {
    this.routes = routes;
  }

  RouteTree build() {
    List<Place> start = new ArrayList<>();
    for (int i = 0; i < routes.size(); i++) {
      start.add(new Place(i, 0));
    }
    return new RouteTree(node(start));
  }

  /** The routes that win for some request. */
  Set<Route> reached() {
    return reached;
  }

  /** The routes whose paths have methods that no route takes. */
  Set<Route> partial() {
    return partial;
  }

  /** Whether the routes overlap too much to be built. */
  boolean tooLarge() {
    return tooLarge;
  }

  private RouteTree.Node node(List<Place> places) {
    RouteTree.Node known = nodes.get(places);
    if (known != null) {
      return known;
    }
    RouteTree.Node node = new RouteTree.Node();
    if (nodes.size() >= MAX_NODES) {
      tooLarge = true;
      return node;
    }
    nodes.put(places, node);
    end(node, places);
    Set<String> literals = new LinkedHashSet<>();
    places.forEach(
        place -> {
          if (part(place) instanceof PathTemplate.Part.Literal literal) {
            literals.add(literal.text());
          }
        });
    for (String literal : literals) {
      node.next.put(literal, node(step(places, literal)));
    }
    List<Place> others = step(places, "");
    if (!others.isEmpty()) {
      node.other = node(others);
    }
    return node;
  }

  /**
   * Where a segment leads; an empty one, which no literal is, stands for all that are not named.
   */
  private List<Place> step(List<Place> places, String segment) {
    List<Place> next = new ArrayList<>();
    for (Place place : places) {
      PathTemplate.Part part = part(place);
      if (part instanceof PathTemplate.Part.Literal literal && literal.text().equals(segment)
          || part instanceof PathTemplate.Part.Variable) {
        Place after = new Place(place.route(), place.read() + 1);
        boolean rest = part instanceof PathTemplate.Part.Variable variable && variable.rest();
        next.add(after);
        if (rest) {
          next.add(new Place(place.route(), place.read()));
        }
      }
    }
    return next.stream().distinct().toList();
  }

  private PathTemplate.Part part(Place place) {
    List<PathTemplate.Part> parts = routes.get(place.route()).pattern().path().parts();
    return place.read() < parts.size() ? parts.get(place.read()) : END;
  }

  private void end(RouteTree.Node node, List<Place> places) {
    Set<Integer> ended = new LinkedHashSet<>();
    for (Place place : places) {
      if (part(place) instanceof PathTemplate.Part.End) {
        ended.add(place.route());
      }
    }
    for (int index : ended.stream().sorted().toList()) {
      Route route = routes.get(index);
      if (node.anyMethod != null) {
        continue;
      }
      if (route.pattern().methods().isEmpty()) {
        node.anyMethod = route;
        reached.add(route);
      }
      for (String method : route.pattern().methods()) {
        if (node.byMethod.putIfAbsent(method, route) == null) {
          reached.add(route);
        }
      }
    }
    if (node.anyMethod == null) {
      partial.addAll(node.byMethod.values());
    }
  }
}
