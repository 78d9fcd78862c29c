package dev.portreeve.engine.routes;

import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code routes.yaml} and checks every route against the schema. */
public final class RoutesReader {
  private static final int MAX_BYTES = 1 << 20;
  private static final List<String> KEYS = List.of("default", "trusted_headers", "routes");

  private final Schema schema;
  private final NodeReader reader;

  private RoutesReader(Schema schema, NodeReader reader) {
    this.schema = schema;
    this.reader = reader;
  }

  /** The map; after a problem it lacks what is not good. */
  public static RouteMap read(Schema schema, SourceFile file, List<Diagnostic> problems) {
    return YamlReader.read(file, MAX_BYTES, problems)
        .map(root -> new RoutesReader(schema, new NodeReader(file, problems)).map(root))
        .orElseGet(RouteMap::none);
  }

  private RouteMap map(YamlNode root) {
    YamlNode.Mapping top = reader.mapping(root, "the file");
    reader.expectOnly(top, KEYS);
    RouteReader routeReader = new RouteReader(schema, reader, trustedHeaders(top));
    List<Route> routes = new ArrayList<>();
    for (YamlNode item : reader.sequence(top, "routes")) {
      routeReader.read(reader.mapping(item, "a route")).ifPresent(routes::add);
    }
    RouteMap.Unmatched unmatched = unmatched(top);
    Set<Route> partial = new LinkedHashSet<>();
    Map<HostPattern, RouteTree> trees = trees(routes, top, partial);
    return new RouteMap(
        unmatched,
        routes,
        trees,
        unmatched == RouteMap.Unmatched.PERMIT
            ? partial.stream().map(this::unchecked).sorted(Diagnostic.ORDER).toList()
            : List.of());
  }

  private Diagnostic unchecked(Route route) {
    String methods = String.join(", ", route.pattern().methods().stream().sorted().toList());
    return new Diagnostic(
        reader.file(),
        route.position(),
        "methods other than " + methods + " pass unchecked here, since `default` is `permit`",
        "leave `method` out, or add a route of the same path for the others");
  }

  private RouteMap.Unmatched unmatched(YamlNode.Mapping top) {
    Optional<String> written = reader.string(top, "default");
    if (written.isEmpty() || written.get().equals("deny")) {
      return RouteMap.Unmatched.DENY;
    }
    if (!written.get().equals("permit")) {
      reader.problem(top.locate("default"), "`default` must be `deny` or `permit`");
    }
    return RouteMap.Unmatched.PERMIT;
  }

  private Set<String> trustedHeaders(YamlNode.Mapping top) {
    Set<String> names = new HashSet<>();
    for (YamlNode item : reader.sequence(top, "trusted_headers")) {
      reader
          .string(item, "an element of `trusted_headers`")
          .filter(name -> isHeader(name, item))
          .ifPresent(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }
    return names;
  }

  private boolean isHeader(String name, YamlNode at) {
    boolean good = ValueSourceReader.isHeader(name);
    if (!good) {
      reader.problem(at.position(), "`" + name + "` is not the name of a header");
    }
    return good;
  }

  /** One tree for each kind of host, with the routes of every pattern that covers it. */
  private Map<HostPattern, RouteTree> trees(
      List<Route> routes, YamlNode.Mapping top, Set<Route> partial) {
    Set<HostPattern> hosts = new LinkedHashSet<>();
    hosts.add(HostPattern.ANY);
    routes.forEach(route -> hosts.add(route.pattern().host()));
    Map<HostPattern, RouteTree> trees = new HashMap<>();
    Set<Route> reached = new HashSet<>();
    for (HostPattern host : hosts) {
      RouteTreeBuilder builder =
          new RouteTreeBuilder(
              routes.stream().filter(route -> route.pattern().host().covers(host)).toList());
      trees.put(host, builder.build());
      reached.addAll(builder.reached());
      partial.addAll(builder.partial());
      if (builder.tooLarge()) {
        reader.problem(top.locate("routes"), "the routes overlap too much", "use fewer variables");
        return trees;
      }
    }
    for (Route route : routes) {
      if (!reached.contains(route)) {
        reader.problem(
            route.position(),
            "no request reaches this route",
            "the routes above take them all: put it before them or remove it");
      }
    }
    return trees;
  }
}
