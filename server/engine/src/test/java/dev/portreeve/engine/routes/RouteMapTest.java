package dev.portreeve.engine.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.yaml.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RouteMapTest {
  private static final String ROUTES =
      """
      routes:
        - {path: "/doors/{id}/open", method: POST, action: door.open, resource: {id: {path: id}}}
        - {path: /doors/main/open, action: door.close, resource: {id: main}}
        - {path: "/{kind}/main/open", action: door.open, resource: {id: {path: kind}}}
        - {path: "/files/{rest...}", method: [GET, HEAD], action: door.close, resource: {id: {path: rest}}}
        - {path: /, action: door.close, resource: {id: root}}
        - {host: gate.example.com, path: /g, action: door.open, resource: {id: one}}
        - {host: "*.example.com", path: /g, action: door.close, resource: {id: below}}
      """;

  private static Optional<Integer> line(RouteMap map, String method, String host, String target) {
    return map.match(method, host, (CheckTemplate.Canonical) CheckTemplate.of(target))
        .map(Route::line);
  }

  @Test
  void match_severalRoutes_takesTheFirstWritten() {
    RouteMap map = RouteSets.load(ROUTES).routes();
    assertEquals(Optional.of(2), line(map, "POST", "", "/doors/main/open"));
    assertEquals(Optional.of(3), line(map, "GET", "", "/doors/main/open"));
    assertEquals(Optional.of(2), line(map, "POST", "", "/doors/d7/open"));
    assertEquals(Optional.of(4), line(map, "PUT", "", "/gates/main/open"));
    assertEquals(Optional.of(6), line(map, "GET", "", "/"));
  }

  @Test
  void match_rest_takesOneSegmentOrMore() {
    RouteMap map = RouteSets.load(ROUTES).routes();
    assertEquals(Optional.of(5), line(map, "GET", "", "/files/a"));
    assertEquals(Optional.of(5), line(map, "HEAD", "", "/files/a/b/c/"));
    assertEquals(Optional.empty(), line(map, "GET", "", "/files"));
  }

  @Test
  void match_otherMethodOrPath_findsNone() {
    RouteMap map = RouteSets.load(ROUTES).routes();
    assertEquals(Optional.empty(), line(map, "POST", "", "/files/a"));
    assertEquals(Optional.empty(), line(map, "get", "", "/files/a"));
    assertEquals(Optional.empty(), line(map, "POST", "", "/Doors/d1/open"));
    assertEquals(Optional.empty(), line(map, "POST", "", "/doors/d1/open/wide"));
    assertEquals(Optional.empty(), line(map, "GET", "", "/g"));
  }

  @Test
  void match_routeForGet_takesHeadToo() {
    RouteMap map =
        RouteSets.load(
                """
                routes:
                  - {path: /a, method: GET, action: door.open, resource: {id: x}}
                  - {path: /b, method: HEAD, action: door.close, resource: {id: x}}
                  - {path: /b, method: GET, action: door.open, resource: {id: x}}
                """)
            .routes();
    assertEquals(Optional.of(2), line(map, "HEAD", "", "/a"));
    assertEquals(Optional.of(3), line(map, "HEAD", "", "/b"));
    assertEquals(Optional.of(4), line(map, "GET", "", "/b"));
  }

  private static boolean resembles(RouteMap map, String method, String target) {
    return map.resembles(method, (CheckTemplate.Canonical) CheckTemplate.of(target));
  }

  @Test
  void resembles_otherCase_isToldApartFromTheRouteItself() {
    RouteMap map = RouteSets.load(ROUTES).routes();
    assertTrue(resembles(map, "PUT", "/Doors/MAIN/open"));
    assertTrue(resembles(map, "POST", "/doorS/D7/open"));
    assertTrue(resembles(map, "GET", "/FILES/a/b"));
    assertTrue(resembles(map, "GET", "/%EF%BC%A7")); // a full-width G
    assertFalse(resembles(map, "POST", "/doors/D7/open"));
    assertFalse(resembles(map, "DELETE", "/FILES/a"));
    assertFalse(resembles(map, "PUT", "/doors/main/shut"));
    assertFalse(resembles(map, "PUT", "/doors"));
  }

  @Test
  void warnings_defaultOfPermit_tellsOfMethodsThatPassUnchecked() {
    String partial = "  - {path: /a, method: [GET, PUT], action: door.open, resource: {id: x}}\n";
    String rest = "  - {path: /a, action: door.close, resource: {id: x}}\n";
    String permit = "default: permit\nroutes:\n";
    assertEquals(
        List.of(
            "routes.yaml:3:5: methods other than GET, HEAD, PUT pass unchecked here, since"
                + " `default` is `permit`"),
        RouteSets.load(permit + partial).routes().warnings().stream()
            .map(Diagnostic::headline)
            .toList());
    assertEquals(List.of(), RouteSets.load(permit + partial + rest).routes().warnings());
    assertEquals(List.of(), RouteSets.load("routes:\n" + partial).routes().warnings());
  }

  @Test
  void match_host_takesExactBelowAndAny() {
    RouteMap map = RouteSets.load(ROUTES).routes();
    assertEquals(Optional.of(7), line(map, "GET", "gate.example.com", "/g"));
    assertEquals(Optional.of(8), line(map, "GET", "a.b.example.com", "/g"));
    assertEquals(Optional.empty(), line(map, "GET", "example.com", "/g"));
    assertEquals(Optional.empty(), line(map, "GET", "evilexample.com", "/g"));
    assertEquals(Optional.of(6), line(map, "GET", "gate.example.com", "/"));
    assertEquals(Optional.of(6), line(map, "GET", "other.test", "/"));
  }

  @Test
  void match_randomRoutes_findsWhatTryingAllFinds() {
    Random random = new Random(7);
    for (int run = 0; run < 40; run++) {
      StringBuilder yaml = new StringBuilder("routes:\n");
      List<String> templates = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String template = template(random);
        if (!templates.contains(template)) {
          templates.add(template);
          yaml.append("  - {action: door.open, resource: {id: x}, path: \"").append(template);
          yaml.append("\"}\n");
        }
      }
      List<String> unreached = RouteSets.problems(yaml.toString());
      if (unreached.isEmpty()) {
        RouteMap map = RouteSets.load(yaml.toString()).routes();
        for (int i = 0; i < 60; i++) {
          String path = "/" + String.join("/", words(random, "abc"));
          assertEquals(naive(templates, path), line(map, "GET", "", path), yaml + path);
        }
      }
    }
  }

  private static String template(Random random) {
    StringBuilder out = new StringBuilder();
    for (String word : words(random, "ab*")) {
      out.append('/').append(word.equals("*") ? "{v" + out.length() + "}" : word);
    }
    return out + (random.nextInt(6) == 0 ? "/{rest...}" : "");
  }

  private static List<String> words(Random random, String letters) {
    return random
        .ints(1 + random.nextInt(4), 0, letters.length())
        .mapToObj(at -> letters.substring(at, at + 1))
        .toList();
  }

  private static Optional<Integer> naive(List<String> templates, String path) {
    for (int i = 0; i < templates.size(); i++) {
      String regex =
          templates.get(i).replaceAll("\\{rest\\.\\.\\.}", ".+").replaceAll("\\{v\\d+}", "[^/]+");
      if (path.matches(regex)) {
        return Optional.of(i + 2);
      }
    }
    return Optional.empty();
  }

  @Test
  void match_manyRoutes_costsOneStepPerSegment() {
    StringBuilder yaml = new StringBuilder("routes:\n");
    for (int i = 0; i < 2_000; i++) {
      yaml.append("  - {action: door.open, resource: {id: {path: id}}, path: \"/s")
          .append(i)
          .append("/{id}/open\"}\n");
    }
    RouteMap map = RouteSets.load(yaml.toString()).routes();
    assertEquals(Optional.of(2_001), line(map, "GET", "", "/s1999/d/open"));
    assertEquals(Optional.empty(), line(map, "GET", "", "/s2000/d/open"));
  }

  @Test
  void version_otherRoutes_isAnother() {
    Snapshot without = RouteSets.DOORS.load();
    Snapshot with = RouteSets.load(ROUTES);
    assertNotEquals(without.version(), with.version());
    assertTrue(without.routes().routes().isEmpty());
    assertEquals(RouteMap.Unmatched.DENY, without.routes().unmatched());
  }
}
