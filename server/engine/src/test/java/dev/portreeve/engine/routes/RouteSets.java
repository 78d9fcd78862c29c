package dev.portreeve.engine.routes;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.testing.TestSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small set whose routes a test writes, and requests on their way to them. */
final class RouteSets {
  static final TestSet DOORS =
      TestSet.of(
              """
              name: doors
              team: resource.properties.team
              subject:
                types: [user, key]
                properties:
                  signed_in: {type: boolean, default: true}
                  roles: {type: array, items: {type: string}, default: [], directory: fill}
              action:
                properties:
                  speed: {type: string, enum: [slow, fast]}
                  push: {type: object, properties: {force: {type: integer}}}
              resource:
                properties:
                  team: {type: string}
                  floor: {type: integer}
                  tags: {type: array, items: {type: string}}
                  wide: {type: boolean}
              context:
                properties:
                  time: {type: string, format: date-time, default: now}
                  rush: {type: boolean, default: false}
              actions:
                door.open: {resource: [door, gate]}
                door.close: {resource: [door]}
              """)
          .condition("door.open", "'keeper' in subject.roles")
          .condition("door.close", "subject.signed_in");

  private RouteSets() {}

  static Snapshot load(String routes) {
    return DOORS.with("routes.yaml", routes).load();
  }

  static List<String> problems(String routes) {
    return DOORS.with("routes.yaml", routes).problems();
  }

  /** A request. */
  record Given(
      String method,
      String host,
      CheckTemplate.Canonical target,
      Optional<RouteIdentity> identity,
      Map<String, List<String>> headers,
      boolean trusted)
      implements RoutedRequest {
    static Given of(String method, String target) {
      return new Given(
          method,
          "",
          (CheckTemplate.Canonical) CheckTemplate.of(target),
          Optional.empty(),
          Map.of(),
          false);
    }

    Given to(String otherHost) {
      return new Given(method, otherHost, target, identity, headers, trusted);
    }

    Given by(String id, Map<String, Object> claims) {
      return new Given(
          method, host, target, Optional.of(new RouteIdentity(id, claims)), headers, trusted);
    }

    Given with(Map<String, List<String>> sent) {
      return new Given(method, host, target, identity, sent, trusted);
    }

    Given fromProxy() {
      return new Given(method, host, target, identity, headers, true);
    }

    @Override
    public List<String> header(String name) {
      return headers.getOrDefault(name, List.of());
    }

    @Override
    public List<String> trustedHeader(String name) {
      return trusted ? header(name) : List.of();
    }
  }
}
