package dev.portreeve.engine.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteTest {
  private static final Snapshot SET =
      RouteSets.load(
          """
          trusted_headers: [X-Team]
          routes:
            - path: /doors/{id}
              action: {name: door.open, speed: {query: speed}, push: {claim: push}}
              subject: {roles: {claim: realm.roles}}
              resource:
                id: {path: id}
                team: {header: X-Team}
                floor: {query: floor}
                tags: {header: X-Tags}
                wide: {constant: true}
              context: {rush: {query: rush}}
          """);

  private static Frame frame(RouteSets.Given given) {
    Route route = SET.routes().match("GET", "", given.target()).orElseThrow();
    Frame frame = Frame.of(SET.schema(), TestSet.NOW);
    route.fill(frame, given);
    return frame;
  }

  private static Object value(Frame frame, Entity entity, String fact) {
    return frame.value(SET.schema().slot(entity, fact));
  }

  @Test
  void fill_allSources_givesEachItsType() {
    Frame frame =
        frame(
            RouteSets.Given.of("GET", "/doors/d%201?speed=fast&floor=3&rush=true")
                .by(
                    "ana",
                    Map.of("realm", Map.of("roles", List.of("keeper")), "push", Map.of("force", 7)))
                .with(Map.of("x-team", List.of("acme"), "x-tags", List.of("a, b", "c")))
                .fromProxy());
    assertEquals("ana", frame.subjectId());
    assertEquals("user", frame.subjectType());
    assertEquals("door", frame.resourceType());
    assertEquals("d 1", frame.resourceId());
    assertEquals("acme", frame.teamId().orElse(""));
    assertEquals(3L, value(frame, Entity.RESOURCE, "floor"));
    assertEquals("fast", value(frame, Entity.ACTION, "speed"));
    assertEquals(true, value(frame, Entity.CONTEXT, "rush"));
    assertEquals(true, value(frame, Entity.RESOURCE, "wide"));
    assertEquals(true, value(frame, Entity.SUBJECT, "signed_in"));
    assertEquals(List.of(), frame.invalid());
  }

  @Test
  void fill_noIdentity_isNotSignedInAndHasNoSubjectFacts() {
    Frame frame = frame(RouteSets.Given.of("GET", "/doors/d1"));
    assertEquals("", frame.subjectId());
    assertEquals(false, value(frame, Entity.SUBJECT, "signed_in"));
    assertNull(value(frame, Entity.SUBJECT, "roles"));
  }

  @Test
  void fill_untrustedPeer_teamIsNotTaken() {
    Frame frame =
        frame(RouteSets.Given.of("GET", "/doors/d1").with(Map.of("x-team", List.of("acme"))));
    assertTrue(frame.teamId().isEmpty());
  }

  @Test
  void fill_rolesInQueryAndHeaders_areNotTaken() {
    Frame frame =
        frame(
            RouteSets.Given.of("GET", "/doors/d1?roles=keeper&subject.roles=keeper&signed_in=true")
                .with(
                    Map.of(
                        "x-roles", List.of("keeper"),
                        "roles", List.of("keeper"),
                        "subject", List.of("{\"roles\":[\"keeper\"]}")))
                .by("eve", Map.of()));
    assertNull(value(frame, Entity.SUBJECT, "roles"));
    assertFalse(SET.decide(frame).permitted());
  }

  @Test
  void fill_valueGivenTwiceOrOfAnotherType_isInvalid() {
    assertEquals(
        List.of("resource.properties.floor"),
        frame(RouteSets.Given.of("GET", "/doors/d1?floor=1&floor=2")).invalid());
    assertEquals(
        List.of("resource.properties.floor"),
        frame(RouteSets.Given.of("GET", "/doors/d1?floor=first")).invalid());
    assertEquals(
        List.of("action.properties.speed"),
        frame(RouteSets.Given.of("GET", "/doors/d1?speed=warp")).invalid());
  }

  private static Frame claims(Map<String, Object> claims) {
    String routes =
        """
        routes:
          - path: /doors/{id}
            action: {name: door.open, push: {claim: ["https://acme.example/push"]}}
            subject: {roles: {claim: [realm.x, "cognito:groups"]}}
            resource:
              id: {path: id}
              team: {claim: org.id}
              floor: {claim: floor}
              wide: {claim: email_verified}
            context: {time: {claim: auth_time}}
        """;
    Snapshot set = RouteSets.load(routes);
    RouteSets.Given given = RouteSets.Given.of("GET", "/doors/d1").by("ana", claims);
    Frame frame = Frame.of(set.schema(), TestSet.NOW);
    set.routes().match("GET", "", given.target()).orElseThrow().fill(frame, given);
    return frame;
  }

  @Test
  void fill_claimsAsProvidersWriteThem_areConverted() {
    Frame frame =
        claims(
            Map.of(
                "https://acme.example/push",
                Map.of("force", 7),
                "realm.x",
                Map.of("cognito:groups", "keeper"),
                "org",
                Map.of("id", 42L),
                "floor",
                "3",
                "email_verified",
                "true",
                "auth_time",
                1_767_225_600L));
    assertEquals(List.of(), frame.invalid());
    assertEquals("42", frame.teamId().orElse(""));
    assertEquals(3L, value(frame, Entity.RESOURCE, "floor"));
    assertEquals(true, value(frame, Entity.RESOURCE, "wide"));
    assertEquals(Instant.parse("2026-01-01T00:00:00Z"), value(frame, Entity.CONTEXT, "time"));
    assertEquals("[keeper]", String.valueOf(value(frame, Entity.SUBJECT, "roles")));
  }

  @Test
  void fill_claimsThatNoTypeTakes_areInvalid() {
    assertEquals(
        List.of("resource.properties.floor", "resource.properties.wide", "context.time"),
        claims(Map.of("floor", "3.5", "email_verified", "yes", "auth_time", 1e18)).invalid());
  }
}
