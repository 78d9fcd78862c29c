package dev.portreeve.engine.routes;

import dev.portreeve.engine.yaml.Diagnostic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes of a policy set, built so that finding one costs a step per segment. Immutable. */
public final class RouteMap {
  private final Unmatched unmatched;
  private final List<Route> routes;
  private final List<Diagnostic> warnings;
  private final Map<String, RouteTree> exact = new HashMap<>();
  private final Map<String, RouteTree> below = new HashMap<>();
  private final RouteTree any;

  /** What becomes of a request that no route matches. */
  public enum Unmatched {
    DENY,
    PERMIT
  }

  /** The map of a set that has none: nothing matches and all is denied. */
  public static RouteMap none() {
    return new RouteMap(Unmatched.DENY, List.of(), Map.of(), List.of());
  }

  /**
   * @param routes in the order written
   * @param trees by the hosts they are for
   * @param warnings of what is odd and holds all the same
   */
  RouteMap(
      Unmatched unmatched,
      List<Route> routes,
      Map<HostPattern, RouteTree> trees,
      List<Diagnostic> warnings) {
    this.unmatched = unmatched;
    this.routes = List.copyOf(routes);
    this.warnings = List.copyOf(warnings);
    RouteTree forAny = new RouteTree(new RouteTree.Node());
    for (Map.Entry<HostPattern, RouteTree> entry : trees.entrySet()) {
      HostPattern host = entry.getKey();
      switch (host.kind()) {
        case ANY -> forAny = entry.getValue();
        case BELOW -> below.put(host.name(), entry.getValue());
        case EXACT -> exact.put(host.name(), entry.getValue());
      }
    }
    this.any = forAny;
  }

  public Unmatched unmatched() {
    return unmatched;
  }

  /** All routes, in the order written. */
  public List<Route> routes() {
    return routes;
  }

  /** What of the file is probably not meant, though it holds. */
  public List<Diagnostic> warnings() {
    return warnings;
  }

  /**
   * Whether a request that no route matches would match one at an upstream that does not tell upper
   * from lower case.
   */
  public boolean resembles(String method, CheckTemplate.Canonical target) {
    return routes.stream()
        .map(Route::pattern)
        .filter(pattern -> pattern.methods().isEmpty() || pattern.methods().contains(method))
        .anyMatch(pattern -> pattern.path().resembles(target.segments()));
  }

  /** The first route, in the order written, that a request matches, or empty. */
  public Optional<Route> match(String method, String host, CheckTemplate.Canonical target) {
    return Optional.ofNullable(tree(host).match(method, target.segments()));
  }

  /** The tree of the narrowest pattern; it holds the routes of all wider ones as well. */
  private RouteTree tree(String host) {
    @Nullable RouteTree found = exact.get(host);
    for (int dot = host.indexOf('.'); found == null && dot >= 0; dot = host.indexOf('.', dot + 1)) {
      found = below.get(host.substring(dot + 1));
    }
    return found == null ? any : found;
  }
}
